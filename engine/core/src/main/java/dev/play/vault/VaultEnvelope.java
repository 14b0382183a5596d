package dev.play.vault;

import java.util.HexFormat;
import java.util.Optional;

/**
 * The outer form of a vault, versions 1.1 and 1.2: a header line ({@code
 * $ANSIBLE_VAULT;1.2;AES256;label}), then hexadecimal lines that hold, again in hexadecimal, salt,
 * HMAC and cipher text, one a line.
 */
record VaultEnvelope(Optional<String> label, byte[] salt, byte[] hmac, byte[] cipherText) {
  static final String MAGIC = "$ANSIBLE_VAULT";

  /**
   * @throws IllegalArgumentException saying what is wrong with the text
   */
  static VaultEnvelope parse(String text) {
    String[] lines = text.strip().split("\\R");
    String[] header = lines[0].strip().split(";");
    if (header.length < 3 || !header[0].equals(MAGIC)) {
      throw new IllegalArgumentException("the vault's header is not as it should be");
    }
    if (!header[1].equals("1.1") && !header[1].equals("1.2")) {
      throw new IllegalArgumentException("vault format " + header[1] + " is not supported");
    }
    if (!header[2].equals("AES256")) {
      throw new IllegalArgumentException("vault cipher " + header[2] + " is not supported");
    }
    StringBuilder body = new StringBuilder();
    for (int i = 1; i < lines.length; i++) {
      body.append(lines[i].strip());
    }
    String inner = new String(unhex(body.toString()), java.nio.charset.StandardCharsets.US_ASCII);
    String[] parts = inner.split("\n", 3);
    if (parts.length < 3) {
      throw new IllegalArgumentException("the vault's text is cut short");
    }
    Optional<String> label =
        header.length > 3 ? Optional.of(header[3].strip()) : Optional.<String>empty();
    return new VaultEnvelope(label, unhex(parts[0]), unhex(parts[1]), unhex(parts[2].strip()));
  }

  private static byte[] unhex(String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the vault's text is not hexadecimal", e);
    }
  }
}
