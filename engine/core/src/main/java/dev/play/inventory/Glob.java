package dev.play.inventory;

import java.util.regex.Pattern;

/** Shell patterns over names, as Python's {@code fnmatch} reads them. */
final class Glob {
  private Glob() {}

  static boolean isGlob(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
  }

  static Pattern compile(String glob) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < glob.length()) {
      char c = glob.charAt(at);
      if (c == '*') {
        out.append(".*");
      } else if (c == '?') {
        out.append('.');
      } else if (c == '[') {
        int close = glob.indexOf(']', at + (glob.startsWith("[!", at) ? 3 : 2));
        if (close > 0) {
          out.append(set(glob.substring(at + 1, close)));
          at = close;
        } else {
          out.append("\\[");
        }
      } else {
        out.append(Pattern.quote(String.valueOf(c)));
      }
      at++;
    }
    return Pattern.compile(out.toString(), Pattern.DOTALL);
  }

  private static String set(String inside) {
    String body = inside.startsWith("!") ? inside.substring(1) : inside;
    String escaped = body.replace("\\", "\\\\").replace("[", "\\[").replace("&", "\\&");
    escaped = escaped.startsWith("^") ? "\\" + escaped : escaped;
    return (inside.startsWith("!") ? "[^" : "[") + escaped + "]";
  }
}
