package dev.play.template.operation;

import dev.play.template.syntax.Expr.BinaryOperator;
import dev.play.value.Value;

/** Operators for filters that need them, over plain values. */
public final class Operations {
  private Operations() {}

  public static Value add(Value a, Value b) {
    return Arithmetic.binary(BinaryOperator.ADD, a, b);
  }

  public static Value negate(Value value) {
    return Arithmetic.negative(value);
  }
}
