package dev.play.modules.base.text;

import java.util.regex.Pattern;

/** Shell patterns as fnmatch(3) reads them: {@code *} and {@code ?} also match a slash. */
public final class Glob {
  private Glob() {}

  /** Whether all of the text fits. */
  public static boolean matches(String pattern, String text) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      int close = c == '[' ? close(pattern, i + 1) : -1;
      if (close > 0) {
        regex.append(set(pattern.substring(i + 1, close)));
        i = close;
      } else {
        regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
  }

  /** Where a set ends: a bracket right at its start, or right behind its {@code !}, is in it. */
  private static int close(String pattern, int start) {
    int first = pattern.startsWith("!", start) ? start + 1 : start;
    return pattern.indexOf(']', first + 1);
  }

  /** A set of characters and ranges; a range that runs backwards holds nothing. */
  private static String set(String inside) {
    boolean not = inside.startsWith("!");
    String chars = not ? inside.substring(1) : inside;
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < chars.length(); i++) {
      boolean range = i + 2 < chars.length() && chars.charAt(i + 1) == '-';
      char last = range ? chars.charAt(i + 2) : chars.charAt(i);
      if (chars.charAt(i) <= last) {
        out.append("\\x{%x}-\\x{%x}".formatted((int) chars.charAt(i), (int) last));
      }
      i += range ? 2 : 0;
    }
    if (out.isEmpty()) {
      return not ? "." : "(?!)";
    }
    return (not ? "[^" : "[") + out + "]";
  }
}
