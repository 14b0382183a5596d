package dev.play.source;

/**
 * A place in a text: where a thing starts and how long it is on that line.
 *
 * @param file the file's name as people know it (relative to where they stand where possible)
 * @param line first line, counted from 1; 0 where there is no text behind a value
 * @param column first column, counted from 1 in UTF-16 units
 * @param length how many columns to underline on that line, at least 1
 */
public record Span(String file, int line, int column, int length) {
  /** For what no text stands behind: defaults, results, the command line. */
  public static Span none(String what) {
    return new Span(what, 0, 0, 1);
  }

  /** The same line, {@code offset} columns further on. */
  public Span shifted(int offset, int newLength) {
    return new Span(file, line, column + offset, Math.max(1, newLength));
  }

  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
