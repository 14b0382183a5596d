package dev.play.template.operation;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.template.library.ArithmeticValue;
import dev.play.template.syntax.Expr.BinaryOperator;
import dev.play.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Python's arithmetic, over plain values. */
public final class Arithmetic {
  /** Bits of a whole number: a third of a million digits. */
  private static final int LONGEST = 1024 * 1024;

  private Arithmetic() {}

  public static Value binary(BinaryOperator op, Value a, Value b) {
    if (a instanceof Value.Int x && b instanceof Value.Int y) {
      return small(op, x.value(), y.value());
    }
    if (a instanceof Value.Text t && op == BinaryOperator.MODULO) {
      return new Value.Text(PercentFormat.format(t.text(), b));
    }
    if (op == BinaryOperator.ADD || op == BinaryOperator.MULTIPLY) {
      Value joined = op == BinaryOperator.ADD ? concatenation(a, b) : repetition(a, b);
      if (joined != null) {
        return joined;
      }
    }
    if (isNumber(a) && isNumber(b)) {
      return a instanceof Value.Real || b instanceof Value.Real
          ? floating(op, real(a), real(b))
          : integral(op, integer(a), integer(b));
    }
    return dates(op, a, b).orElseThrow(() -> unsupported(op, a, b));
  }

  private static Optional<Value> dates(BinaryOperator op, Value a, Value b) {
    if (a instanceof ArithmeticValue x) {
      return x.combine(op.sign(), b, false);
    }
    return b instanceof ArithmeticValue y ? y.combine(op.sign(), a, true) : Optional.empty();
  }

  private static EvaluationException unsupported(BinaryOperator op, Value a, Value b) {
    String types = "'" + Values.typeName(a) + "' and '" + Values.typeName(b) + "'";
    String hint =
        a instanceof Value.Text || b instanceof Value.Text
            ? op == BinaryOperator.ADD
                ? "join texts by ~, or turn the text into a number by | int"
                : "turn the text into a number by | int"
            : "look at the types of both sides with | type_debug";
    return EvaluationException.of(
        "unsupported operand types for " + op.sign() + ": " + types, hint);
  }

  private static Value small(BinaryOperator op, long x, long y) {
    switch (op) {
      case ADD -> {
        long sum = x + y;
        if (((x ^ sum) & (y ^ sum)) >= 0) {
          return new Value.Int(sum);
        }
      }
      case SUBTRACT -> {
        long difference = x - y;
        if (((x ^ y) & (x ^ difference)) >= 0) {
          return new Value.Int(difference);
        }
      }
      case FLOOR_DIVIDE -> {
        if (y != 0 && y != -1) {
          return new Value.Int(Math.floorDiv(x, y));
        }
      }
      case MODULO -> {
        if (y != 0) {
          return new Value.Int(Math.floorMod(x, y));
        }
      }
      case MULTIPLY, DIVIDE, POWER -> {}
    }
    return integral(op, BigInteger.valueOf(x), BigInteger.valueOf(y));
  }

  private static Value integral(BinaryOperator op, BigInteger x, BigInteger y) {
    return switch (op) {
      case ADD -> Value.ofJava(x.add(y));
      case SUBTRACT -> Value.ofJava(x.subtract(y));
      case MULTIPLY -> Value.ofJava(product(x, y));
      case DIVIDE -> new Value.Real(x.doubleValue() / nonZero(y).doubleValue());
      case FLOOR_DIVIDE -> Value.ofJava(floor(x, nonZero(y)));
      case MODULO -> Value.ofJava(x.subtract(floor(x, nonZero(y)).multiply(y)));
      case POWER -> power(x, y);
    };
  }

  private static BigInteger product(BigInteger x, BigInteger y) {
    if (x.bitLength() + y.bitLength() > LONGEST) {
      throw EvaluationException.of("the result of * would be too large");
    }
    return x.multiply(y);
  }

  private static Value power(BigInteger x, BigInteger y) {
    if (y.signum() < 0) {
      return floating(BinaryOperator.POWER, x.doubleValue(), y.doubleValue());
    }
    if (x.abs().compareTo(BigInteger.ONE) <= 0) {
      return Value.ofJava(x.pow(y.signum() == 0 ? 0 : y.testBit(0) ? 1 : 2));
    }
    if (y.bitLength() > 24 || (long) x.bitLength() * y.intValue() > LONGEST) {
      throw EvaluationException.of("the result of ** would be too large");
    }
    return Value.ofJava(x.pow(y.intValue()));
  }

