package dev.play.transport.shell;

import dev.play.connection.Become;
import dev.play.module.Secret;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How a shell becomes its user: the line that replaces the login's loop by one that runs as the
 * other user.
 *
 * @param line sent to the login's loop
 * @param announced printed by the new loop before it reads anything; empty where nothing can be
 *     asked before
 * @param asks whether what stderr holds is a question for the password
 * @param password the answer
 */
record Entry(
    String line,
    String announced,
    Predicate<String> asks,
    Optional<Secret> password,
    Become become) {

  /**
   * A request follows at once, so the login's own shell must not be there any more, even one that
   * goes on where exec fails (bash with execfail).
   */
  private static final String END = "; exit 127\n";

  /** A random word keeps prompts apart from everything else on stderr. */
  static Entry of(Become become, String shell, String word) {
    return switch (become.method()) {
      case SUDO -> sudo(become, shell, word);
      case SU -> su(become, shell, word);
      case DOAS -> doas(become, shell);
    };
  }

  private static Entry sudo(Become become, String shell, String word) {
    String sudo = command(become, "sudo");
    String user = " -u " + ShellText.quoteLines(become.user()) + flags(become);
    if (become.password().isEmpty()) {
      String line = "exec " + sudo + " -H -S -n" + user + " -- " + loop(shell, "") + END;
      return new Entry(line, "", text -> false, Optional.empty(), become);
    }
    String prompt = "play-" + word + "-password:";
    String line =
        ("exec " + sudo + " -H -S -p '" + prompt + "'" + user + " -- ")
            + (loop(shell, announcement(word)) + END);
    return new Entry(line, word, text -> text.contains(prompt), become.password(), become);
  }

  /** su(1) asks in the host's own language: a last line that ends in a colon is its question. */
  private static Entry su(Become become, String shell, String word) {
    String line =
        ("exec " + command(become, "su") + " -s " + shell + flags(become))
            + (" -c " + ShellText.quoteLines(announcement(word) + ShellText.LOOP))
            + (" " + ShellText.quoteLines(become.user()) + END);
    return new Entry(
        line, word, text -> text.stripTrailing().endsWith(":"), become.password(), become);
  }

  /** doas(1) asks on a terminal only, so it must not need to. */
  private static Entry doas(Become become, String shell) {
    String line =
        ("exec " + command(become, "doas") + " -n -u " + ShellText.quoteLines(become.user()))
            + (flags(become) + " " + loop(shell, "") + END);
    return new Entry(line, "", text -> false, Optional.empty(), become);
  }

  private static String loop(String shell, String prelude) {
    return shell + " -c " + ShellText.quoteLines(prelude + ShellText.LOOP);
  }

  private static String announcement(String word) {
    return "echo " + word + ":; ";
  }

  private static String command(Become become, String usual) {
    return become.executable().map(ShellText::quoteLines).orElse(usual);
  }

  private static String flags(Become become) {
    List<String> flags = become.flags();
    StringBuilder text = new StringBuilder();
    for (String flag : flags) {
      text.append(' ').append(ShellText.quoteLines(flag));
    }
    return text.toString();
  }
}
