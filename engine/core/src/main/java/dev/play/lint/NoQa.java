package dev.play.lint;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code # noqa: RULE RULE} at the end of a line: those rules keep still; all without a name. */
final class NoQa {
  private static final Pattern COMMENT =
      Pattern.compile("(?:^|\\s)#\\s*noqa(?::|\\s|$)\\s*([\\w\\[\\], \\t-]*)");

  private NoQa() {}

  /**
   * Whether a comment in these lines is about the rule.
   *
   * @param from the first line, counted from 1
   */
  static boolean covers(List<String> lines, int from, int to, Rule rule) {
    for (int i = Math.max(1, from); i <= Math.min(to, lines.size()); i++) {
      if (covers(lines.get(i - 1), rule)) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(String line, Rule rule) {
    if (!line.contains("noqa")) {
      return false;
    }
    Matcher comment = COMMENT.matcher(line);
    if (!comment.find()) {
      return false;
    }
    String names = comment.group(1).strip();
    return names.isEmpty() || List.of(names.split("[, \\t]+")).stream().anyMatch(rule::isNamed);
  }
}
