package dev.play.transport;

import java.util.List;

/**
 * What a script does to the shell that runs it, told by its words alone. Every script that goes to
 * a host is looked at, facts' of many thousand characters too: one pass over it each, no regular
 * expression.
 */
public final class ScriptTraits {
  private static final List<String> STARTERS = List.of("nohup", "setsid", "coproc");
  private static final List<String> ACCOUNTS =
      List.of("userdel", "luserdel", "deluser", "usermod", "lusermod");

  private ScriptTraits() {}

  /**
   * Whether something may stay behind that still writes: a lone ampersand at the end of a command,
   * or a program that starts others so.
   */
  public static boolean startsJobs(String script) {
    for (int i = 0; i < script.length(); i++) {
      switch (script.charAt(i)) {
        case '&' -> {
          if (endsCommand(script, i)) {
            return true;
          }
        }
        case 'n', 's', 'c' -> {
          if (isOneOf(STARTERS, script, i)) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  /** Whether it calls a program that refuses to touch an account of which processes run. */
  public static boolean changesAccounts(String script) {
    for (int i = script.indexOf("user"); i >= 0; i = script.indexOf("user", i + 1)) {
      int start = i;
      while (start > 0 && isWord(script.charAt(start - 1))) {
        start--;
      }
      if (isOneOf(ACCOUNTS, script, start)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsCommand(String script, int ampersand) {
    boolean lone = ampersand == 0 || "&>|<\\".indexOf(script.charAt(ampersand - 1)) < 0;
    return lone
        && (ampersand + 1 == script.length()
            || " \t\n\u000b\f\r);}'\"".indexOf(script.charAt(ampersand + 1)) >= 0);
  }

  private static boolean isOneOf(List<String> words, String script, int start) {
    if (start > 0 && isWord(script.charAt(start - 1))) {
      return false;
    }
    for (String word : words) {
      int end = start + word.length();
      if (script.startsWith(word, start)
          && (end == script.length() || !isWord(script.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWord(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
  }
}
