package dev.play.template.operation;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.value.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code text % values}. */
public final class PercentFormat {
  private static final Pattern CONVERSION =
      Pattern.compile(
          "%(?:\\((?<key>[^)]*)\\))?(?<flags>[-#0 +]*)(?<width>\\*|[0-9]+)?"
              + "(?:\\.(?<precision>\\*|[0-9]*))?[hlL]?(?<type>.)",
          Pattern.DOTALL);

  private final Value operand;
  private final List<Value> positional;
  private int next;

  private PercentFormat(Value operand, List<Value> positional) {
    this.operand = operand;
    this.positional = positional;
  }

  /** A list stands for Python's tuple when the text has more than one conversion. */
  public static String format(String text, Value operand) {
    List<Value> positional =
        operand instanceof Value.Sequence s && conversions(text) != 1
            ? s.items()
            : List.of(operand);
    return new PercentFormat(operand, positional).run(text);
  }

  /** With each argument its own, as the {@code format} filter has them. */
  public static String format(String text, List<Value> positional, Value.Dict named) {
    if (!positional.isEmpty() && !named.entries().isEmpty()) {
      throw EvaluationException.of("format takes positional arguments or named ones, not both");
    }
    return named.entries().isEmpty()
        ? new PercentFormat(new Value.Sequence(positional), positional).run(text)
        : new PercentFormat(named, List.of(named)).run(text);
  }

  private static int conversions(String text) {
    int count = 0;
    Matcher matcher = CONVERSION.matcher(text);
    while (matcher.find()) {
      count += "%".equals(matcher.group("type")) ? 0 : 1;
      count += "*".equals(matcher.group("width")) ? 1 : 0;
      count += "*".equals(matcher.group("precision")) ? 1 : 0;
    }
    return count;
  }

  private String run(String text) {
    StringBuilder out = new StringBuilder();
    Matcher matcher = CONVERSION.matcher(text);
    int at = 0;
    boolean keyed = false;
    while (matcher.find()) {
      out.append(text, at, matcher.start());
      at = matcher.end();
      keyed |= matcher.group("key") != null;
      out.append(conversion(matcher));
    }
    String rest = text.substring(at);
    if (rest.indexOf('%') >= 0) {
      throw EvaluationException.of("incomplete format in '" + text + "'", "write %% for a %");
    }
    if (!keyed && next < positional.size() && !(operand instanceof Value.Dict)) {
      throw EvaluationException.of("not all arguments converted during string formatting");
    }
    return out.append(rest).toString();
  }

  private Value take() {
    if (next >= positional.size()) {
      throw EvaluationException.of("not enough arguments for format string");
    }
    return positional.get(next++);
  }

  private String conversion(Matcher matcher) {
    char type = matcher.group("type").charAt(0);
    if (type == '%') {
      return "%";
    }
    String flags = matcher.group("flags");
    int width = number(matcher.group("width"), 0);
    int precision = Math.min(number(matcher.group("precision"), -1), Repeated.FINEST);
    boolean left = flags.indexOf('-') >= 0 || width < 0;
    Value value = Taint.surface(value(matcher.group("key")));
    if (value instanceof Value.Undefined u) {
      throw Values.undefined(u);
    }
    String sign = "";
    String body;
    boolean numeric = "diouxXeEfFgG".indexOf(type) >= 0;
    if (numeric) {
      Digits digits = digits(value, type, precision, flags.indexOf('#') >= 0);
      sign =
          digits.negative
              ? "-"
              : flags.indexOf('+') >= 0 ? "+" : flags.indexOf(' ') >= 0 ? " " : "";
      body = digits.text;
    } else {
      body = text(value, type, precision);
    }
    int pad = Math.abs(width) - sign.length() - body.length();
    if (pad <= 0) {
      return sign + body;
    }
    if (left) {
      return sign + body + Repeated.text(" ", pad);
    }
    return numeric && flags.indexOf('0') >= 0
        ? sign + Repeated.text("0", pad) + body
        : Repeated.text(" ", pad) + sign + body;
  }

  private record Digits(boolean negative, String text) {}

  private static Digits digits(Value value, char type, int precision, boolean alternate) {
    if ("diouxX".indexOf(type) >= 0) {
      BigInteger whole = NumberFormat.whole(value, type);
      String digits = NumberFormat.integer(whole, type == 'u' || type == 'i' ? 'd' : type);
      String prefix =
          !alternate ? "" : type == 'o' ? "0o" : "diu".indexOf(type) >= 0 ? "" : "0" + type;
      return new Digits(
          whole.signum() < 0,
          prefix + "0".repeat(Math.max(0, precision - digits.length())) + digits);
    }
    double real = NumberFormat.fraction(value, type);
    boolean negative = real < 0 || real == 0 && 1 / real < 0;
    return new Digits(
        negative, NumberFormat.real(real, type, precision < 0 ? 6 : precision, alternate));
  }

  private static String text(Value value, char type, int precision) {
    String text =
        switch (type) {
          case 's' -> PythonText.str(value);
          case 'r', 'a' -> PythonText.repr(value);
          case 'c' -> character(value);
          default -> throw EvaluationException.of("unsupported format character '" + type + "'");
        };
    return precision >= 0 && precision < text.length() ? text.substring(0, precision) : text;
  }

  private static String character(Value value) {
    if (value instanceof Value.Bool
        || value instanceof Value.Int
        || value instanceof Value.BigInt) {
      BigInteger code = NumberFormat.whole(value, 'c');
      if (code.signum() < 0 || code.compareTo(BigInteger.valueOf(Character.MAX_CODE_POINT)) > 0) {
        throw EvaluationException.of("%c arg not in range(0x110000)");
      }
      return Character.toString(code.intValue());
    }
    String text = value instanceof Value.Text t ? t.text() : "";
    if (text.codePointCount(0, text.length()) != 1) {
      throw EvaluationException.of(
          "%c requires int or char, not " + dev.play.template.Values.typeName(value));
    }
    return text;
  }

  private int number(@org.jspecify.annotations.Nullable String text, int otherwise) {
    if (text == null) {
      return otherwise;
    }
    if (text.equals("*")) {
      Value asked = take();
      if (!(asked instanceof Value.Int || asked instanceof Value.BigInt)) {
        throw EvaluationException.of("* wants int");
      }
      return Repeated.width(Arithmetic.integer(asked));
    }
    return text.isEmpty() ? 0 : Repeated.width(text);
  }

  private Value value(@org.jspecify.annotations.Nullable String key) {
    if (key == null) {
      return take();
    }
    if (!(operand instanceof Value.Dict dict)) {
      throw EvaluationException.of("format requires a mapping");
    }
    return dict.get(key)
        .orElseThrow(() -> EvaluationException.of("the format string needs the key '" + key + "'"));
  }
}
