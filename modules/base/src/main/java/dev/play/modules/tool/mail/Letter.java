package dev.play.modules.tool.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail: RFC 5322, its text a part of RFC 2046.
 *
 * @param sender an address, or a name with the address in angle brackets; so are the others
 * @param headers further ones, as {@code NAME=VALUE}
 * @param subtype plain or html
 */
public record Letter(
    String sender,
    List<String> to,
    List<String> cc,
    String subject,
    List<String> headers,
    String subtype) {
  private static final Pattern NAMED = Pattern.compile("(.*?)\\s*<([^<>]*)>\\s*");
  private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\\p{Cntrl}]+");

  /**
   * Refuses what would be lines or addresses of its own.
   *
   * @param more further recipients
   * @throws IllegalArgumentException where something is not what it should be
   */
  public void require(List<String> more) {
    List<String> all = new ArrayList<>(List.of(sender));
    all.addAll(to);
    all.addAll(cc);
    all.addAll(more);
    for (String one : all) {
      if (!ADDRESS.matcher(address(one)).matches() || one.matches("(?s).*\\p{Cntrl}.*")) {
        throw new IllegalArgumentException("not an address: '" + one + "'");
      }
    }
    if (to.isEmpty()) {
      throw new IllegalArgumentException("to names nobody");
    }
    for (String line : headers) {
      if (!line.matches("[A-Za-z0-9-]+=[^\\p{Cntrl}]*")) {
        throw new IllegalArgumentException("not a header like NAME=VALUE: '" + line + "'");
      }
    }
    if (subject.matches("(?s).*[\\r\\n\\x00].*")) {
      throw new IllegalArgumentException("subject must be a single line");
    }
  }

  /** The address alone. */
  public static String address(String one) {
    Matcher named = NAMED.matcher(one);
    return named.matches() ? named.group(2).strip() : one.strip();
  }

  private static String shown(String one) {
    Matcher named = NAMED.matcher(one);
    if (!named.matches() || named.group(1).isEmpty()) {
      return address(one);
    }
    String name = named.group(1).replaceFirst("^\"(.*)\"$", "$1");
    String written =
        isPlain(name) ? '"' + name.replaceAll("([\"\\\\])", "\\\\$1") + '"' : encoded(name);
    return written + " <" + address(one) + ">";
  }

  private static boolean isPlain(String text) {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
  }

  /** RFC 2047; a word for every few letters, since each has to be short. */
  private static String encoded(String text) {
    if (isPlain(text)) {
      return text;
    }
    List<String> words = new ArrayList<>();
    int[] letters = text.codePoints().toArray();
    for (int i = 0; i < letters.length; i += 10) {
      String part = new String(letters, i, Math.min(10, letters.length - i));
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      words.add("=?utf-8?b?" + Base64.getEncoder().encodeToString(bytes) + "?=");
    }
    return String.join("\r\n ", words);
  }

  /** The headers without the date, and the line that ends them. */
  public String head(String boundary, String id, String charset) {
    StringBuilder out = new StringBuilder();
    line(out, "From", shown(sender));
    line(out, "To", String.join(",\r\n ", to.stream().map(Letter::shown).toList()));
    if (!cc.isEmpty()) {
      line(out, "Cc", String.join(",\r\n ", cc.stream().map(Letter::shown).toList()));
    }
    line(out, "Subject", encoded(subject));
    line(out, "Message-ID", "<" + id + ">");
    headers.stream()
        .map(h -> Map.entry(h.substring(0, h.indexOf('=')), h.substring(h.indexOf('=') + 1)))
        .forEach(h -> line(out, h.getKey(), encoded(h.getValue())));
    line(out, "MIME-Version", "1.0");
    line(out, "Content-Type", "multipart/mixed; boundary=\"" + boundary + "\"");
    out.append("\r\n--").append(boundary).append("\r\n");
    line(out, "Content-Type", "text/" + subtype + "; charset=\"" + charset + "\"");
    line(out, "Content-Transfer-Encoding", "base64");
    return out.append("\r\n").toString();
  }

  /** The text as the part's body. */
  public String text(String body, Charset charset) {
    byte[] lines = (body + "\n\n").replaceAll("\r?\n", "\r\n").getBytes(charset);
    return Base64.getMimeEncoder().encodeToString(lines) + "\r\n";
  }

  private static void line(StringBuilder out, String name, String value) {
    out.append(name).append(": ").append(value).append("\r\n");
  }
}
