package dev.play.yaml;

import dev.play.source.Diagnostic;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the quote that somebody forgot to close: the text goes on over the lines below until the
 * next quote closes it, and only there, or later, YAML stumbles.
 */
final class UnclosedQuote {
  /** A value that begins with a double quote and does not end on its line. */
  private static final Pattern OPENS =
      Pattern.compile("^\\s*(?:- )?[\\w. -]+: +(\")(?:[^\"\\\\]|\\\\.)*$");

  private static final Pattern CLOSES = Pattern.compile("^(?:[^\"\\\\]|\\\\.)*\"\\s*(.*)$");

  /** How far above the stumble the quote is looked for. */
  private static final int LINES = 40;

  private final SourceLines lines;

  UnclosedQuote(SourceLines lines) {
    this.lines = lines;
  }

  /**
   * @param stumble the line where YAML gave up, counted from 0
   */
  Optional<Diagnostic> above(int stumble) {
    for (int index = stumble; index >= Math.max(0, stumble - LINES); index--) {
      Matcher opens = OPENS.matcher(lines.line(index));
      if (opens.matches() && isClosedByAnother(index)) {
        return Optional.of(
            Diagnostic.error(
                lines.at(index, opens.start(1), 1),
                "this quote is not closed on its line, and the next one closes it",
                "close it at the end of the line"));
      }
    }
    return Optional.empty();
  }

  /** Whether text goes on behind the quote that closes it, which so was meant to open another. */
  private boolean isClosedByAnother(int index) {
    for (int below = index + 1; below < lines.count(); below++) {
      Matcher closes = CLOSES.matcher(lines.line(below));
      if (closes.matches()) {
        String rest = closes.group(1);
        return !rest.isEmpty() && "#,]}".indexOf(rest.charAt(0)) < 0;
      }
    }
    // Never closed at all: YAML says so itself.
    return false;
  }
}
