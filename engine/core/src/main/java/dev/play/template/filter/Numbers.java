package dev.play.template.filter;

import dev.play.template.EvaluationException;
import dev.play.template.Values;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.operation.Operations;
import dev.play.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;

/** Filters over numbers. */
public final class Numbers {
  /** Python's underscores within numbers. */
  private static final Pattern GROUPING = Pattern.compile("(?<=[0-9a-zA-Z])_(?=[0-9a-zA-Z])");

  private Numbers() {}

  public static void register(Library.Builder library) {
    library
        .filter("abs", "", (v, a, e) -> abs(v))
        .filter("int", "default? base?", Numbers::integer)
        .filter("float", "default?", Numbers::real)
        .filter("round", "precision? method?", Numbers::round)
        .filter("log", "base?", Numbers::log)
        .filter("pow", "y", (v, a, e) -> new Value.Real(Math.pow(number(v, "pow"), a.real("y", 1))))
        .filter("root", "base?", Numbers::root);
  }

  static Value plus(Value a, Value b) {
    return Operations.add(a, b);
  }

  /** A value as a floating point number. */
  public static double number(Value value) {
    return switch (value) {
      case Value.Int i -> i.value();
      case Value.BigInt b -> b.value().doubleValue();
      case Value.Real r -> r.value();
      case Value.Bool b -> b.value() ? 1 : 0;
      case Value other ->
          throw EvaluationException.of(
              "a number is needed here, not " + Values.typeName(other),
              "turn it into one by | int or | float");
    };
  }

  private static double number(Value value, String filter) {
    return switch (value) {
      case Value.Number n -> number(n);
      case Value.Bool b -> number(b);
      default ->
          throw EvaluationException.of(
              filter
                  + "() can only be used on numbers: must be real number, not "
                  + Values.typeName(value));
    };
  }

  private static Value abs(Value v) {
    return number(v) < 0
        ? Operations.negate(v)
        : v instanceof Value.Bool b ? Value.of(b.value() ? 1 : 0) : v;
  }

  private static Value integer(Value v, Arguments a, Evaluation e) {
    Value otherwise = a.or("default", Value.of(0));
    int base = a.integer("base", 10);
    return switch (v) {
      case Value.Int i -> i;
      case Value.BigInt b -> b;
      case Value.Bool b -> Value.of(b.value() ? 1 : 0);
      case Value.Real r ->
          Double.isFinite(r.value())
              ? Value.ofJava(new BigDecimal(r.value()).toBigInteger())
              : otherwise;
      case Value.Text t -> parsed(t.text(), base, otherwise);
      default -> otherwise;
    };
  }

  private static Value parsed(String text, int base, Value otherwise) {
    String digits = GROUPING.matcher(text.strip()).replaceAll("").toLowerCase(Locale.ROOT);
    boolean negative = digits.startsWith("-");
    String magnitude =
        digits.startsWith("-") || digits.startsWith("+") ? digits.substring(1) : digits;
    int radix = base;
    if (magnitude.startsWith("0x") && (base == 16 || base == 0)) {
      magnitude = magnitude.substring(2);
      radix = 16;
    } else if (magnitude.startsWith("0o") && (base == 8 || base == 0)) {
      magnitude = magnitude.substring(2);
      radix = 8;
    } else if (magnitude.startsWith("0b") && (base == 2 || base == 0)) {
      magnitude = magnitude.substring(2);
      radix = 2;
    } else if (base == 0) {
      radix = 10;
    }
    if (magnitude.isEmpty() || magnitude.startsWith("-") || magnitude.startsWith("+")) {
      return otherwise;
    }
    try {
      BigInteger value = new BigInteger(magnitude, radix);
      return Value.ofJava(negative ? value.negate() : value);
    } catch (NumberFormatException notWhole) {
      Double real = real(text);
      return real == null || !Double.isFinite(real)
          ? otherwise
          : Value.ofJava(new BigDecimal(real).toBigInteger());
    }
  }

  /** A text as Python's {@code float()} reads it, or null. */
  public static @org.jspecify.annotations.Nullable Double real(String text) {
    String t = text.strip().toLowerCase(Locale.ROOT).replaceAll("(?<=[0-9])_(?=[0-9])", "");
    if (t.matches("[+-]?(inf|infinity)")) {
      return t.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (t.matches("[+-]?nan")) {
      return Double.NaN;
    }
    return t.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)(e[+-]?[0-9]+)?") ? Double.valueOf(t) : null;
  }

  private static Value real(Value v, Arguments a, Evaluation e) {
    Value otherwise = a.or("default", new Value.Real(0));
    return switch (v) {
      case Value.Int i -> new Value.Real(i.value());
      case Value.BigInt b -> new Value.Real(b.value().doubleValue());
      case Value.Real r -> r;
      case Value.Bool b -> new Value.Real(b.value() ? 1 : 0);
      case Value.Text t -> {
        Double parsed = real(t.text());
        yield parsed == null ? otherwise : new Value.Real(parsed);
      }
      default -> otherwise;
    };
  }

  private static Value round(Value v, Arguments a, Evaluation e) {
    int precision = a.integer("precision", 0);
    String method = a.text("method", "common");
    double number = number(v);
    switch (method) {
      case "ceil", "floor" -> {
        double scale = Math.pow(10, precision);
        double scaled = number * scale;
        return new Value.Real(
            (method.equals("ceil") ? Math.ceil(scaled) : Math.floor(scaled)) / scale);
      }
      case "common" -> {
        boolean whole = v instanceof Value.Int || v instanceof Value.BigInt;
        if (!whole && !Double.isFinite(number)) {
          return v;
        }
        BigDecimal exact =
            whole
                ? new BigDecimal(
                    v instanceof Value.BigInt b
                        ? b.value()
                        : BigInteger.valueOf(((Value.Int) v).value()))
                : new BigDecimal(number);
        if (precision >= exact.scale()) {
          return v; // it has no more digits than that, and a billion zeros would be in vain
        }
        boolean vanishes = -(long) precision > exact.precision() - (long) exact.scale();
        BigDecimal rounded =
            vanishes ? BigDecimal.ZERO : exact.setScale(precision, RoundingMode.HALF_EVEN);
        return whole ? Value.ofJava(rounded.toBigInteger()) : new Value.Real(rounded.doubleValue());
      }
      default ->
          throw EvaluationException.of("method must be common, ceil or floor, not " + method);
    }
  }

  private static Value log(Value v, Arguments a, Evaluation e) {
    double x = number(v, "log");
    if (x <= 0) {
      throw EvaluationException.of("math domain error", "log() needs a number above 0");
    }
    double base = a.real("base", Math.E);
    return new Value.Real(
        base == 10 ? Math.log10(x) : base == Math.E ? Math.log(x) : Math.log(x) / Math.log(base));
  }

  private static Value root(Value v, Arguments a, Evaluation e) {
    double base = a.real("base", 2);
    double x = number(v, "root");
    return new Value.Real(base == 2 ? Math.sqrt(x) : Math.pow(x, 1 / base));
  }
}
