package dev.play.inventory;

import java.util.regex.Pattern;

/**
 * What becomes of characters in groups' names that no variable could have: the setting
 * force_valid_group_names.
 */
public enum GroupNames {
  /** They stay, with a warning. */
  NEVER("Invalid characters were found in group names but not replaced"),
  /** They stay. */
  IGNORE(""),
  /** They become underscores, with a warning. */
  ALWAYS("Invalid characters were found in group names and automatically replaced"),
  /** They become underscores. */
  SILENTLY("");

  private static final Pattern INVALID =
      Pattern.compile("^[\\d\\W]|[^\\w]", Pattern.UNICODE_CHARACTER_CLASS);

  private final String warning;

  GroupNames(String warning) {
    this.warning = warning;
  }

  /** The name that a group goes by. */
  public String of(String name) {
    return this == ALWAYS || this == SILENTLY ? INVALID.matcher(name).replaceAll("_") : name;
  }

  /** What to warn of when there is such a name; empty for nothing. */
  String warning() {
    return warning;
  }

  static boolean isInvalid(String name) {
    return INVALID.matcher(name).find();
  }
}
