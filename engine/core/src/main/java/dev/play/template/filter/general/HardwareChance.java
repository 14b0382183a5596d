package dev.play.template.filter.general;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.filter.PythonRandom;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.value.Value;
import java.util.List;
import java.util.Locale;

/** {@code random_mac}: the rest of a hardware address by chance, or by a seed. */
final class HardwareChance {
  private static final int BYTES = 6;
  private static final long LEAST = 0x1000000000L;
  private static final long MOST = 0xffffffffffL;

  private HardwareChance() {}

  static Value filter(Value v, Arguments a, Evaluation e) {
    String prefix = GeneralFilters.mustBeText(v, "random_mac").toLowerCase(Locale.ROOT);
    List<String> given = List.of(prefix.split(":", -1));
    if (given.size() >= BYTES) {
      throw EvaluationException.of(
          "Invalid value (" + prefix + ") for random_mac: 5 colon(:) separated items max");
    }
    for (String one : given) {
      if (!one.matches("[a-f0-9]{2}.*")) {
        throw EvaluationException.of(
            "Invalid value ("
                + prefix
                + ") for random_mac: "
                + (one.isEmpty() ? "empty item" : one + " not hexa byte"));
      }
    }
    long span = MOST - LEAST + 1;
    long drawn =
        LEAST
            + (a.has("seed")
                ? PythonRandom.seeded(PythonText.str(a.value("seed"))).below(span)
                : e.scope().lookups().random().nextLong(span));
    String digits = Long.toHexString(drawn).substring(0, 2 * (BYTES - given.size()));
    return new Value.Text(prefix + digits.replaceAll("(..)", ":$1"));
  }
}
