package dev.play.report;

import java.io.PrintStream;

/**
 * Where a reporter writes: lines that stay, and on a terminal one line at the bottom that comes and
 * goes. Thread-safe.
 */
public final class Screen {
  private static final String CLEAR = "\r\u001b[K";
  private final PrintStream out;
  private final PrintStream err;
  private final boolean isTerminal;
  private final int width;
  private String bottom = "";

  /** One whose warnings go to {@code out} too. */
  public Screen(PrintStream out, boolean isTerminal, int width) {
    this(out, out, isTerminal, width);
  }

  /**
   * @param err where warnings go
   * @param width columns, for rules and for cutting the bottom line
   */
  public Screen(PrintStream out, PrintStream err, boolean isTerminal, int width) {
    this.out = out;
    this.err = err;
    this.isTerminal = isTerminal;
    this.width = Math.max(20, width);
  }

  public boolean isTerminal() {
    return isTerminal;
  }

  int width() {
    return width;
  }

  synchronized void line(String text) {
    line(text, out);
  }

  /** A line about the run rather than of it: a warning. */
  synchronized void error(String text) {
    line(text, err);
  }

  private void line(String text, PrintStream to) {
    if (!bottom.isEmpty()) {
      out.print(CLEAR);
      out.flush();
    }
    to.println(text);
    to.flush();
    if (!bottom.isEmpty()) {
      out.print(bottom);
    }
    out.flush();
  }

  /** Replaces the bottom line; nothing where this is no terminal. */
  synchronized void bottom(String text) {
    if (!isTerminal) {
      return;
    }
    String cut = text.length() >= width ? text.substring(0, width - 1) : text;
    if (!cut.equals(bottom)) {
      out.print(CLEAR + cut);
      out.flush();
      bottom = cut;
    }
  }
}
