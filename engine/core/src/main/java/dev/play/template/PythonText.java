package dev.play.template;

import dev.play.value.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Values as text: Python's {@code str()} and {@code repr()}. */
public final class PythonText {
  private PythonText() {}

  /**
   * Python's {@code str()}. Secrets are written out: whoever calls this on values that may hold
   * secrets makes the result secret.
   *
   * @throws EvaluationException for undefined values
   */
  public static String str(Value value) {
    return switch (value) {
      case Value.Text t -> t.text();
      case Value.Int i -> Long.toString(i.value());
      default -> {
        StringBuilder out = new StringBuilder();
        write(value, out);
        yield out.toString();
      }
    };
  }

  /** Python's {@code repr()}. */
  public static String repr(Value value) {
    StringBuilder out = new StringBuilder();
    element(value, out);
    return out.toString();
  }

  private static void write(Value value, StringBuilder out) {
    switch (value) {
      case Value.None n -> out.append("None");
      case Value.Bool b -> out.append(b.value() ? "True" : "False");
      case Value.Int i -> out.append(i.value());
      case Value.BigInt b -> out.append(b.value());
      case Value.Real r -> out.append(real(r.value()));
      case Value.Text t -> out.append(t.text());
      case Value.Sequence s -> sequence(s.items(), out);
      case Value.Dict d -> dict(d, out);
      case Value.Secret s -> write(s.hidden(), out);
      case Value.Opaque o -> out.append(o);
      case Value.Undefined u -> throw Values.undefined(u);
      case Value.Unknown u -> throw new IllegalArgumentException("unknown " + u.because());
      case Value.Template t -> throw new IllegalArgumentException("a template: " + t.source());
    }
  }

  private static void element(Value value, StringBuilder out) {
    switch (value) {
      case Value.Text t -> quote(t.text(), out);
      case Value.Secret s -> element(s.hidden(), out);
      default -> write(value, out);
    }
  }

  private static void sequence(List<Value> items, StringBuilder out) {
    out.append('[');
    String between = "";
    for (Value item : items) {
      out.append(between);
      element(item, out);
      between = ", ";
    }
    out.append(']');
  }

  private static void dict(Value.Dict dict, StringBuilder out) {
    out.append('{');
    String between = "";
    for (Map.Entry<Value, Value> entry : dict.entries().entrySet()) {
      out.append(between);
      element(entry.getKey(), out);
      out.append(": ");
      element(entry.getValue(), out);
      between = ", ";
    }
    out.append('}');
  }

  /** A float as Python writes it: shortest digits that read back, exponent from 1e16 and 1e-5. */
  public static String real(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent >= 16 || exponent < -4) {
      String digits = exact.unscaledValue().abs().toString();
      String mantissa =
          digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
      return (value < 0 ? "-" : "")
          + mantissa
          + (exponent < 0 ? "e-" : "e+")
          + (Math.abs(exponent) < 10 ? "0" : "")
          + Math.abs(exponent);
    }
    String plain = exact.toPlainString();
    return plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }

  private static void quote(String text, StringBuilder out) {
    char mark = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.append(mark);
    text.codePoints().forEach(c -> character(c, mark, out));
    out.append(mark);
  }

  private static void character(int c, char mark, StringBuilder out) {
    if (c == mark || c == '\\') {
      out.append('\\').appendCodePoint(c);
    } else if (c == '\n') {
      out.append("\\n");
    } else if (c == '\r') {
      out.append("\\r");
    } else if (c == '\t') {
      out.append("\\t");
    } else if (printable(c)) {
      out.appendCodePoint(c);
    } else if (c < 0x100) {
      out.append("\\x").append(hex(c, 2));
    } else if (c < 0x10000) {
      out.append("\\u").append(hex(c, 4));
    } else {
      out.append("\\U").append(hex(c, 8));
    }
  }

  private static String hex(int c, int digits) {
    String hex = Integer.toHexString(c);
    return "0".repeat(digits - hex.length()) + hex;
  }

  private static boolean printable(int c) {
    return c == ' '
        || switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SPACE_SEPARATOR ->
              false;
          default -> true;
        };
  }
}
