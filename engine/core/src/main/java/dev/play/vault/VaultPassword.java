package dev.play.vault;

import java.util.Arrays;

/**
 * A password and the label it goes by.
 *
 * @param id {@code default} when none was given
 */
public record VaultPassword(String id, byte[] secret) {
  @Override
  public boolean equals(Object other) {
    return other instanceof VaultPassword(String theirId, byte[] theirs)
        && id.equals(theirId)
        && Arrays.equals(secret, theirs);
  }

  @Override
  public int hashCode() {
    return 31 * id.hashCode() + Arrays.hashCode(secret);
  }

  @Override
  public String toString() {
    return "VaultPassword[" + id + "]";
  }
}
