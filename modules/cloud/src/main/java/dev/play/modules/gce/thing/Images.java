package dev.play.modules.gce.thing;

/** Images that disks start from. */
public final class Images {
  private static final String NAME = "[a-z]([-a-z0-9]{0,61}[a-z0-9])?";

  private Images() {}

  /**
   * The URL of an image.
   *
   * @param given a URL, or {@code PROJECT/FAMILY}: the newest of the family
   * @throws IllegalArgumentException where it is neither
   */
  public static String url(String given) {
    if (given.matches("[a-z0-9.:-]+/" + NAME)) {
      String[] parts = given.split("/", 2);
      return "projects/" + parts[0] + "/global/images/family/" + parts[1];
    }
    if (given.matches(
        "(https://[a-z.]+/compute/(v1|beta)/)?projects/[a-z0-9.:-]+/global/images/[a-z0-9/-]+")) {
      return given;
    }
    throw new IllegalArgumentException(
        "image '%s': a family as debian-cloud/debian-13, or projects/PROJECT/global/images/NAME"
            .formatted(given));
  }
}
