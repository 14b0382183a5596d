package dev.play.observe.facts;

import java.util.Set;

/** The script that gathers facts. */
public final class FactScript {
  private FactScript() {}

  /** Shell text with {@code $M} set; each answer is {@code KEY\nTEXT$M:}. */
  public static String text(Set<String> subsets) {
    return "say() { printf '%s\\n' \"$1\"; cat; printf '%s:' \"$M\"; }\n"
        + "uname -a | say uname\n"
        + (subsets.isEmpty() ? "" : "cat /etc/os-release 2>/dev/null | say os-release\n")
        + ":\n";
  }

  /** How many processes it starts, at most. */
  public static int processes(Set<String> subsets) {
    return subsets.isEmpty() ? 2 : 4;
  }
}
