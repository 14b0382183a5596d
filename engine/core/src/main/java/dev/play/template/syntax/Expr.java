package dev.play.template.syntax;

import dev.play.value.Value;
import java.util.List;
import java.util.Optional;

/** An expression. {@code at} is where to point when it goes wrong. */
public sealed interface Expr {
  /**
   * @param offset in the text, in UTF-16 units
   */
  record Place(int offset, int length) {}

  Place at();

  record Literal(Value value, Place at) implements Expr {}

  record Name(String name, Place at) implements Expr {}

  record ListOf(List<Expr> items, Place at) implements Expr {}

  record TupleOf(List<Expr> items, Place at) implements Expr {}

  record DictOf(List<Expr> keys, List<Expr> values, Place at) implements Expr {}

  /** {@code of.name}, {@code of.0}. */
  record Member(Expr of, Value name, Place at) implements Expr {}

  /** {@code of[key]}. */
  record Index(Expr of, Expr key, Place at) implements Expr {}

  record Slice(Expr of, Optional<Expr> start, Optional<Expr> stop, Optional<Expr> step, Place at)
      implements Expr {}

  record Call(Expr callee, Args args, Place at) implements Expr {}

  /**
   * @param input empty in {@code {% filter %}} and {@code {% set x | f %}}, where it is the body
   */
  record Filter(Optional<Expr> input, String name, Args args, Place at) implements Expr {}

  record Test(Expr input, String name, Args args, Place at) implements Expr {}

  record Unary(UnaryOperator operator, Expr operand, Place at) implements Expr {}

  record Binary(BinaryOperator operator, Expr left, Expr right, Place at) implements Expr {}

  /** {@code first < a <= b}: one or more comparisons in a chain. */
  record Compare(Expr first, List<Comparison> rest, Place at) implements Expr {}

  record And(Expr left, Expr right, Place at) implements Expr {}

  record Or(Expr left, Expr right, Place at) implements Expr {}

  record Not(Expr operand, Place at) implements Expr {}

  record Concat(List<Expr> parts, Place at) implements Expr {}

  record Conditional(Expr then, Expr condition, Optional<Expr> otherwise, Place at)
      implements Expr {}

  record Comparison(Comparator operator, Expr right, Place at) {}

  record Named(String name, Expr value) {}

  /** Arguments of a call, with those behind {@code *} and {@code **}. */
  record Args(
      List<Expr> positional, List<Named> named, Optional<Expr> rest, Optional<Expr> namedRest) {
    public static final Args NONE =
        new Args(List.of(), List.of(), Optional.empty(), Optional.empty());

    /** Whether the number and names are known from the text alone. */
    public boolean fixed() {
      return rest.isEmpty() && namedRest.isEmpty();
    }
  }

  enum UnaryOperator {
    MINUS,
    PLUS
  }

  enum BinaryOperator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    FLOOR_DIVIDE("//"),
    MODULO("%"),
    POWER("**");

    private final String sign;

    BinaryOperator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  enum Comparator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    IN("in"),
    NOT_IN("not in");

    private final String sign;

    Comparator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }
}
