package dev.play.modules.base.text;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes a regular expression of Python's as one of Java's. */
final class RegexTranslation {
  private static final Pattern QUANTIFIER = Pattern.compile("\\{([0-9]*)(,([0-9]*))?\\}");
  private static final Pattern FLAGS = Pattern.compile("\\(\\?([aiLmsux]*)(-[imsx]+)?([:)])");
  private final String source;
  private final boolean multiline;
  private final Map<String, String> groupNames;
  private final StringBuilder out = new StringBuilder();
  private int at;

  RegexTranslation(String source, boolean multiline, Map<String, String> groupNames) {
    this.source = source;
    this.multiline = multiline;
    this.groupNames = groupNames;
  }

  String translate() {
    while (at < source.length()) {
      char c = source.charAt(at);
      switch (c) {
        case '\\' -> escape(false);
        case '[' -> set();
        case '(' -> group();
        case '{' -> brace();
        case '}', ']' -> {
          out.append('\\').append(c);
          at++;
        }
        // Java's ^ does not match after the last newline, Python's does.
        case '^' -> {
          out.append(multiline ? "(?<![^\\n])" : "^");
          at++;
        }
        default -> {
          out.append(c);
          at++;
        }
      }
    }
    return out.toString();
  }

  private void escape(boolean inSet) {
    if (at + 1 >= source.length()) {
      throw new IllegalArgumentException("bad escape at the end of " + source);
    }
    char c = source.charAt(at + 1);
    at += 2;
    switch (c) {
      case 'Z' -> out.append("\\z");
      case 'v' -> out.append("\\x0B");
      case 'b' -> out.append(inSet ? "\\x08" : "\\b");
      case '0' -> out.append("\\x00");
      case 'h', 'H', 'V', 'R', 'X', 'K', 'G', 'Q', 'E', 'z', 'p', 'P', 'k', 'e', 'c' ->
          throw new IllegalArgumentException("bad escape \\" + c + " in " + source);
      default -> out.append('\\').append(c);
    }
  }

  private void set() {
    out.append('[');
    at++;
    if (peek('^')) {
      out.append('^');
      at++;
    }
    boolean first = true;
    while (at < source.length() && (first || !peek(']'))) {
      char c = source.charAt(at);
      if (c == '\\') {
        escape(true);
      } else {
        boolean special = c == '[' || c == ']' || c == '&' || c == '^';
        out.append(special ? "\\" + c : String.valueOf(c));
        at++;
      }
      first = false;
    }
    if (at >= source.length()) {
      throw new IllegalArgumentException("unterminated set in " + source);
    }
    out.append(']');
    at++;
  }

  private void group() {
    if (source.startsWith("(?P<", at)) {
      int end = end('>');
      String name = source.substring(at + 4, end);
      out.append("(?<").append(javaName(name)).append('>');
      at = end + 1;
    } else if (source.startsWith("(?P=", at)) {
      int end = end(')');
      out.append("\\k<").append(javaName(source.substring(at + 4, end))).append('>');
      at = end + 1;
    } else if (source.startsWith("(?#", at)) {
      at = end(')') + 1;
    } else if (source.startsWith("(?(", at)) {
      throw new IllegalArgumentException("conditional groups are not supported: " + source);
    } else {
      flags();
    }
  }

  private void flags() {
    Matcher m = FLAGS.matcher(source).region(at, source.length());
    if (!m.lookingAt()) {
      out.append('(');
      at++;
      return;
    }
    String kept = m.group(1).replaceAll("[aLu]", "") + (m.group(2) == null ? "" : m.group(2));
    if (m.group(3).equals(":") || !kept.isEmpty()) {
      out.append("(?").append(kept).append(m.group(3));
    }
    at = m.end();
  }

  private void brace() {
    Matcher m = QUANTIFIER.matcher(source).region(at, source.length());
    boolean empty = source.startsWith("{}", at);
    if (!m.lookingAt() || empty) {
      out.append("\\{");
      at++;
      return;
    }
    String low = m.group(1).isEmpty() ? "0" : m.group(1);
    String rest = m.group(2) == null ? "" : m.group(2);
    out.append('{').append(low).append(rest).append('}');
    at = m.end();
  }

  /** Java's group names are letters and digits only. */
  private String javaName(String name) {
    StringBuilder safe = new StringBuilder("g");
    for (char c : name.toCharArray()) {
      boolean plain = c < 128 && Character.isLetterOrDigit(c) && c != 'Z';
      safe.append(plain ? String.valueOf(c) : "Z" + (int) c + "Z");
    }
    groupNames.put(name, safe.toString());
    return safe.toString();
  }

  private boolean peek(char c) {
    return at < source.length() && source.charAt(at) == c;
  }

  private int end(char c) {
    int end = source.indexOf(c, at);
    if (end < 0) {
      throw new IllegalArgumentException("unterminated group in " + source);
    }
    return end;
  }
}
