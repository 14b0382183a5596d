package dev.play.template.syntax;

import java.util.Optional;

/** Python's escapes in string literals. */
final class StringLiteral {
  private StringLiteral() {}

  static String unescape(String text, int offset) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 >= text.length()) {
        out.append(c);
        i++;
      } else {
        i = escape(text, i, offset, out);
      }
    }
    return out.toString();
  }

  /** One escape at {@code i}; gives the index behind it. Unknown escapes keep their backslash. */
  private static int escape(String text, int i, int offset, StringBuilder out) {
    char c = text.charAt(i + 1);
    int simple = "abfnrtv\\'\"".indexOf(c);
    if (simple >= 0) {
      out.append("\u0007\b\f\n\r\t\u000b\\'\"".charAt(simple));
      return i + 2;
    }
    return switch (c) {
      case '\n' -> i + 2;
      case 'x' -> hex(text, i, 2, offset, out);
      case 'u' -> hex(text, i, 4, offset, out);
      case 'U' -> hex(text, i, 8, offset, out);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(text, i + 1, out);
      default -> {
        out.append('\\').append(c);
        yield i + 2;
      }
    };
  }

  private static int octal(String text, int from, StringBuilder out) {
    int end = from;
    while (end < text.length() && end < from + 3 && "01234567".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    out.append((char) Integer.parseInt(text.substring(from, end), 8));
    return end;
  }

  private static int hex(String text, int i, int digits, int offset, StringBuilder out) {
    int end = i + 2 + digits;
    String hex = end <= text.length() ? text.substring(i + 2, end) : "";
    if (!hex.matches("[0-9a-fA-F]+") || Long.parseLong(hex, 16) > Character.MAX_CODE_POINT) {
      throw new SyntaxException(
          "'\\" + text.charAt(i + 1) + "' needs " + digits + " hexadecimal digits",
          offset + i,
          2,
          Optional.of("write \\\\ for a backslash"));
    }
    out.appendCodePoint(Integer.parseInt(hex, 16));
    return end;
  }
}
