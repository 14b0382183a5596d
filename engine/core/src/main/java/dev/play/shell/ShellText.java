package dev.play.shell;

import dev.play.host.Blob;
import dev.play.host.HostPath;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Literals of POSIX sh, whatever they hold. Bytes of file names that are not UTF-8 are carried in
 * Java strings as lone surrogates U+DC80 to U+DCFF, one a byte (Python's surrogateescape), and
 * become the same bytes again here.
 */
public final class ShellText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private ShellText() {}

  /** One word that the shell reads as exactly this text. */
  public static String quote(String text) {
    if (PLAIN.matcher(text).matches() && !text.startsWith("=")) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 8).append('\'');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'') {
        out.append("'\\''");
      } else if (isEscapedByte(text, i)) {
        out.append("'\"$(printf '\\").append(Integer.toOctalString(c & 0xff)).append("')\"'");
      } else {
        out.append(c);
      }
    }
    return out.append('\'').toString();
  }

  /**
   * One word for a path as an argument: {@code ~} expanded by the host's shell, a relative path
   * never mistaken for an option.
   */
  public static String path(HostPath path) {
    String text = path.text();
    if (text.startsWith("~")) {
      int slash = text.indexOf('/');
      String user = text.substring(1, slash < 0 ? text.length() : slash);
      if (user.isEmpty() || USER.matcher(user).matches()) {
        return slash < 0 ? "~" + user : "~" + user + "/" + quoteRest(text.substring(slash + 1));
      }
    }
    return quote(text.startsWith("/") ? text : "./" + text);
  }

  private static String quoteRest(String rest) {
    return rest.isEmpty() ? "" : quote(rest);
  }

  /** Whether the shell can export a variable of this name. */
  public static boolean isVariableName(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * A command that writes exactly these bytes to its standard output, by the shell's own printf:
   * nothing shows in a process list.
   */
  public static String print(Blob blob) {
    byte[] bytes = blob.bytes();
    if (bytes.length == 0) {
      return ":";
    }
    String text = utf8(bytes);
    if (text != null && text.indexOf('\0') < 0) {
      return "printf %s '" + text.replace("'", "'\\''") + "'";
    }
    StringBuilder out = new StringBuilder(bytes.length * 2).append("printf '");
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i] & 0xff;
      switch (b) {
        case '%' -> out.append("%%");
        case '\\' -> out.append("\\\\");
        case '\'' -> out.append("'\\''");
        default -> {
          if (b < 0x20 && b != '\n' && b != '\t' || b > 0x7e || b == '-' && i == 0) {
            out.append(String.format("\\%03o", b));
          } else {
            out.append((char) b);
          }
        }
      }
    }
    return out.append('\'').toString();
  }

  private static @org.jspecify.annotations.Nullable String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** Bytes from a host as text; what is not UTF-8 becomes lone surrogates, see above. */
  public static String decode(byte[] bytes, int from, int to) {
    ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
    CharBuffer out = CharBuffer.allocate(to - from + 1);
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    while (true) {
      var result = decoder.decode(in, out, true);
      if (!result.isError()) {
        return out.flip().toString();
      }
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (0xdc00 | (in.get() & 0xff)));
      }
      decoder.reset();
    }
  }

  public static String decode(byte[] bytes) {
    return decode(bytes, 0, bytes.length);
  }

  /** The bytes that a text decoded by {@link #decode} came from. */
  public static byte[] encode(String text) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream(text.length() + 16);
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || isEscapedByte(text, i)) {
        out.writeBytes(text.substring(start, i).getBytes(StandardCharsets.UTF_8));
        if (i < text.length()) {
          out.write(text.charAt(i) & 0xff);
        }
        start = i + 1;
      }
    }
    return out.toByteArray();
  }

  private static boolean isEscapedByte(String text, int i) {
    char c = text.charAt(i);
    return c >= 0xdc80 && c <= 0xdcff && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
