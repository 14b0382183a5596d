package dev.play.template.library;

import dev.play.template.EvaluationException;
import dev.play.value.Value;

/** What stands behind {@code is}. Throws {@link EvaluationException} for what it cannot take. */
@FunctionalInterface
public interface Test {
  boolean test(Value input, Arguments arguments, Evaluation evaluation);
}
