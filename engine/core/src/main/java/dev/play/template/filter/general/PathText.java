package dev.play.template.filter.general;

import dev.play.template.EvaluationException;
import dev.play.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path into nested data: names with points between, indexes and quoted keys in brackets. */
record PathText(String text) {
  private static final Pattern STEP =
      Pattern.compile(
          "\\G\\.?(?:([A-Za-z_][A-Za-z0-9_]*)|(\\d+)|\\[(-?\\d+)\\]|\\['([^']*)'\\]|\\[\"([^\"]*)\"\\])");

  List<Value> steps() {
    List<Value> steps = new ArrayList<>();
    Matcher m = STEP.matcher(text.strip());
    int end = 0;
    while (m.find()) {
      steps.add(step(m));
      end = m.end();
    }
    if (end < text.strip().length() || steps.isEmpty()) {
      throw EvaluationException.of("this is no path: " + text, "write it as a.b[0]['c d']");
    }
    return steps;
  }

  /** However long: what is not there is not there. */
  private static Value index(String digits) {
    BigInteger number = new BigInteger(digits);
    return number.bitLength() < Long.SIZE ? Value.of(number.longValue()) : new Value.BigInt(number);
  }

  private static Value step(Matcher m) {
    for (int number : new int[] {2, 3}) {
      if (m.group(number) != null) {
        return index(m.group(number));
      }
    }
    for (int word : new int[] {1, 4, 5}) {
      if (m.group(word) != null) {
        return new Value.Text(m.group(word));
      }
    }
    throw new IllegalStateException("no group of a path's step: " + m.group());
  }
}
