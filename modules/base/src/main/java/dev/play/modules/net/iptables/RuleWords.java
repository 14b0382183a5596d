package dev.play.modules.net.iptables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects the words of a rule specification (iptables(8), PARAMETERS and iptables-extensions(8)).
 */
public final class RuleWords {
  private final List<String> words = new ArrayList<>();

  /** {@code option value}; a value that starts with {@code !} stands for all others. */
  public RuleWords option(String option, Optional<?> value) {
    value.map(Object::toString).filter(v -> !v.isEmpty()).ifPresent(v -> option(option, v));
    return this;
  }

  /** {@code option value} for each. */
  public RuleWords each(String option, List<String> values) {
    values.forEach(v -> option(option, v));
    return this;
  }

  /** {@code option a,b,c} where there are any. */
  public RuleWords list(String option, List<String> values) {
    if (!values.isEmpty()) {
      words.addAll(List.of(option, String.join(",", values)));
    }
    return this;
  }

  /** {@code -m extension} where it is needed. */
  public RuleWords match(String extension, boolean needed) {
    if (needed) {
      words.addAll(List.of("-m", extension));
    }
    return this;
  }

  /** Words as they are. */
  public RuleWords plain(String... more) {
    words.addAll(List.of(more));
    return this;
  }

  public List<String> words() {
    return List.copyOf(words);
  }

  private void option(String option, String value) {
    if (value.startsWith("!")) {
      words.addAll(List.of("!", option, value.substring(1).strip()));
    } else {
      words.addAll(List.of(option, value));
    }
  }
}
