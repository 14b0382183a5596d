package dev.play.template.library;

import dev.play.value.Value;
import java.util.Optional;

/** A value that can be added, subtracted and ordered: dates and time spans. */
public interface ArithmeticValue extends Value.Opaque {
  /**
   * @param sign {@code +} or {@code -}
   * @param reversed whether this is the right operand
   */
  Optional<Value> combine(String sign, Value other, boolean reversed);

  /** Less than 0, 0 or more than 0 where the two can be ordered. */
  Optional<Integer> order(Value other);
}
