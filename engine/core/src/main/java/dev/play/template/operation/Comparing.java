package dev.play.template.operation;

import dev.play.template.EvaluationException;
import dev.play.template.LazyDict;
import dev.play.template.Values;
import dev.play.template.library.ArithmeticValue;
import dev.play.value.Value;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Python's equality, order and membership, over plain values. */
public final class Comparing {
  private Comparing() {}

  /** Order for sorting; throws for values that Python does not order. */
  public static final Comparator<Value> ORDER = Comparing::order;

  public static boolean equal(Value a, Value b) {
    if (a instanceof Value.Text x) {
      return b instanceof Value.Text y && x.text().equals(y.text());
    }
    if (Arithmetic.isNumber(a)) {
      return Arithmetic.isNumber(b) && numbers(a, b) == 0;
    }
    if (a instanceof Value.Sequence x && b instanceof Value.Sequence y) {
      return equalLists(x.items(), y.items());
    }
    if (a instanceof Value.Dict x && b instanceof Value.Dict y) {
      return equalDicts(x, y);
    }
    if (a instanceof Value.Undefined u) {
      throw Values.undefined(u);
    }
    if (a instanceof Value.Secret || b instanceof Value.Secret) {
      return equal(Taint.surface(a), Taint.surface(b));
    }
    return a.equals(b);
  }

  private static boolean equalLists(List<Value> x, List<Value> y) {
    if (x.size() != y.size()) {
      return false;
    }
    for (int i = 0; i < x.size(); i++) {
      if (!equal(x.get(i), y.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalDicts(Value.Dict x, Value.Dict y) {
    if (x.entries().size() != y.entries().size()) {
      return false;
    }
    for (Map.Entry<Value, Value> entry : x.entries().entrySet()) {
      Value other = y.entries().get(entry.getKey());
      if (other == null || !equal(entry.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  private static int numbers(Value a, Value b) {
    if (a instanceof Value.Int x && b instanceof Value.Int y) {
      return Long.compare(x.value(), y.value());
    }
    if (a instanceof Value.Real || b instanceof Value.Real) {
      double x = Arithmetic.real(a);
      double y = Arithmetic.real(b);
      if (Double.isNaN(x) || Double.isNaN(y)) {
        return Double.isNaN(x) ? 1 : -1;
      }
      return x == y ? 0 : exact(a, x).compareTo(exact(b, y));
    }
    return Arithmetic.integer(a).compareTo(Arithmetic.integer(b));
  }

  private static BigDecimal exact(Value value, double real) {
    if (Double.isInfinite(real)) {
      return new BigDecimal("1e400").multiply(BigDecimal.valueOf(Math.signum(real)));
    }
    return value instanceof Value.Real
        ? new BigDecimal(real)
        : new BigDecimal(Arithmetic.integer(value));
  }

  /**
   * @throws EvaluationException for values that Python does not order
   */
  public static int order(Value a, Value b) {
    if (a instanceof Value.Text x && b instanceof Value.Text y) {
      return byCodePoint(x.text(), y.text());
    }
    if (Arithmetic.isNumber(a) && Arithmetic.isNumber(b)) {
      return numbers(a, b);
    }
    if (a instanceof Value.Sequence x && b instanceof Value.Sequence y) {
      return lists(x.items(), y.items());
    }
    if (a instanceof Value.Secret || b instanceof Value.Secret) {
      return order(Taint.surface(a), Taint.surface(b));
    }
    if (a instanceof ArithmeticValue x) {
      return x.order(b).orElseThrow(() -> unordered(a, b));
    }
    if (a instanceof Value.Undefined u) {
      throw Values.undefined(u);
    }
    if (b instanceof Value.Undefined u) {
      throw Values.undefined(u);
    }
    throw unordered(a, b);
  }

  private static EvaluationException unordered(Value a, Value b) {
    String message =
        "'" + Values.typeName(a) + "' and '" + Values.typeName(b) + "' cannot be ordered";
    boolean texts = a instanceof Value.Text || b instanceof Value.Text;
    return texts && (Arithmetic.isNumber(a) || Arithmetic.isNumber(b))
        ? EvaluationException.of(message, "turn the text into a number by | int")
        : EvaluationException.of(message);
  }

  private static int byCodePoint(String x, String y) {
    int length = Math.min(x.length(), y.length());
    for (int i = 0; i < length; i++) {
      char c = x.charAt(i);
      char d = y.charAt(i);
      if (c != d) {
        boolean surrogates = Character.isSurrogate(c) != Character.isSurrogate(d);
        return surrogates ? (Character.isSurrogate(c) ? 1 : -1) : Character.compare(c, d);
      }
    }
    return Integer.compare(x.length(), y.length());
  }

  private static int lists(List<Value> x, List<Value> y) {
    int length = Math.min(x.size(), y.size());
    for (int i = 0; i < length; i++) {
      if (!equal(x.get(i), y.get(i))) {
        return order(x.get(i), y.get(i));
      }
    }
    return Integer.compare(x.size(), y.size());
  }

  /** Python's {@code item in container}. */
  public static boolean contains(Value container, Value item) {
    return switch (container) {
      case Value.Text t -> {
        if (!(item instanceof Value.Text part)) {
          throw EvaluationException.of(
              "'in <string>' requires string as left operand, not " + Values.typeName(item));
        }
        yield t.text().contains(part.text());
      }
      case Value.Sequence s -> s.items().stream().anyMatch(each -> equal(each, item));
      case Value.Dict d -> hasKey(d, item);
      case LazyDict l -> l.get(item).isPresent();
      default ->
          throw EvaluationException.of(
              "argument of type '" + Values.typeName(container) + "' is not iterable");
    };
  }

  private static boolean hasKey(Value.Dict dict, Value key) {
    return dict.entries().containsKey(key)
        || Arithmetic.isNumber(key)
            && dict.entries().keySet().stream().anyMatch(each -> equal(each, key));
  }
}
