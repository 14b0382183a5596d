package dev.play.template.filter.text;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.value.Value;
import java.util.Locale;

/** Jinja2's {@code filesizeformat}. */
final class FileSizes {
  private FileSizes() {}

  static String format(Value value, boolean binary) {
    double bytes =
        switch (value) {
          case Value.Int i -> i.value();
          case Value.BigInt b -> b.value().doubleValue();
          case Value.Real r -> r.value();
          case Value.Text t when t.text().matches("[0-9.]+") -> Double.parseDouble(t.text());
          case Value other ->
              throw EvaluationException.of(
                  "a number of bytes is needed, not "
                      + Values.typeName(other)
                      + " "
                      + PythonText.repr(other));
        };
    double base = binary ? 1024 : 1000;
    if (bytes == 1) {
      return "1 Byte";
    }
    if (bytes < base) {
      return (long) bytes + " Bytes";
    }
    String units = "kMGTPEZY";
    double unit = base;
    for (int i = 0; i < units.length(); i++) {
      unit *= base;
      if (bytes < unit || i == units.length() - 1) {
        String prefix = units.substring(i, i + 1);
        return String.format(Locale.ROOT, "%.1f ", base * bytes / unit)
            + (binary ? prefix.toUpperCase(Locale.ROOT) + "iB" : prefix + "B");
      }
    }
    throw new IllegalStateException("no unit for " + bytes);
  }
}
