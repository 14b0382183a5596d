package dev.play.template.closure;

import dev.play.source.Span;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Places inside a text whose own place is known. */
final class Spans {
  private final Span text;
  private final int length;

  /** Where the lines start, ascending; the first is 0. */
  private final int[] starts;

  Spans(Span text, String source) {
    this.text = text;
    this.length = source.length();
    this.starts =
        IntStream.concat(
                IntStream.of(0),
                IntStream.range(0, length).filter(i -> source.charAt(i) == '\n').map(i -> i + 1))
            .toArray();
  }

  /**
   * On the text's first line columns count from where the text starts; on further lines from the
   * line's start, for how far the file indents them is not known here.
   *
   * @param offset in characters from the text's start; one behind its end is taken for the end
   */
  Span inside(int offset, int width) {
    if (text.line() == 0) {
      return text;
    }
    int end = Math.min(offset, length);
    int found = Arrays.binarySearch(starts, end);
    int line = found >= 0 ? found : -found - 2;
    int column = line == 0 ? text.column() + end : end - starts[line] + 1;
    return new Span(text.file(), text.line() + line, column, Math.max(1, width));
  }
}
