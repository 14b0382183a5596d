package dev.play.modules.containers.container;

import dev.play.modules.base.text.ValueText;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of options as Docker takes them. */
public final class Wanted {
  private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([bkmgtp]?)i?b?");
  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(us|ms|s|m|h)");

  private Wanted() {}

  /** A value as a text; switches are {@code true} and {@code false}. */
  public static String text(Value value) {
    return switch (value) {
      case Value.Secret(Value hidden) -> text(hidden);
      case Value.Bool(boolean b) -> Boolean.toString(b);
      default -> ValueText.plain(value);
    };
  }

  /**
   * A dictionary of texts.
   *
   * @throws IllegalArgumentException for a name with an equals sign, where its value would begin
   */
  public static Map<String, String> texts(Map<String, Value> values) {
    Map<String, String> out = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.isEmpty() || name.contains("=")) {
            throw new IllegalArgumentException("not a name of a label or option: '" + name + "'");
          }
          out.put(name, text(value));
        });
    return out;
  }

  /** The texts of a list. */
  public static List<String> list(Value value) {
    return switch (value) {
      case Value.None n -> List.of();
      case Value.Sequence(List<Value> items) -> items.stream().map(Wanted::text).toList();
      default -> List.of(text(value));
    };
  }

  /**
   * A size in bytes.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static long bytes(String option, String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (plain.equals("unlimited") || plain.equals("-1")) {
      return -1;
    }
    Matcher m = SIZE.matcher(plain);
    if (!m.matches()) {
      throw new IllegalArgumentException(option + " is not a size: '" + text + "'");
    }
    String unit = m.group(2).equals("b") ? "" : m.group(2);
    long factor = 1L << (10 * (unit.isEmpty() ? 0 : "kmgtp".indexOf(unit) + 1));
    return (long) (Double.parseDouble(m.group(1)) * factor);
  }

  /**
   * A duration in nanoseconds.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static long nanoseconds(String option, String text) {
    Matcher m = DURATION.matcher(text);
    double sum = 0;
    int at = 0;
    while (m.find() && m.start() == at) {
      double unit =
          switch (m.group(2)) {
            case "us" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            default -> 3600e9;
          };
      sum += Double.parseDouble(m.group(1)) * unit;
      at = m.end();
    }
    if (at == 0 || at != text.length()) {
      throw new IllegalArgumentException(option + " is not a duration: '" + text + "'");
    }
    return (long) sum;
  }
}
