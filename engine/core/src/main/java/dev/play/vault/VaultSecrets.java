package dev.play.vault;

import java.util.List;

/** Opens what is encrypted with Ansible Vault. */
public interface VaultSecrets {
  /** What became of an attempt. */
  sealed interface Opened {
    /** The plain bytes. */
    record Plain(byte[] bytes) implements Opened {
      @Override
      public boolean equals(Object other) {
        return other instanceof Plain(byte[] theirs) && java.util.Arrays.equals(bytes, theirs);
      }

      @Override
      public int hashCode() {
        return java.util.Arrays.hashCode(bytes);
      }

      @Override
      public String toString() {
        return "Plain[********]";
      }
    }

    /** Why it stays closed, and what to do about it. */
    record Refused(String message, String hint) implements Opened {}
  }

  /**
   * @param envelope the whole text, from {@code $ANSIBLE_VAULT} on
   */
  Opened open(String envelope);

  /**
   * Told of each secret text that was read out of a vault: whoever masks has to know them one by
   * one, for what is made of several is another text.
   */
  default void found(String secret) {}

  /** Whether there is any password to try. */
  default boolean hasPasswords() {
    return true;
  }

  /**
   * Whether a text is a word of the kind that occurs by itself, as {@code present} or {@code
   * postgres}: such are masked only where the value itself is secret.
   */
  static boolean isWord(String text) {
    return text.length() <= 11 && text.chars().allMatch(c -> c >= 'a' && c <= 'z');
  }

  /** Whether a text is a vault's envelope. */
  static boolean isEnvelope(String text) {
    return text.stripLeading().startsWith(VaultEnvelope.MAGIC + ";");
  }

  /** Without any password. */
  static VaultSecrets none() {
    return new VaultPasswords(List.of());
  }
}
