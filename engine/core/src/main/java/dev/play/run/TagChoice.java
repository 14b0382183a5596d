package dev.play.run;

import java.util.Collections;
import java.util.Set;

/** Which steps {@code --tags} and {@code --skip-tags} choose, by Ansible's rules. */
public final class TagChoice {
  private static final Set<String> UNTAGGED = Set.of("untagged");
  private final Set<String> only;
  private final Set<String> skip;

  public TagChoice(Set<String> only, Set<String> skip) {
    this.only = Set.copyOf(only);
    this.skip = Set.copyOf(skip);
  }

  /** Whether a step with these tags is done. */
  public boolean takes(Set<String> given) {
    Set<String> tags = given.isEmpty() ? UNTAGGED : given;
    return wanted(tags) && !skipped(tags);
  }

  private boolean wanted(Set<String> tags) {
    boolean isNever = tags.contains("never");
    return only.isEmpty()
        || tags.contains("always")
        || (only.contains("all") && !isNever)
        || !Collections.disjoint(tags, only)
        || (only.contains("tagged") && !tags.equals(UNTAGGED) && !isNever);
  }

  private boolean skipped(Set<String> tags) {
    if (skip.contains("all")) {
      return !tags.contains("always") || skip.contains("always");
    }
    return !Collections.disjoint(tags, skip) || (skip.contains("tagged") && !tags.equals(UNTAGGED));
  }
}
