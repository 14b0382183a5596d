package dev.play.modules.base.edit;

import dev.play.module.ModuleFailure;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/**
 * Text in an encoding, of which not every byte need be a character: what is none becomes a lone low
 * surrogate and goes back as it came, as by Python's surrogateescape.
 */
public record EncodedText(Charset charset) {
  private static final char ESCAPE = '\uDC00';

  /**
   * Of an encoding's name, for example {@code iso-8859-1}.
   *
   * @throws IllegalArgumentException when nobody knows it
   */
  public static EncodedText named(String name) {
    try {
      // As Ansible takes it: an empty name is no name.
      return new EncodedText(name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new IllegalArgumentException("the encoding " + name + " is not known", e);
    }
  }

  /** Bytes as text. */
  public String decode(byte[] bytes) {
    CharsetDecoder decoder = charset.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out =
        CharBuffer.allocate(bytes.length + (int) (bytes.length * decoder.maxCharsPerByte()) + 1);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isUnderflow()) {
        break;
      }
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (ESCAPE | (in.get() & 0xff)));
      }
    }
    return out.flip().toString();
  }

  /**
   * Text as bytes.
   *
   * @throws ModuleFailure when it has characters that the encoding lacks
   */
  public byte[] encode(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || isEscaped(text, i)) {
        out.writeBytes(plain(text.substring(from, i)));
        if (i < text.length()) {
          out.write(text.charAt(i) & 0xff);
        }
        from = i + 1;
      }
    }
    return out.toByteArray();
  }

  private static boolean isEscaped(String text, int at) {
    return Character.isLowSurrogate(text.charAt(at))
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  private byte[] plain(String text) {
    CharsetEncoder encoder = charset.newEncoder();
    try {
      ByteBuffer bytes = encoder.encode(CharBuffer.wrap(text));
      byte[] out = new byte[bytes.remaining()];
      bytes.get(out);
      return out;
    } catch (CharacterCodingException e) {
      throw new ModuleFailure("not every character can be written in " + charset);
    }
  }
}
