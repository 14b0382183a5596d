package dev.play.modules.system.keyring;

import dev.play.host.Blob;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** OpenPGP's form for texts (RFC 9580, section 6). */
public final class Armor {
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN PGP PUBLIC KEY BLOCK-----[ \\t]*\\r?\\n"
              + "((?:[^\\n]*:[^\\n]*\\n)*)\\s*([A-Za-z0-9+/=\\s]*?)(=[A-Za-z0-9+/]{4}\\s*)?"
              + "-----END PGP PUBLIC KEY BLOCK-----");

  private Armor() {}

  /** Whether it is text that holds armour. */
  public static boolean isArmored(Blob content) {
    return content.text().contains("-----BEGIN PGP ");
  }

  /**
   * What the blocks of public keys in a text hold, one after another.
   *
   * @throws IllegalArgumentException where there is none or it is broken
   */
  public static Blob decoded(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      byte[] bytes = Base64.getDecoder().decode(block.group(2).replaceAll("\\s", ""));
      String sum = block.group(3);
      if (sum != null && !sum.strip().equals(checksum(bytes))) {
        throw new IllegalArgumentException("its checksum is wrong");
      }
      out.writeBytes(bytes);
    }
    if (out.size() == 0) {
      throw new IllegalArgumentException("it holds no block of public keys");
    }
    return Blob.of(out.toByteArray());
  }

  /** Bytes as a block of public keys. */
  public static Blob encoded(Blob bytes) {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(bytes.bytes());
    return Blob.of(
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n"
            + lines
            + "\n"
            + checksum(bytes.bytes())
            + "\n-----END PGP PUBLIC KEY BLOCK-----\n");
  }

  /** The sum of 24 bits behind the data. */
  private static String checksum(byte[] bytes) {
    int crc = 0xb704ce;
    for (byte b : bytes) {
      crc ^= (b & 0xff) << 16;
      for (int i = 0; i < 8; i++) {
        crc <<= 1;
        if ((crc & 0x1000000) != 0) {
          crc ^= 0x1864cfb;
        }
      }
    }
    byte[] sum = {(byte) (crc >> 16), (byte) (crc >> 8), (byte) crc};
    return "=" + Base64.getEncoder().encodeToString(sum);
  }
}
