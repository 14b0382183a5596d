package dev.play.modules.containers.image;

/**
 * What an image is called.
 *
 * @param text with its tag or digest, or its id
 * @param isId whether it is an id
 */
public record ImageName(String text, boolean isId) {
  /**
   * A name with a tag or digest as it is; one without gets the tag.
   *
   * @throws IllegalArgumentException where it can be no image's
   */
  public static ImageName of(String name, String tag) {
    if (name.matches("(sha256:)?[0-9a-f]{64}")) {
      return new ImageName(name.startsWith("sha256:") ? name : "sha256:" + name, true);
    }
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._/:-]*(@sha256:[0-9a-f]{64})?")) {
      throw new IllegalArgumentException("not an image: '" + name + "'");
    }
    boolean complete =
        name.contains("@") || name.substring(name.lastIndexOf('/') + 1).contains(":");
    if (complete) {
      return new ImageName(name, false);
    }
    if (tag.matches("sha256:[0-9a-f]{64}")) {
      return new ImageName(name + "@" + tag, false);
    }
    if (!tag.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
      throw new IllegalArgumentException("not a tag: '" + tag + "'");
    }
    return new ImageName(name + ":" + tag, false);
  }

  /** Whether an image can be given this name: neither id nor digest. */
  public boolean isTag() {
    return !isId && !text.contains("@");
  }
}
