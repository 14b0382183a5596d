package dev.play.modules.base.text;

import java.util.ArrayList;
import java.util.List;

/** Splits a command line into words as POSIX shells quote them, without any expansion. */
public final class ShellWords {
  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private ShellWords(String text) {
    this.text = text;
  }

  /**
   * The words.
   *
   * @throws IllegalArgumentException for a quotation that does not end
   */
  public static List<String> split(String text) {
    return new ShellWords(text).words();
  }

  private List<String> words() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      switch (c) {
        case ' ', '\t', '\n', '\r' -> endWord();
        case '\'' -> single();
        case '"' -> doubled();
        case '\\' -> {
          if (at >= text.length()) {
            throw new IllegalArgumentException("nothing follows the last backslash in: " + text);
          }
          add(text.charAt(at++));
        }
        default -> add(c);
      }
    }
    endWord();
    return List.copyOf(words);
  }

  private void add(char c) {
    inWord = true;
    word.append(c);
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }

  private void single() {
    int end = text.indexOf('\'', at);
    if (end < 0) {
      throw open();
    }
    inWord = true;
    word.append(text, at, end);
    at = end + 1;
  }

  private void doubled() {
    inWord = true;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return;
      }
      boolean escapes =
          c == '\\' && at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\\');
      word.append(escapes ? text.charAt(at++) : c);
    }
    throw open();
  }

  private IllegalArgumentException open() {
    return new IllegalArgumentException("no closing quotation in: " + text);
  }
}
