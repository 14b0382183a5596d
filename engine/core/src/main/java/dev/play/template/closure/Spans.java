package dev.play.template.closure;

import dev.play.source.Span;

/** Places inside a text whose own place is known. */
final class Spans {
  private Spans() {}

  /**
   * On the text's first line columns count from where the text starts; on further lines from the
   * line's start, for how far the file indents them is not known here.
   */
  static Span inside(Span text, String source, int offset, int length) {
    if (text.line() == 0) {
      return text;
    }
    int end = Math.min(offset, source.length());
    int line = 0;
    int lineStart = 0;
    for (int i = source.indexOf('\n'); i >= 0 && i < end; i = source.indexOf('\n', i + 1)) {
      line++;
      lineStart = i + 1;
    }
    int column = line == 0 ? text.column() + end : end - lineStart + 1;
    return new Span(text.file(), text.line() + line, column, Math.max(1, length));
  }
}
