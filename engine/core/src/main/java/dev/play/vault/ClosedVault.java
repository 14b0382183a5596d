package dev.play.vault;

import dev.play.value.Value;

/**
 * A single encrypted value that no password opens. It may be handed on, and opened by {@code
 * unvault}; any other use is an error.
 *
 * @param envelope the whole text, from {@code $ANSIBLE_VAULT} on
 * @param why it stays closed
 */
public record ClosedVault(String envelope, String why) implements Value.Opaque {
  @Override
  public String typeName() {
    return "AnsibleVaultEncryptedUnicode";
  }

  @Override
  public String toString() {
    return envelope;
  }
}
