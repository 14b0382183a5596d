package dev.play.lint.rule;

import java.util.ArrayList;
import java.util.List;

/** A command's text with its templates and quotes understood, as far as rules need it. */
final class ShellText {
  private final String text;

  private ShellText(String text) {
    this.text = text;
  }

  /** Templates are taken out: an x stands for each. */
  static ShellText of(String source) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < source.length()) {
      String closing =
          source.startsWith("{{", at)
              ? "}}"
              : source.startsWith("{%", at) ? "%}" : source.startsWith("{#", at) ? "#}" : "";
      int end = closing.isEmpty() ? -1 : source.indexOf(closing, at);
      if (end >= 0) {
        out.append(closing.equals("}}") ? "x" : "");
        at = end + 2;
      } else {
        out.append(source.charAt(at++));
      }
    }
    return new ShellText(out.toString());
  }

  /** The text with what is quoted or escaped blanked out. */
  String unquoted() {
    StringBuilder out = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
        // A backslash at a line's end only joins lines.
        out.append("  ");
        i++;
      } else if (quote != 0) {
        boolean expands = quote == '"' && (c == '$' || c == '`');
        out.append(expands ? c : ' ');
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
        out.append(' ');
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Its words, without their quotes. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    for (String word : text.strip().split("\\s+")) {
      if (!word.isEmpty()) {
        words.add(word.replaceAll("^['\"]|['\"]$", ""));
      }
    }
    return words;
  }

  /** Whether one command's output goes into another. */
  boolean pipes() {
    String plain = unquoted();
    for (int i = plain.indexOf('|'); i >= 0; i = plain.indexOf('|', i + 1)) {
      boolean or = plain.startsWith("||", i) || (i > 0 && plain.charAt(i - 1) == '|');
      boolean clobber = i > 0 && plain.charAt(i - 1) == '>';
      if (!or && !clobber) {
        return true;
      }
    }
    return false;
  }

  boolean setsPipefail() {
    return text.contains("pipefail");
  }

  /** Whether there is something in it that only a shell does. */
  boolean needsShell() {
    String plain = unquoted();
    if (plain.strip().indexOf('\n') >= 0) {
      return true;
    }
    for (char c : "|&;<>()$`*?[]{}~#!=".toCharArray()) {
      if (plain.indexOf(c) >= 0) {
        return true;
      }
    }
    List<String> words = words();
    return !words.isEmpty() && BUILT_IN.contains(words.getFirst());
  }

  private static final List<String> BUILT_IN =
      List.of(
          ".", "alias", "bg", "cd", "command", "eval", "exec", "exit", "export", "fg", "hash",
          "jobs", "set", "source", "trap", "type", "ulimit", "umask", "unset", "wait");
}
