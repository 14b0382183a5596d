package dev.play.template.operation;

import dev.play.template.syntax.Blanks;
import java.util.Locale;

/** Upper and lower case, stripping and padding, as Python does them. */
public final class TextCases {
  private TextCases() {}

  public static String capitalized(String s) {
    if (s.isEmpty()) {
      return s;
    }
    int first = s.offsetByCodePoints(0, 1);
    return s.substring(0, first).toUpperCase(Locale.ROOT)
        + s.substring(first).toLowerCase(Locale.ROOT);
  }

  /** Each run of letters with a capital first. */
  public static String title(String s) {
    StringBuilder out = new StringBuilder();
    boolean inWord = false;
    for (int c : s.codePoints().toArray()) {
      out.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
      inWord = Character.isLetter(c);
    }
    return out.toString();
  }

  public static String swapped(String s) {
    StringBuilder out = new StringBuilder();
    s.codePoints()
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  /**
   * @param chars what to take off; empty for whitespace
   */
  public static String strip(String s, String chars, boolean left, boolean right) {
    int from = 0;
    int to = s.length();
    while (left && from < to && strips(s.charAt(from), chars)) {
      from++;
    }
    while (right && to > from && strips(s.charAt(to - 1), chars)) {
      to--;
    }
    return s.substring(from, to);
  }

  private static boolean strips(char c, String chars) {
    return chars.isEmpty() ? Blanks.isBlank(c) : chars.indexOf(c) >= 0;
  }

  /** Python's centring: an odd blank goes left when the width is odd too. */
  public static String center(String s, int width, String fill) {
    int pad = Math.max(0, width - s.length());
    int left = pad / 2 + (pad & width & 1);
    return Repeated.text(fill, left) + s + Repeated.text(fill, pad - left);
  }

  public static String zeroFilled(String s, int width) {
    int pad = Math.max(0, width - s.length());
    boolean signed = s.startsWith("-") || s.startsWith("+");
    String zeros = Repeated.text("0", pad);
    return signed ? s.charAt(0) + zeros + s.substring(1) : zeros + s;
  }
}
