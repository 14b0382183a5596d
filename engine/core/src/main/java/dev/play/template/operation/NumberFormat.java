package dev.play.template.operation;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers in the presentation types that {@code %} and {@code format} share. */
public final class NumberFormat {
  private NumberFormat() {}

  /** Digits of an integer in {@code d b o x X}, without sign or prefix. */
  public static String integer(BigInteger value, char type) {
    BigInteger magnitude = value.abs();
    return switch (type) {
      case 'b' -> magnitude.toString(2);
      case 'o' -> magnitude.toString(8);
      case 'x' -> magnitude.toString(16);
      case 'X' -> magnitude.toString(16).toUpperCase(java.util.Locale.ROOT);
      default -> magnitude.toString();
    };
  }

  /** A number's magnitude in {@code e E f F g G}. */
  public static String real(double value, char type, int precision, boolean alternate) {
    double magnitude = Math.abs(value);
    if (Double.isNaN(magnitude) || Double.isInfinite(magnitude)) {
      String text = PythonText.real(magnitude);
      return Character.isUpperCase(type) ? text.toUpperCase(java.util.Locale.ROOT) : text;
    }
    BigDecimal exact = new BigDecimal(magnitude);
    return switch (type) {
      case 'f', 'F' -> exact.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
      case 'e', 'E' -> scientific(exact, precision, type);
      default -> general(exact, Math.max(1, precision), type, alternate);
    };
  }

  private static String scientific(BigDecimal exact, int precision, char type) {
    BigDecimal rounded = exact.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    int exponent = exact.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    String mantissa =
        rounded.movePointLeft(exponent).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    return mantissa + exponent(exponent, type == 'E' || type == 'G');
  }

  private static String exponent(int exponent, boolean upper) {
    return (upper ? "E" : "e")
        + (exponent < 0 ? "-" : "+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  private static String general(BigDecimal exact, int precision, char type, boolean alternate) {
    BigDecimal rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
    int exponent = exact.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    boolean upper = Character.isUpperCase(type);
    if (exponent < -4 || exponent >= precision) {
      String mantissa =
          rounded
              .movePointLeft(exponent)
              .setScale(precision - 1, RoundingMode.HALF_EVEN)
              .toPlainString();
      return (alternate ? mantissa : trimmed(mantissa)) + exponent(exponent, upper);
    }
    String plain =
        exact
            .setScale(Math.max(0, precision - 1 - exponent), RoundingMode.HALF_EVEN)
            .toPlainString();
    return alternate ? plain : trimmed(plain);
  }

  private static String trimmed(String digits) {
    return digits.indexOf('.') < 0 ? digits : digits.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  /** The operand of an integer conversion. */
  public static BigInteger whole(Value value, char type) {
    return switch (value) {
      case Value.Real r when type != 'x' && type != 'X' && type != 'o' -> whole(r.value());
      case Value.Int i -> Arithmetic.integer(i);
      case Value.BigInt b -> b.value();
      case Value.Bool b -> Arithmetic.integer(b);
      default ->
          throw EvaluationException.of(
              "format %"
                  + type
                  + " needs a number, not "
                  + dev.play.template.Values.typeName(value));
    };
  }

  private static BigInteger whole(double real) {
    if (!Double.isFinite(real)) {
      throw EvaluationException.of(
          "cannot convert float " + (Double.isNaN(real) ? "NaN" : "infinity") + " to integer");
    }
    return new BigDecimal(real).toBigInteger();
  }

  public static double fraction(Value value, char type) {
    if (!Arithmetic.isNumber(value)) {
      throw EvaluationException.of(
          "format " + type + " needs a number, not " + dev.play.template.Values.typeName(value));
    }
    return Arithmetic.real(value);
  }

  /** Digits with a separator between groups of three. */
  public static String grouped(String digits, char separator) {
    int point = digits.indexOf('.');
    String whole = point < 0 ? digits : digits.substring(0, point);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < whole.length(); i++) {
      if (i > 0 && (whole.length() - i) % 3 == 0) {
        out.append(separator);
      }
      out.append(whole.charAt(i));
    }
    return out + (point < 0 ? "" : digits.substring(point));
  }
}
