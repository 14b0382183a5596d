package dev.play.compile;

import java.util.Set;

/**
 * Which steps {@code --tags} and {@code --skip-tags} let run. {@code all}, {@code tagged} and
 * {@code untagged} mean what they do in Ansible; a step tagged {@code always} runs unless that is
 * skipped, one tagged {@code never} only when one of its tags is asked for.
 */
public record TagFilter(Set<String> only, Set<String> skip) {
  public static final TagFilter ALL = new TagFilter(Set.of(), Set.of());

  public TagFilter {
    only = only.isEmpty() ? Set.of("all") : Set.copyOf(only);
    skip = Set.copyOf(skip);
  }

  public boolean lets(Set<String> tags) {
    return isAskedFor(tags) && !isSkipped(tags);
  }

  private boolean isAskedFor(Set<String> tags) {
    if (tags.contains("always") || tags.stream().anyMatch(only::contains)) {
      return true;
    }
    boolean never = tags.contains("never");
    if (only.contains("all") && !never) {
      return true;
    }
    if (only.contains("tagged") && !tags.isEmpty() && !never) {
      return true;
    }
    return only.contains("untagged") && tags.isEmpty();
  }

  private boolean isSkipped(Set<String> tags) {
    if (skip.contains("all")) {
      return !(tags.contains("always") && !skip.contains("always"));
    }
    return tags.stream().anyMatch(skip::contains)
        || (skip.contains("tagged") && !tags.isEmpty())
        || (skip.contains("untagged") && tags.isEmpty());
  }
}
