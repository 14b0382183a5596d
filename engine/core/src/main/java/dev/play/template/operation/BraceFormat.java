package dev.play.template.operation;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.library.Evaluation;
import dev.play.value.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code str.format}: replacement fields, member paths, conversions, format specs. */
public final class BraceFormat {
  private static final Pattern PATH =
      Pattern.compile("(?<first>[^.\\[]*)(?<rest>(?:\\.[^.\\[]+|\\[[^\\]]+\\])*)");
  private static final Pattern STEP = Pattern.compile("\\.([^.\\[]+)|\\[([^\\]]+)\\]");
  private static final Pattern SPEC =
      Pattern.compile(
          "(?:(?<fill>.)?(?<align>[<>=^]))?(?<sign>[-+ ])?(?<alt>#)?(?<zero>0)?(?<width>[0-9]+)?"
              + "(?<group>[,_])?(?:\\.(?<precision>[0-9]+))?(?<type>[bcdeEfFgGnosxX%])?",
          Pattern.DOTALL);

  private final List<Value> positional;
  private final Map<String, Value> named;
  private final Evaluation evaluation;
  private int next;

  private BraceFormat(List<Value> positional, Map<String, Value> named, Evaluation evaluation) {
    this.positional = positional;
    this.named = named;
    this.evaluation = evaluation;
  }

  public static String format(
      String text, List<Value> positional, Map<String, Value> named, Evaluation evaluation) {
    return new BraceFormat(positional, named, evaluation).run(text);
  }

  private String run(String text) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if ((c == '{' || c == '}') && i + 1 < text.length() && text.charAt(i + 1) == c) {
        out.append(c);
        i += 2;
      } else if (c == '{') {
        int end = closing(text, i);
        out.append(field(text.substring(i + 1, end)));
        i = end + 1;
      } else if (c == '}') {
        throw EvaluationException.of("single '}' in the format string", "write }} for a }");
      } else {
        out.append(c);
        i++;
      }
    }
    return out.toString();
  }

  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      if (text.charAt(i) == '{') {
        depth++;
      } else if (text.charAt(i) == '}' && --depth == 0) {
        return i;
      }
    }
    throw EvaluationException.of("single '{' in the format string", "write {{ for a {");
  }

  private String field(String field) {
    int colon = field.indexOf(':');
    String name = colon < 0 ? field : field.substring(0, colon);
    String spec = colon < 0 ? "" : run(field.substring(colon + 1));
    char conversion = 0;
    int bang = name.indexOf('!');
    if (bang >= 0 && bang + 1 < name.length()) {
      conversion = name.charAt(bang + 1);
      name = name.substring(0, bang);
    }
    Value value = Taint.surface(value(name));
    if (conversion == 'r' || conversion == 'a') {
      value = new Value.Text(PythonText.repr(value));
    } else if (conversion == 's') {
      value = new Value.Text(PythonText.str(value));
    }
    return spec.isEmpty() ? PythonText.str(value) : formatted(value, spec);
  }

  private Value value(String path) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      throw EvaluationException.of("the format field '" + path + "' cannot be read");
    }
    Value value = first(matcher.group("first"));
    Matcher step = STEP.matcher(matcher.group("rest"));
    while (step.find()) {
      String key = step.group(1) == null ? step.group(2) : step.group(1);
      boolean index = step.group(2) != null && key.matches("[0-9]{1,18}");
      value = evaluation.member(value, index ? Value.of(Long.parseLong(key)) : new Value.Text(key));
    }
    return value;
  }

  private Value first(String name) {
    if (name.isEmpty() || name.matches("[0-9]+")) {
      int index = name.isEmpty() ? next++ : Repeated.width(name);
      if (index >= positional.size()) {
        throw EvaluationException.of(
            "the format string needs " + (index + 1) + " positional arguments");
      }
      return positional.get(index);
    }
    Value value = named.get(name);
    if (value == null) {
      throw EvaluationException.of("the format string needs the argument '" + name + "'");
    }
    return value;
  }

  /** A value in Python's format specification language. */
  public static String formatted(Value value, String spec) {
    Matcher m = SPEC.matcher(spec);
    if (!m.matches()) {
      throw EvaluationException.of("the format '" + spec + "' cannot be read");
    }
    boolean numeric = Arithmetic.isNumber(value) && !"s".equals(m.group("type"));
    String sign = "";
    String body;
    if (numeric && !(value instanceof Value.Bool && m.group("type") == null)) {
      boolean negative = Comparing.order(value, Value.of(0)) < 0;
      sign =
          negative
              ? "-"
              : "-".equals(m.group("sign")) || m.group("sign") == null ? "" : m.group("sign");
      body = number(value, m);
    } else {
      body = PythonText.str(value);
      if (m.group("precision") != null) {
        body = body.substring(0, Math.min(body.length(), Repeated.precision(m.group("precision"))));
      }
    }
    return padded(sign, body, numeric, m);
  }

  private static String number(Value value, Matcher m) {
    char type = m.group("type") == null ? 0 : m.group("type").charAt(0);
    int precision = m.group("precision") == null ? -1 : Repeated.precision(m.group("precision"));
    String digits;
    if (type == '%') {
      digits =
          NumberFormat.real(Arithmetic.real(value) * 100, 'f', precision < 0 ? 6 : precision, false)
              + "%";
    } else if ("bodxXnc".indexOf(type) >= 0 && type != 0
        || type == 0 && !(value instanceof Value.Real)) {
      if (value instanceof Value.Real) {
        throw EvaluationException.of("the format " + type + " needs an integer, not float");
      }
      BigInteger whole = Arithmetic.integer(value);
      digits =
          type == 'c' ? Character.toString(whole.intValue()) : NumberFormat.integer(whole, type);
      if (m.group("alt") != null && "boxX".indexOf(type) >= 0 && type != 0) {
        digits = "0" + type + digits;
      }
    } else if (type == 0 && precision < 0) {
      digits = PythonText.real(Math.abs(Arithmetic.real(value)));
    } else {
      digits =
          NumberFormat.real(
              Arithmetic.real(value), type == 0 ? 'g' : type, precision < 0 ? 6 : precision, false);
    }
    String group = m.group("group");
    return group == null ? digits : NumberFormat.grouped(digits, group.charAt(0));
  }

  private static String padded(String sign, String body, boolean numeric, Matcher m) {
    int width = m.group("width") == null ? 0 : Repeated.width(m.group("width"));
    int pad = width - sign.length() - body.codePointCount(0, body.length());
    if (pad <= 0) {
      return sign + body;
    }
    boolean zero = m.group("zero") != null && m.group("align") == null;
    String fill = m.group("fill") != null ? m.group("fill") : zero ? "0" : " ";
    String align = m.group("align");
    if (align == null) {
      align = zero && numeric ? "=" : numeric ? ">" : "<";
    }
    return switch (align) {
      case "<" -> sign + body + Repeated.text(fill, pad);
      case "^" -> Repeated.text(fill, pad / 2) + sign + body + Repeated.text(fill, pad - pad / 2);
      case "=" -> sign + Repeated.text(fill, pad) + body;
      default -> Repeated.text(fill, pad) + sign + body;
    };
  }
}
