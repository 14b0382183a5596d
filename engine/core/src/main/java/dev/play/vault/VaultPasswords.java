package dev.play.vault;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tries passwords, the one with the envelope's label first. AES-256 in counter mode and HMAC-SHA256
 * with keys by PBKDF2-HMAC-SHA256 in 10,000 rounds, as Ansible Vault 1.1 and 1.2. Thread-safe.
 */
public final class VaultPasswords implements VaultSecrets {
  private static final int ROUNDS = 10_000;
  private static final int KEYS_LENGTH = 32 + 32 + 16;

  private final List<VaultPassword> passwords;
  private final boolean onlyMatching;
  private final Consumer<String> listener;

  public VaultPasswords(List<VaultPassword> passwords) {
    this(passwords, false);
  }

  /**
   * @param onlyMatching whether a vault with a label is opened only with passwords of that label
   */
  public VaultPasswords(List<VaultPassword> passwords, boolean onlyMatching) {
    this(passwords, onlyMatching, secret -> {});
  }

  private VaultPasswords(
      List<VaultPassword> passwords, boolean onlyMatching, Consumer<String> listener) {
    this.passwords = List.copyOf(passwords);
    this.onlyMatching = onlyMatching;
    this.listener = listener;
  }

  /** The same; the listener is told of each secret that is found. */
  public VaultPasswords telling(Consumer<String> who) {
    return new VaultPasswords(passwords, onlyMatching, who);
  }

  @Override
  public void found(String secret) {
    listener.accept(secret);
  }

  @Override
  public Opened open(String text) {
    VaultEnvelope envelope;
    try {
      envelope = VaultEnvelope.parse(text);
    } catch (IllegalArgumentException e) {
      return new Opened.Refused(
          String.valueOf(e.getMessage()), "it may have been changed by an editor or a merge");
    }
    if (passwords.isEmpty()) {
      return new Opened.Refused(
          "this is encrypted with Ansible Vault and no vault password was given",
          "give one by --vault-password-file FILE or --vault-id LABEL@FILE");
    }
    for (VaultPassword password : inOrder(envelope)) {
      byte[] keys = derive(password.secret(), envelope.salt());
      if (MessageDigest.isEqual(hmac(keys, envelope.cipherText()), envelope.hmac())) {
        return new Opened.Plain(decrypt(keys, envelope.cipherText()));
      }
    }
    return new Opened.Refused(
        "no vault password given opens this",
        "tried "
            + String.join(", ", passwords.stream().map(VaultPassword::id).toList())
            + envelope.label().map(l -> "; it was encrypted with the id " + l).orElse(""));
  }

  @Override
  public boolean hasPasswords() {
    return !passwords.isEmpty();
  }

  private List<VaultPassword> inOrder(VaultEnvelope envelope) {
    String label = envelope.label().orElse("default");
    List<VaultPassword> sorted = new ArrayList<>();
    passwords.stream().filter(p -> p.id().equals(label)).forEach(sorted::add);
    if (!onlyMatching || envelope.label().isEmpty()) {
      passwords.stream().filter(p -> !p.id().equals(label)).forEach(sorted::add);
    }
    return sorted;
  }

  /** PBKDF2 over bytes: the JDK's own takes only characters. */
  static byte[] derive(byte[] password, byte[] salt) {
    Mac mac = mac(password.length == 0 ? new byte[1] : password);
    byte[] keys = new byte[KEYS_LENGTH];
    int done = 0;
    for (int block = 1; done < KEYS_LENGTH; block++) {
      mac.update(salt);
      byte[] round =
          mac.doFinal(
              new byte[] {
                (byte) (block >>> 24), (byte) (block >>> 16), (byte) (block >>> 8), (byte) block
              });
      byte[] sum = round.clone();
      for (int i = 1; i < ROUNDS; i++) {
        round = mac.doFinal(round);
        for (int j = 0; j < sum.length; j++) {
          sum[j] ^= round[j];
        }
      }
      int take = Math.min(sum.length, KEYS_LENGTH - done);
      System.arraycopy(sum, 0, keys, done, take);
      done += take;
    }
    return keys;
  }

  static byte[] hmac(byte[] keys, byte[] cipherText) {
    return mac(Arrays.copyOfRange(keys, 32, 64)).doFinal(cipherText);
  }

  private static byte[] decrypt(byte[] keys, byte[] cipherText) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(keys, 0, 32, "AES"),
          new IvParameterSpec(keys, 64, 16));
      byte[] padded = cipher.doFinal(cipherText);
      int padding = padded.length == 0 ? 0 : padded[padded.length - 1] & 0xff;
      boolean sane = padding >= 1 && padding <= 16 && padding <= padded.length;
      return sane ? Arrays.copyOf(padded, padded.length - padding) : padded;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES in counter mode", e);
    }
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }
}
