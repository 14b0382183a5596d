package dev.play.lint;

import dev.play.source.Span;

/** Where a rule tells what it finds. */
@FunctionalInterface
public interface Findings {
  /**
   * @param hint what to do about it
   */
  void at(Span span, String message, String hint);
}
