package dev.play.template.closure;

import dev.play.source.Span;
import dev.play.template.EvaluationException;
import dev.play.template.FileOptions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code #jinja2: key:value, key:value} line that a template file may start with.
 *
 * @param text the file without that line
 * @param span where the text starts
 */
record FileHeader(String text, FileOptions options, Span span) {
  private static final String MARK = "#jinja2:";
  private static final Pattern PAIR =
      Pattern.compile("\\s*(\\w+)\\s*:\\s*(?:'([^']*)'|\"([^\"]*)\"|([^,]*))\\s*,?");

  static FileHeader of(String source, FileOptions options, Span span) {
    if (!source.startsWith(MARK)) {
      return new FileHeader(source, options, span);
    }
    int end = source.indexOf('\n');
    String line = source.substring(MARK.length(), end < 0 ? source.length() : end);
    FileOptions changed = options;
    Matcher pair = PAIR.matcher(line);
    int at = 0;
    while (at < line.length() && pair.find(at) && pair.start() == at) {
      String value =
          pair.group(2) != null
              ? pair.group(2)
              : pair.group(3) != null ? pair.group(3) : pair.group(4).strip();
      try {
        changed = changed.with(pair.group(1), value);
      } catch (IllegalArgumentException e) {
        throw EvaluationException.of("in the #jinja2 line: " + e.getMessage()).at(span);
      }
      at = pair.end();
    }
    String rest = line.substring(at).strip();
    if (!rest.isEmpty()) {
      throw EvaluationException.of(
              "failed to parse jinja2 override '" + rest + "'",
              "a name, a colon and a value are expected")
          .at(span);
    }
    return new FileHeader(
        end < 0 ? "" : source.substring(end + 1),
        changed,
        new Span(span.file(), span.line() + 1, 1, 1));
  }
}
