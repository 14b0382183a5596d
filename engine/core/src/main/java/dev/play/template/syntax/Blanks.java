package dev.play.template.syntax;

/**
 * What Python takes for white space: more than Java does, the blank that does not break among it.
 */
public final class Blanks {
  private static final char NEXT_LINE = '\u0085';

  private Blanks() {}

  /** As Python's {@code str.isspace} and the {@code \s} of its regular expressions. */
  public static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
  }
}
