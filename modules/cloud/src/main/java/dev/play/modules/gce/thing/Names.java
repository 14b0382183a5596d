package dev.play.modules.gce.thing;

/** The grammar of names (RFC 1035's, as Google takes it). */
public final class Names {
  private static final String NAME = "[a-z]([-a-z0-9]{0,61}[a-z0-9])?";

  private Names() {}

  /**
   * Requires a name of a thing's.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static void require(String option, String name) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "%s '%s' is no name: lower-case letters, digits and dashes, a letter first, up to 63"
              .formatted(option, name));
    }
  }

  /**
   * Requires a text of another grammar.
   *
   * @throws IllegalArgumentException where it does not fit
   */
  public static void require(String option, String text, String grammar) {
    if (!text.matches(grammar)) {
      throw new IllegalArgumentException(
          "%s '%s' is not as Google has them".formatted(option, text));
    }
  }

  /** Requires a zone ({@code europe-west1-b}). */
  public static void requireZone(String zone) {
    if (!zone.matches("[a-z]+-[a-z]+[0-9]+-[a-z]")) {
      throw new IllegalArgumentException(
          "zone '%s' is no zone: they read like europe-west1-b".formatted(zone));
    }
  }

  /** Requires a region ({@code europe-west1}). */
  public static void requireRegion(String region) {
    if (!region.matches("[a-z]+-[a-z]+[0-9]+")) {
      throw new IllegalArgumentException(
          "region '%s' is no region: they read like europe-west1".formatted(region));
    }
  }
}
