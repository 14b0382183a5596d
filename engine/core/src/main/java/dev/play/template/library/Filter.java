package dev.play.template.library;

import dev.play.template.EvaluationException;
import dev.play.value.Value;

/** What stands behind a {@code |}. Throws {@link EvaluationException} for what it cannot take. */
@FunctionalInterface
public interface Filter {
  Value apply(Value input, Arguments arguments, Evaluation evaluation);
}
