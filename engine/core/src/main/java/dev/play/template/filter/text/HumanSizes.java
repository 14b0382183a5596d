package dev.play.template.filter.text;

import static dev.play.template.filter.Inputs.text;

import dev.play.template.EvaluationException;
import dev.play.template.filter.Numbers;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ansible's {@code human_readable} and {@code human_to_bytes}. */
final class HumanSizes {
  private static final String UNITS = "BKMGTPEZY";
  private static final Pattern SIZE =
      Pattern.compile("\\s*(\\d+(?:\\.\\d*)?|\\.\\d+)\\s*([A-Za-z]+)?\\s*");

  private HumanSizes() {}

  static Value readable(Value v, Arguments a, Evaluation e) {
    double size = v instanceof Value.Text t ? parsed(t.text()) : Numbers.number(v);
    boolean bits = a.flag("isbits", false);
    String unit = a.text("unit", "").toUpperCase(Locale.ROOT);
    int power = 0;
    if (unit.isEmpty()) {
      while (power < UNITS.length() - 1 && size >= Math.pow(1024, power + 1)) {
        power++;
      }
    } else {
      power = Math.max(0, UNITS.indexOf(unit.charAt(0)));
    }
    String base = bits ? "b" : "B";
    String name = power == 0 ? (bits ? "bits" : "Bytes") : UNITS.charAt(power) + base;
    BigDecimal amount =
        new BigDecimal(size / Math.pow(1024, power)).setScale(2, RoundingMode.HALF_EVEN);
    return text(amount.toPlainString() + " " + name);
  }

  private static double parsed(String text) {
    Double number = Numbers.real(text);
    if (number == null) {
      throw EvaluationException.of(
          "human_readable() failed on bad input: '" + text + "' is no number");
    }
    return number;
  }

  static Value bytes(Value v, Arguments a, Evaluation e) {
    boolean bits = a.flag("isbits", false);
    Matcher m = SIZE.matcher(text(v));
    if (!m.matches()) {
      throw EvaluationException.of("human_to_bytes() can't interpret following string: " + text(v));
    }
    String unit = m.group(2) == null ? a.text("default_unit", "") : m.group(2);
    int power = 0;
    if (!unit.isEmpty()) {
      power = UNITS.indexOf(Character.toUpperCase(unit.charAt(0)));
      String rest = unit.substring(1);
      String wanted = bits ? "b" : "B";
      String word = bits ? "bit" : "byte";
      boolean fits =
          rest.isEmpty()
              || rest.equals(wanted)
              || rest.toLowerCase(Locale.ROOT).equals(word)
              || power == 0 && (word + "s").startsWith(unit.toLowerCase(Locale.ROOT));
      if (power < 0 || !fits) {
        throw EvaluationException.of(
            "human_to_bytes() can't interpret following string: " + text(v),
            "the unit is one of " + UNITS);
      }
    }
    return Value.ofJava(
        new BigDecimal(m.group(1))
            .multiply(new BigDecimal(1024).pow(power))
            .setScale(0, RoundingMode.HALF_EVEN)
            .toBigInteger());
  }
}
