package dev.play.template.filter.text;

import dev.play.template.EvaluationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Python's regular expressions on Java's. */
public final class PythonRegex {
  private PythonRegex() {}

  /**
   * A pattern written for Python.
   *
   * @throws EvaluationException when it is none
   */
  public static Pattern compile(String pattern, boolean ignoreCase, boolean multiline) {
    int flags = Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS;
    flags |= ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
    flags |= multiline ? Pattern.MULTILINE : 0;
    try {
      return Pattern.compile(translated(pattern), flags);
    } catch (PatternSyntaxException e) {
      throw EvaluationException.of(
          "the regular expression '" + pattern + "' is wrong: " + mistake(e));
    }
  }

  /** What is wrong with a pattern, in Python's words where they are known. */
  public static String mistake(PatternSyntaxException e) {
    return e.getDescription().startsWith("Dangling meta character")
        ? "nothing to repeat at position " + Math.max(0, e.getIndex())
        : e.getDescription();
  }

  private static String translated(String pattern) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        char next = pattern.charAt(i + 1);
        out.append(next == 'Z' ? "\\z" : "\\" + next);
        i += 2;
      } else if (c == '[') {
        i = characterClass(pattern, i, out);
      } else if (pattern.startsWith("(?P<", i)) {
        int end = pattern.indexOf('>', i);
        out.append("(?<")
            .append(groupName(pattern.substring(i + 4, Math.max(i + 4, end))))
            .append('>');
        i = end < 0 ? pattern.length() : end + 1;
      } else if (pattern.startsWith("(?P=", i)) {
        int end = pattern.indexOf(')', i);
        out.append("\\k<")
            .append(groupName(pattern.substring(i + 4, Math.max(i + 4, end))))
            .append('>');
        i = end < 0 ? pattern.length() : end + 1;
      } else {
        out.append(c);
        i++;
      }
    }
    return out.toString();
  }

  /** Java nests and intersects classes; Python does not, so what would do so is escaped. */
  private static int characterClass(String pattern, int from, StringBuilder out) {
    int i = from + 1;
    out.append('[');
    if (i < pattern.length() && pattern.charAt(i) == '^') {
      out.append('^');
      i++;
    }
    boolean first = true;
    while (i < pattern.length() && (first || pattern.charAt(i) != ']')) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        out.append(c).append(pattern.charAt(++i));
      } else if (c == '[' || c == '&' || c == ']') {
        out.append('\\').append(c);
      } else {
        out.append(c);
      }
      first = false;
      i++;
    }
    out.append(']');
    return i + 1;
  }

  /** Java's group names have no underscores. */
  static String groupName(String name) {
    return name.replace("_", "U95");
  }

  /** A replacement written for Python, for one match. */
  static String replacement(String template, MatchResult match) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < template.length()) {
      char c = template.charAt(i);
      if (c != '\\' || i + 1 >= template.length()) {
        out.append(c);
        i++;
        continue;
      }
      char next = template.charAt(i + 1);
      if (next == 'g' && template.startsWith("<", i + 2)) {
        int end = template.indexOf('>', i);
        if (end < 0) {
          throw EvaluationException.of("missing > in the replacement '" + template + "'");
        }
        out.append(group(match, template.substring(i + 3, end)));
        i = end + 1;
      } else if (Character.isDigit(next)) {
        boolean two = i + 2 < template.length() && Character.isDigit(template.charAt(i + 2));
        String number = template.substring(i + 1, two ? i + 3 : i + 2);
        out.append(next == '0' ? "\0" : group(match, number));
        i += 1 + number.length();
      } else {
        int simple = "nrtabfv\\".indexOf(next);
        if (simple < 0 && Character.isLetter(next)) {
          throw EvaluationException.of(
              "bad escape \\" + next + " in the replacement '" + template + "'");
        }
        out.append(
            simple < 0 ? "\\" + next : "\n\r\t\u0007\b\f\u000b\\".substring(simple, simple + 1));
        i += 2;
      }
    }
    return out.toString();
  }

  /** A group by number or name; empty when it took no part. */
  static String group(MatchResult match, String name) {
    try {
      String found =
          name.chars().allMatch(Character::isDigit)
              ? match.group(Integer.parseInt(name))
              : match.group(groupName(name));
      return found == null ? "" : found;
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw EvaluationException.of("the regular expression has no group " + name);
    }
  }

  /** Compiled patterns by text and flags. */
  static final class Cache {
    private record Key(String pattern, boolean ignoreCase, boolean multiline) {}

    private final ConcurrentHashMap<Key, Pattern> patterns = new ConcurrentHashMap<>();

    Pattern get(String pattern, boolean ignoreCase, boolean multiline) {
      if (patterns.size() > 1000) {
        patterns.clear();
      }
      return patterns.computeIfAbsent(
          new Key(pattern, ignoreCase, multiline), k -> compile(pattern, ignoreCase, multiline));
    }
  }
}
