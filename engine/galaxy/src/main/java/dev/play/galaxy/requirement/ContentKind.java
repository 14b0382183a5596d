package dev.play.galaxy.requirement;

import java.util.Locale;

/** What can be installed. */
public enum ContentKind {
  ROLE,
  COLLECTION;

  /** As people say it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
