package dev.play.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts as Ansible Vault does: format 1.1, or 1.2 where there is a label. */
public final class VaultSeal {
  /** How long a salt is, in bytes. */
  public static final int SALT = 32;

  private static final int BLOCK = 16;
  private static final int LINE = 80;
  private static final String NO_LABEL = "default";

  private VaultSeal() {}

  /**
   * The vault as text, with a newline at its end.
   *
   * @param label {@code default} and none are not written
   * @param salt random, of any length
   */
  public static String seal(
      byte[] plain, VaultPassword password, Optional<String> label, byte[] salt) {
    byte[] keys = VaultPasswords.derive(password.secret(), salt);
    byte[] cipherText = encrypt(keys, plain);
    HexFormat hex = HexFormat.of();
    String inner =
        hex.formatHex(salt)
            + "\n"
            + hex.formatHex(VaultPasswords.hmac(keys, cipherText))
            + "\n"
            + hex.formatHex(cipherText);
    String outer = hex.formatHex(inner.getBytes(StandardCharsets.US_ASCII));
    StringBuilder out = new StringBuilder(header(label)).append('\n');
    for (int i = 0; i < outer.length(); i += LINE) {
      out.append(outer, i, Math.min(outer.length(), i + LINE)).append('\n');
    }
    return out.toString();
  }

  private static String header(Optional<String> label) {
    return label
        .filter(l -> !l.isEmpty() && !l.equals(NO_LABEL))
        .map(l -> VaultEnvelope.MAGIC + ";1.2;AES256;" + l)
        .orElse(VaultEnvelope.MAGIC + ";1.1;AES256");
  }

  /** The label that a vault says it is encrypted for. */
  public static Optional<String> labelOf(String envelope) {
    return VaultEnvelope.parse(envelope).label();
  }

  private static byte[] encrypt(byte[] keys, byte[] plain) {
    int padding = BLOCK - plain.length % BLOCK;
    byte[] padded = Arrays.copyOf(plain, plain.length + padding);
    Arrays.fill(padded, plain.length, padded.length, (byte) padding);
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(keys, 0, 32, "AES"),
          new IvParameterSpec(keys, 64, 16));
      return cipher.doFinal(padded);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES in counter mode", e);
    }
  }
}
