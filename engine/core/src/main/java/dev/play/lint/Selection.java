package dev.play.lint;

import java.util.List;

/**
 * Which rules count, by their ids or what stands before the bracket of them.
 *
 * @param only if any: these and no others
 * @param skip left out
 * @param enable those that are off unless asked for
 * @param warn told, but no reason to fail
 */
public record Selection(
    List<String> only, List<String> skip, List<String> enable, List<String> warn) {
  /** What is usual. */
  public static final Selection USUAL = new Selection(List.of(), List.of(), List.of(), List.of());

  public Selection {
    only = List.copyOf(only);
    skip = List.copyOf(skip);
    enable = List.copyOf(enable);
    warn = List.copyOf(warn);
  }

  /** What a rule is to do. */
  public Rule.State of(Rule rule) {
    if (!only.isEmpty()) {
      return names(only, rule) ? Rule.State.ON : Rule.State.OFF;
    }
    if (names(skip, rule)) {
      return Rule.State.OFF;
    }
    if (names(warn, rule)) {
      return Rule.State.WARNS;
    }
    return names(enable, rule) ? Rule.State.ON : rule.state();
  }

  private static boolean names(List<String> names, Rule rule) {
    return names.stream().anyMatch(rule::isNamed);
  }

  /** Names that no rule has. */
  public List<String> unknown(List<Rule> rules) {
    return java.util.stream.Stream.of(only, skip, enable, warn)
        .flatMap(List::stream)
        .filter(name -> rules.stream().noneMatch(rule -> rule.isNamed(name)))
        .distinct()
        .toList();
  }

  /** Both together. */
  public Selection and(Selection other) {
    return new Selection(
        joined(only, other.only),
        joined(skip, other.skip),
        joined(enable, other.enable),
        joined(warn, other.warn));
  }

  private static List<String> joined(List<String> a, List<String> b) {
    return java.util.stream.Stream.of(a, b).flatMap(List::stream).toList();
  }
}
