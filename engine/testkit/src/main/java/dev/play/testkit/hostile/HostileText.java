package dev.play.testkit.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Texts that tell on whoever evaluates them (a file named {@code pwned} appears), splits them at a
 * quote (a shell complains) or takes them for an option (a tool complains).
 */
final class HostileText {
  /** The most telling first: those are the ones that few rounds come to. */
  private static final List<String> KNOWN =
      List.of(
          "it's \"q\" $(touch pwned) `touch pwned`;touch pwned\n-x é*",
          "--hostile=x",
          "x$(touch pwned)",
          "'; touch pwned; '",
          "\"; touch pwned; \"",
          "x\ntouch pwned\n",
          "-x",
          "--help",
          "`touch pwned`",
          "x;touch pwned",
          "*",
          "x|touch pwned",
          "{{ lookup('pipe', 'touch pwned') }}",
          "\\",
          "$HOME %s %n",
          "../../../../pwned-not");

  private static final List<String> PIECES =
      List.of(
          "$(touch pwned)",
          "`touch pwned`",
          ";touch pwned;",
          "|touch pwned",
          "&touch pwned&",
          "\ntouch pwned\n",
          "'",
          "\"",
          "\\",
          "-",
          "--",
          " ",
          "\t",
          "*",
          "?",
          "[a]",
          "~",
          "#",
          "%",
          "%s",
          "eval ",
          "$",
          "$x",
          "!",
          "<",
          ">",
          "(",
          ")",
          "{",
          "}",
          "=",
          ":",
          ",",
          "é",
          "日",
          "\u00a0",
          "\r",
          "a",
          "Z",
          "0");

  private HostileText() {}

  /** How many are known to be telling; more than these are made at random. */
  static int known() {
    return KNOWN.size();
  }

  /**
   * That many texts, always the same for a seed.
   *
   * @param count where it is larger than what is known to hurt, the rest is put together at random
   */
  static List<String> some(int count, long seed) {
    List<String> out = new ArrayList<>(KNOWN.subList(0, Math.min(count, KNOWN.size())));
    out.addAll(random(count - out.size(), seed));
    return out;
  }

  /** That many texts put together at random, always the same for a seed. */
  static List<String> random(int count, long seed) {
    List<String> out = new ArrayList<>();
    Random random = new Random(seed);
    while (out.size() < count) {
      StringBuilder text = new StringBuilder();
      for (int left = 1 + random.nextInt(7); left > 0; left--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      out.add(text.toString());
    }
    return out;
  }
}
