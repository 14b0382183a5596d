package dev.play.inventory.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a line as a POSIX shell would: quotes, backslashes, {@code #} comments. */
public final class ShellWords {
  /**
   * A word without its quotes.
   *
   * @param column where it starts in the line, counted from 0
   */
  public record Token(String text, int column, int length) {}

  private ShellWords() {}

  /**
   * The words; empty when a quote is not closed.
   *
   * @param comments whether an unquoted {@code #} ends the line, as in files; on a command line it
   *     does not, and blanks within {@code {{ }}} do not part words
   */
  public static Optional<List<Token>> split(String line, boolean comments) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (comments && c == '#') {
        break;
      } else {
        StringBuilder word = new StringBuilder();
        int end = word(line, at, comments, word);
        if (end < 0) {
          return Optional.empty();
        }
        tokens.add(new Token(word.toString(), at, end - at));
        at = end;
      }
    }
    return Optional.of(tokens);
  }

  /** Reads a word into {@code out} and gives its end, or -1 when a quote is not closed. */
  private static int word(String line, int start, boolean comments, StringBuilder out) {
    int at = start;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (Character.isWhitespace(c) || (comments && c == '#')) {
        break;
      }
      if (c == '\'' || c == '"') {
        at = quoted(line, at, out);
        if (at < 0) {
          return -1;
        }
      } else if (!comments && line.startsWith("{{", at) && line.indexOf("}}", at) > 0) {
        int end = line.indexOf("}}", at) + 2;
        out.append(line, at, end);
        at = end;
      } else if (c == '\\') {
        if (at + 1 >= line.length()) {
          return -1;
        }
        out.append(line.charAt(at + 1));
        at += 2;
      } else {
        out.append(c);
        at++;
      }
    }
    return at;
  }

  private static int quoted(String line, int start, StringBuilder out) {
    char quote = line.charAt(start);
    int at = start + 1;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == quote) {
        return at + 1;
      }
      if (c == '\\' && quote == '"' && at + 1 < line.length()) {
        char next = line.charAt(at + 1);
        if (next != '"' && next != '\\') {
          out.append(c);
        }
        out.append(next);
        at += 2;
      } else {
        out.append(c);
        at++;
      }
    }
    return -1;
  }
}
