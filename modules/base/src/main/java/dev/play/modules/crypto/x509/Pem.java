package dev.play.modules.crypto.x509;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Textual encoding of keys and certificates (RFC 7468). */
public final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  private Pem() {}

  /**
   * The first block of a kind.
   *
   * @param label the end of the kind's name: {@code CERTIFICATE}, {@code CERTIFICATE REQUEST}
   * @throws IllegalArgumentException when its content is not DER
   */
  public static Optional<Der> first(String text, String label) {
    return all(text, label).stream().findFirst();
  }

  /**
   * All blocks of a kind.
   *
   * @throws IllegalArgumentException when the content of one is not DER
   */
  public static List<Der> all(String text, String label) {
    List<Der> out = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      if (block.group(1).endsWith(label)) {
        out.add(Der.read(Base64.getMimeDecoder().decode(block.group(2))));
      }
    }
    return out;
  }

  /** As a block with lines of 64 characters. */
  public static String of(String label, Der der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der.encoded());
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }
}
