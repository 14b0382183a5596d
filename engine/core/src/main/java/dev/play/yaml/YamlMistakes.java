package dev.play.yaml;

import dev.play.source.Diagnostic;
import dev.play.source.Span;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Says what was probably meant where a text is no YAML. */
final class YamlMistakes {
  private static final Pattern BARE_TEMPLATE = Pattern.compile("(?:[:=]|-)\\s+(\\{\\{.*)$");
  private static final Pattern KEY_VALUE = Pattern.compile("^\\s*(?:- )?[^:]+:\\s+(.+?)\\s*$");
  private static final Pattern OPEN_QUOTE =
      Pattern.compile(":\\s+(\"[^\"]*\"|'[^']*')\\s*[^\\s,}\\]#]");

  private final SourceLines lines;

  YamlMistakes(SourceLines lines) {
    this.lines = lines;
  }

  Diagnostic explain(MarkedYAMLException e) {
    Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    String problem = e.getProblem() == null ? "is not valid YAML" : e.getProblem();
    if (mark == null) {
      return Diagnostic.error(lines.at(0, 0, 1), problem);
    }
    return explain(problem, mark, e.getContextMark());
  }

  Diagnostic explain(ReaderException e) {
    return Diagnostic.error(
        lines.at(0, 0, 1),
        String.format("character U+%04X is not allowed in YAML", e.getCodePoint()),
        "write it as an escape in double quotes, for example \"\\x1b\"");
  }

  private Diagnostic explain(String problem, Mark mark, @Nullable Mark context) {
    Optional<Diagnostic> quote = new UnclosedQuote(lines).above(mark.getLine());
    if (quote.isPresent()) {
      return quote.get();
    }
    for (int back = 0; back <= 1; back++) {
      int index = mark.getLine() - back;
      String line = lines.line(index);
      Matcher bare = BARE_TEMPLATE.matcher(line);
      if (bare.find()) {
        return Diagnostic.error(
            lines.at(index, bare.start(1), 2),
            "a value that begins with {{ must be quoted",
            quoteHint(line));
      }
      Matcher quoted = OPEN_QUOTE.matcher(line);
      if (quoted.find()) {
        return Diagnostic.error(
            lines.at(index, quoted.start(1), quoted.group(1).length()),
            "text goes on after the closing quote",
            "quote the whole value, with the other kind of quotes outside");
      }
    }
    Span span = lines.span(mark, 1);
    if (tabInIndentation(lines.line(mark.getLine()))) {
      return Diagnostic.error(
          span, "a tab is used for indentation", "YAML is indented with spaces only");
    }
    return other(problem, mark, context, span);
  }

  private Diagnostic other(String problem, Mark mark, @Nullable Mark context, Span span) {
    if (problem.startsWith("mapping values are not allowed")) {
      return Diagnostic.error(span, "a second `: ` on this line", colonHint(mark));
    }
    if (problem.startsWith("expected <block end>")) {
      return Diagnostic.error(
          span,
          "the indentation does not fit what is above",
          context == null
              ? "align it with its siblings"
              : "align it with the block that begins at line " + (context.getLine() + 1));
    }
    if (problem.startsWith("found unexpected end of stream") && context != null) {
      return Diagnostic.error(lines.span(context, 1), "this quote is never closed");
    }
    if (problem.startsWith("could not find expected ':'")) {
      return Diagnostic.error(
          context == null ? span : lines.span(context, 1),
          "a `:` is missing after this key",
          "or the line is not indented as the text above that it belongs to");
    }
    return Diagnostic.error(span, "not valid YAML: " + problem);
  }

  private String colonHint(Mark mark) {
    String line = lines.line(mark.getLine());
    Matcher matcher = KEY_VALUE.matcher(line);
    if (matcher.matches() && line.strip().chars().filter(c -> c == ':').count() > 1) {
      return "quote the value: '" + matcher.group(1).replace("'", "''") + "'";
    }
    return "check the indentation of this line, or quote the value";
  }

  private static boolean tabInIndentation(String line) {
    int end = line.length() - line.stripLeading().length();
    return line.substring(0, end).indexOf('\t') >= 0;
  }

  /** The value of a line in double quotes. */
  static String quoteHint(String line) {
    return bareValue(line)
        .map(value -> "quote it: \"" + value.replace("\"", "\\\"") + "\"")
        .orElse("quote it: \"{{ ... }}\"");
  }

  private static Optional<String> bareValue(String line) {
    Matcher matcher = BARE_TEMPLATE.matcher(line);
    return matcher.find() ? Optional.of(matcher.group(1).stripTrailing()) : Optional.empty();
  }
}
