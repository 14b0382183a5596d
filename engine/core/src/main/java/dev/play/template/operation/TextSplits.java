package dev.play.template.operation;

import dev.play.template.EvaluationException;
import dev.play.template.library.Arguments;
import dev.play.template.syntax.Blanks;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Python's ways of splitting a text. */
public final class TextSplits {
  private TextSplits() {}

  public static Value split(String s, Arguments a, boolean fromRight) {
    int most = a.integer("maxsplit", -1);
    return Value.texts(
        a.has("sep") ? by(s, a.text("sep"), most, fromRight) : words(s, most, fromRight));
  }

  /** At a separator, at most so many times; a negative number means everywhere. */
  public static List<String> by(String s, String separator, int most, boolean fromRight) {
    if (separator.isEmpty()) {
      throw EvaluationException.of("empty separator");
    }
    List<String> parts = new ArrayList<>();
    if (fromRight) {
      int end = s.length();
      int found;
      while ((most < 0 || parts.size() < most)
          && end - separator.length() >= 0
          && (found = s.lastIndexOf(separator, end - separator.length())) >= 0) {
        parts.add(s.substring(found + separator.length(), end));
        end = found;
      }
      parts.add(s.substring(0, end));
      Collections.reverse(parts);
      return parts;
    }
    int at = 0;
    int found;
    while ((most < 0 || parts.size() < most) && (found = s.indexOf(separator, at)) >= 0) {
      parts.add(s.substring(at, found));
      at = found + separator.length();
    }
    parts.add(s.substring(at));
    return parts;
  }

  /** At runs of whitespace; none at the ends. */
  public static List<String> words(String s, int most, boolean fromRight) {
    if (fromRight && most >= 0) {
      List<String> mirrored =
          words(new StringBuilder(s).reverse().toString(), most, false).stream()
              .map(w -> new StringBuilder(w).reverse().toString())
              .toList();
      return mirrored.reversed();
    }
    List<String> parts = new ArrayList<>();
    int i = skip(s, 0, true);
    while (i < s.length()) {
      if (most >= 0 && parts.size() == most) {
        parts.add(s.substring(i).stripTrailing());
        break;
      }
      int end = skip(s, i, false);
      parts.add(s.substring(i, end));
      i = skip(s, end, true);
    }
    return parts;
  }

  private static int skip(String s, int from, boolean space) {
    int i = from;
    while (i < s.length() && Blanks.isBlank(s.charAt(i)) == space) {
      i++;
    }
    return i;
  }

  public static Value lines(String s, Arguments a) {
    return Value.texts(lines(s, a.flag("keepends", false)));
  }

  /** Lines without their ends, or with them. */
  public static List<String> lines(String s, boolean keepEnds) {
    List<String> out = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '\n' || c == '\r' || c == '\u000b' || c == '\f' || c == '\u2028' || c == '\u0085') {
        int behind = c == '\r' && s.startsWith("\n", i + 1) ? i + 2 : i + 1;
        out.add(s.substring(start, keepEnds ? behind : i));
        start = behind;
        i = behind - 1;
      }
    }
    if (start < s.length()) {
      out.add(s.substring(start));
    }
    return out;
  }

  public static Value partition(String s, String separator) {
    int found = s.indexOf(separator);
    return found < 0
        ? Value.texts(List.of(s, "", ""))
        : Value.texts(
            List.of(s.substring(0, found), separator, s.substring(found + separator.length())));
  }

  public static Value rpartition(String s, String separator) {
    int found = s.lastIndexOf(separator);
    return found < 0
        ? Value.texts(List.of("", "", s))
        : Value.texts(
            List.of(s.substring(0, found), separator, s.substring(found + separator.length())));
  }
}