  private static BigInteger floor(BigInteger x, BigInteger y) {
    BigInteger[] parts = x.divideAndRemainder(y);
    return parts[1].signum() != 0 && parts[1].signum() != y.signum()
        ? parts[0].subtract(BigInteger.ONE)
        : parts[0];
  }

  private static BigInteger nonZero(BigInteger y) {
    if (y.signum() == 0) {
      throw EvaluationException.fault("division by zero");
    }
    return y;
  }

  private static Value floating(BinaryOperator op, double x, double y) {
    boolean divides =
        op == BinaryOperator.DIVIDE
            || op == BinaryOperator.FLOOR_DIVIDE
            || op == BinaryOperator.MODULO;
    if (y == 0 && divides || x == 0 && y < 0 && op == BinaryOperator.POWER) {
      throw EvaluationException.fault("division by zero");
    }
    return new Value.Real(
        switch (op) {
          case ADD -> x + y;
          case SUBTRACT -> x - y;
          case MULTIPLY -> x * y;
          case DIVIDE -> x / y;
          case FLOOR_DIVIDE -> Math.floor(x / y);
          case MODULO -> {
            double rest = x % y;
            yield rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest;
          }
          case POWER -> Math.pow(x, y);
        });
  }

  private static @Nullable Value concatenation(Value a, Value b) {
    if (a instanceof Value.Text x && b instanceof Value.Text y) {
      return new Value.Text(x.text() + y.text());
    }
    if (a instanceof Value.Sequence x && b instanceof Value.Sequence y) {
      List<Value> both = new ArrayList<>(x.items().size() + y.items().size());
      both.addAll(x.items());
      both.addAll(y.items());
      return new Value.Sequence(both);
    }
    return null;
  }

  private static @Nullable Value repetition(Value a, Value b) {
    Value what = a instanceof Value.Int || a instanceof Value.Bool ? b : a;
    Value times = a == what ? b : a;
    if (!(times instanceof Value.Int || times instanceof Value.Bool)) {
      return null;
    }
    long n = Math.max(0, integer(times).longValue());
    return switch (what) {
      case Value.Text t -> new Value.Text(Repeated.text(t.text(), n));
      case Value.Sequence s -> {
        Repeated.check(s.items().size(), n);
        List<Value> out = new ArrayList<>();
        Collections.nCopies((int) n, s.items()).forEach(out::addAll);
        yield new Value.Sequence(out);
      }
      default -> null;
    };
  }

  public static boolean isNumber(Value value) {
    return value instanceof Value.Number || value instanceof Value.Bool;
  }

  public static double real(Value value) {
    return switch (value) {
      case Value.Int i -> i.value();
      case Value.BigInt b -> b.value().doubleValue();
      case Value.Real r -> r.value();
      case Value.Bool b -> b.value() ? 1 : 0;
      default -> throw new IllegalArgumentException(PythonText.repr(value));
    };
  }

  public static BigInteger integer(Value value) {
    return switch (value) {
      case Value.Int i -> BigInteger.valueOf(i.value());
      case Value.BigInt b -> b.value();
      case Value.Bool b -> b.value() ? BigInteger.ONE : BigInteger.ZERO;
      default -> throw new IllegalArgumentException(PythonText.repr(value));
    };
  }

  public static Value negative(Value value) {
    return switch (value) {
      case Value.Int i when i.value() != Long.MIN_VALUE -> new Value.Int(-i.value());
      case Value.Real r -> new Value.Real(-r.value());
      case Value.Int i -> Value.ofJava(integer(i).negate());
      case Value.BigInt b -> Value.ofJava(b.value().negate());
      case Value.Bool b -> new Value.Int(b.value() ? -1 : 0);
      default ->
          throw EvaluationException.of("bad operand type for -: '" + Values.typeName(value) + "'");
    };
  }

  public static Value positive(Value value) {
    return switch (value) {
      case Value.Number n -> n;
      case Value.Bool b -> new Value.Int(b.value() ? 1 : 0);
      default ->
          throw EvaluationException.of("bad operand type for +: '" + Values.typeName(value) + "'");
    };
  }
}
