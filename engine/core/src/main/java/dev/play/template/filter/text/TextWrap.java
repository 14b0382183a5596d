package dev.play.template.filter.text;

import dev.play.template.EvaluationException;
import dev.play.template.filter.Inputs;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.operation.TextSplits;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks text into lines of a width, as Python's textwrap does. */
final class TextWrap {
  private static final Pattern CHUNK = Pattern.compile("\\s+|\\S+");
  private static final Pattern HYPHENATED = Pattern.compile("[^\\s-]*\\w-+(?=\\w)|\\S+");

  private TextWrap() {}

  static Value filter(Value v, Arguments a, Evaluation e) {
    int width = a.integer("width", 79);
    if (width <= 0) {
      throw EvaluationException.of("invalid width " + width + " (must be > 0)");
    }
    String wrap = a.text("wrapstring", "\n");
    boolean breakLong = a.flag("break_long_words", true);
    boolean hyphens = a.flag("break_on_hyphens", true);
    List<String> out = new ArrayList<>();
    for (String line : TextSplits.lines(Inputs.text(v), false)) {
      out.add(String.join(wrap, lines(line, width, breakLong, hyphens)));
    }
    return new Value.Text(String.join(wrap, out));
  }

  private static List<String> chunks(String text, boolean hyphens) {
    List<String> chunks = new ArrayList<>();
    Matcher matcher = CHUNK.matcher(text);
    while (matcher.find()) {
      if (hyphens && !matcher.group().isBlank()) {
        Matcher part = HYPHENATED.matcher(matcher.group());
        while (part.find()) {
          chunks.add(part.group());
        }
      } else {
        chunks.add(matcher.group());
      }
    }
    return chunks;
  }

  private static List<String> lines(String text, int width, boolean breakLong, boolean hyphens) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String chunk : chunks(text, hyphens)) {
      if (line.length() + chunk.length() <= width) {
        if (!chunk.isBlank() || !line.isEmpty() || lines.isEmpty()) {
          line.append(chunk);
        }
        continue;
      }
      if (chunk.isBlank()) {
        flush(line, lines);
        continue;
      }
      String rest = chunk;
      if (rest.length() > width && breakLong) {
        while (line.length() + rest.length() > width) {
          int room = Math.max(1, width - line.length());
          line.append(rest, 0, room);
          rest = rest.substring(room);
          flush(line, lines);
        }
      } else {
        flush(line, lines);
      }
      line.append(rest);
    }
    flush(line, lines);
    return lines;
  }

  private static void flush(StringBuilder line, List<String> lines) {
    String text = line.toString().stripTrailing();
    if (!text.isEmpty()) {
      lines.add(text);
    }
    line.setLength(0);
  }
}
