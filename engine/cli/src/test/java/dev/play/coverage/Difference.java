package dev.play.coverage;

/**
 * Something that an option of ours is not as documented for Ansible's.
 *
 * @param what the option, or {@code OPTION.alias}, {@code .default}, {@code .required}, {@code
 *     .choices}, {@code .type}
 */
public record Difference(String module, String what, String words) {
  boolean isMissing() {
    return what.indexOf('.') < 0;
  }

  /** What it is known by. */
  public String key() {
    return module + " " + what;
  }

  @Override
  public String toString() {
    return key() + ": " + words;
  }
}
