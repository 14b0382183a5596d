package dev.play.host;

import java.util.Optional;

/**
 * Ownership, permissions and times to set; what is empty is left as it is.
 *
 * @param mode already computed against what the file has, 0 to 07777
 * @param owner name or number
 * @param group name or number
 * @param modified seconds since the epoch
 * @param accessed seconds since the epoch
 * @param flags chattr(1) flags in its own notation, for example {@code +i}
 */
public record Attributes(
    Optional<Integer> mode,
    Optional<String> owner,
    Optional<String> group,
    Optional<Double> modified,
    Optional<Double> accessed,
    Optional<String> flags) {
  public static final Attributes NONE =
      new Attributes(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public static Attributes of(
      Optional<Integer> mode, Optional<String> owner, Optional<String> group) {
    return new Attributes(mode, owner, group, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static Attributes mode(int mode) {
    return of(Optional.of(mode), Optional.empty(), Optional.empty());
  }

  public boolean isEmpty() {
    return equals(NONE);
  }
}
