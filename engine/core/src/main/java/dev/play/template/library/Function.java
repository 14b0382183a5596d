package dev.play.template.library;

import dev.play.value.Value;

/** A global function such as {@code range}. */
@FunctionalInterface
public interface Function {
  Value call(Arguments arguments, Evaluation evaluation);
}
