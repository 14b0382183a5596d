package dev.play.template.lookup;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.operation.PercentFormat;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code sequence} lookup: {@code start=1 end=9 stride=2 format=web%02d} or {@code
 * 1-9/2:web%02d}.
 */
final class Sequences {
  private static final Pattern SHORT =
      Pattern.compile(
          "(?:(0?x?[0-9a-f]+)-)?(0?x?[0-9a-f]+)(?:/(0?x?[0-9a-f]+))?(?::(.+))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PAIR = Pattern.compile("(\\w+)=(\"[^\"]*\"|'[^']*'|\\S+)");
  private static final int LONGEST = 1_000_000;

  private Sequences() {}

  static List<Value> run(List<Value> terms, Arguments o, Evaluation e) {
    Map<String, String> named = new HashMap<>();
    for (String name : List.of("start", "end", "count", "stride", "format")) {
      if (o.has(name)) {
        named.put(name, PythonText.str(o.value(name)));
      }
    }
    List<Value> out = new ArrayList<>();
    if (terms.isEmpty()) {
      numbers(named, out);
    }
    for (Value term : terms) {
      Map<String, String> settings = new HashMap<>(named);
      settings.putAll(parsed(PythonText.str(term)));
      numbers(settings, out);
    }
    return out;
  }

  private static Map<String, String> parsed(String term) {
    Map<String, String> out = new HashMap<>();
    Matcher shortForm = SHORT.matcher(term.strip());
    if (shortForm.matches()) {
      put(out, "start", shortForm.group(1));
      put(out, "end", shortForm.group(2));
      put(out, "stride", shortForm.group(3));
      put(out, "format", shortForm.group(4));
      return out;
    }
    Matcher pair = PAIR.matcher(term);
    while (pair.find()) {
      if (!List.of("start", "end", "count", "stride", "format").contains(pair.group(1))) {
        throw EvaluationException.of(
            "unrecognized arguments to with_sequence: ['" + pair.group(1) + "']");
      }
      out.put(pair.group(1), pair.group(2).replaceAll("^[\"']|[\"']$", ""));
    }
    if (out.isEmpty()) {
      throw EvaluationException.of("unrecognized arguments to with_sequence: ['_raw_params']");
    }
    return out;
  }

  private static void put(
      Map<String, String> out, String name, @org.jspecify.annotations.Nullable String value) {
    if (value != null) {
      out.put(name, value);
    }
  }

  private static long number(Map<String, String> settings, String name, long otherwise) {
    String text = settings.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      return Long.decode(text.matches("0\\d+") ? text.replaceFirst("^0+(?=\\d)", "") : text);
    } catch (NumberFormatException e) {
      throw EvaluationException.of(
          "Invalid type for configuration option plugin_type: lookup plugin: sequence setting: "
              + name
              + " : '"
              + text
              + "' is no integer");
    }
  }

  private static String formatted(String format, long number) {
    try {
      return PercentFormat.format(format, Value.of(number));
    } catch (EvaluationException wrong) {
      throw EvaluationException.of("bad formatting string: " + format, wrong.message());
    }
  }

  private static void numbers(Map<String, String> settings, List<Value> out) {
    long start = number(settings, "start", 1);
    long stride = number(settings, "stride", 1);
    boolean counted = settings.containsKey("count");
    if (counted == settings.containsKey("end")) {
      throw EvaluationException.of(
          counted
              ? "can't specify both count and end in with_sequence"
              : "must specify count or end in with_sequence");
    }
    long end;
    if (counted) {
      long count = number(settings, "count", 0);
      end = count == 0 ? start - 1 : start + count * stride - stride;
      stride = count == 0 ? 1 : stride;
    } else {
      end = number(settings, "end", 0);
    }
    if (stride > 0 && end < start && !counted) {
      throw EvaluationException.of("to count backwards make stride negative");
    }
    if (stride < 0 && end > start) {
      throw EvaluationException.of("to count forward don't make stride negative");
    }
    if (stride == 0) {
      return;
    }
    if (Math.abs((end - start) / stride) > LONGEST) {
      throw EvaluationException.of("with_sequence is limited to " + LONGEST + " numbers");
    }
    String format = settings.getOrDefault("format", "%d");
    for (long i = start; stride > 0 ? i <= end : i >= end; i += stride) {
      out.add(new Value.Text(formatted(format, i)));
    }
  }
}
