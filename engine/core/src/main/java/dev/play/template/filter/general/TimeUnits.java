package dev.play.template.filter.general;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.library.Arguments;
import dev.play.template.library.Library;
import dev.play.value.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code to_seconds} and its kin: spans of time in words as a number of a unit. */
final class TimeUnits {
  private static final Pattern PART = Pattern.compile("(-?\\d+)(\\w+).*", Pattern.DOTALL);
  private static final int DIGITS = 12;
  private static final long DAY = 86_400_000L;
  private static final long USUAL_MONTH = 30;
  private static final long USUAL_YEAR = 365;
  private static final Map<String, String> SHORT = new LinkedHashMap<>();

  static {
    String[] words = {
      "millisecond ms",
      "msec ms",
      "msecond ms",
      "sec s",
      "second s",
      "min m",
      "minute m",
      "hour h",
      "day d",
      "week w",
      "month mo",
      "year y"
    };
    for (String pair : words) {
      SHORT.put(pair.split(" ")[0], pair.split(" ")[1]);
    }
  }

  private TimeUnits() {}

  static void register(Library.Builder library) {
    library.filter(
        "to_time_unit", "unit? year? month?", (v, a, e) -> in(v, a.text("unit", "ms"), a));
    Map.of(
            "to_milliseconds", "ms",
            "to_seconds", "s",
            "to_minutes", "m",
            "to_hours", "h",
            "to_days", "d",
            "to_weeks", "w",
            "to_months", "mo",
            "to_years", "y")
        .forEach((name, unit) -> library.filter(name, "year? month?", (v, a, e) -> in(v, unit, a)));
  }

  private static Value in(Value v, String unit, Arguments a) {
    String text = PythonText.str(v);
    BigDecimal sum = BigDecimal.ZERO;
    for (String part : text.strip().split("\\s+")) {
      Matcher m = PART.matcher(part);
      if (!m.matches()) {
        throw cannot(text);
      }
      BigDecimal factor = factor(m.group(2), a);
      if (factor.signum() == 0) {
        throw cannot(text);
      }
      sum = sum.add(new BigDecimal(m.group(1)).multiply(factor));
    }
    BigDecimal of = factor(unit, a);
    if (of.signum() == 0) {
      throw EvaluationException.of(
          "to_time_unit() can not convert to the following unit: "
              + unit
              + ". Available units (singular or plural): "
              + String.join(", ", SHORT.keySet())
              + ". Available short units: ms, s, m, h, d, w, mo, y");
    }
    BigDecimal result =
        sum.divide(of, MathContext.DECIMAL64).setScale(DIGITS, RoundingMode.HALF_EVEN);
    return new Value.Real(result.doubleValue());
  }

  private static EvaluationException cannot(String text) {
    return EvaluationException.of("to_time_unit() can not interpret following string: " + text);
  }

  /** A unit in milliseconds; zero for what is none. */
  private static BigDecimal factor(String unit, Arguments a) {
    String singular = unit.replaceFirst("s+$", "");
    return switch (SHORT.getOrDefault(singular, unit)) {
      case "ms" -> BigDecimal.ONE;
      case "s" -> BigDecimal.valueOf(1000);
      case "m" -> BigDecimal.valueOf(60_000);
      case "h" -> BigDecimal.valueOf(3_600_000);
      case "d" -> BigDecimal.valueOf(DAY);
      case "w" -> BigDecimal.valueOf(7 * DAY);
      case "mo" -> BigDecimal.valueOf(DAY).multiply(days(a, "month", USUAL_MONTH));
      case "y" -> BigDecimal.valueOf(DAY).multiply(days(a, "year", USUAL_YEAR));
      default -> BigDecimal.ZERO;
    };
  }

  private static BigDecimal days(Arguments a, String name, long usual) {
    return BigDecimal.valueOf(a.real(name, usual));
  }
}
