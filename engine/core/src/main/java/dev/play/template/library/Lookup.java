package dev.play.template.library;

import dev.play.value.Value;
import java.util.List;

/** What {@code lookup}, {@code query} and {@code with_NAME} run. */
@FunctionalInterface
public interface Lookup {
  /**
   * @param terms what is looked up: the positional arguments, or the list behind {@code with_NAME}
   * @param options the named arguments
   */
  List<Value> run(List<Value> terms, Arguments options, Evaluation evaluation);
}
