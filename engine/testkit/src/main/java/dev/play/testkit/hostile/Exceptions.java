package dev.play.testkit.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Options that are code by definition: a line {@code MODULE.OPTION runs: WHY} for what a shell is
 * asked to run, {@code MODULE.OPTION options: WHY} for what is a tool's options, {@code
 * MODULE.OPTION again: WHY} where another value makes a task that does its work each time, {@code
 * MODULE.OPTION program: WHY} for a program and its arguments, which no shell reads.
 */
record Exceptions(Map<String, String> reasons) {
  private static final String LISTED = "/hostile-exceptions.txt";

  Exceptions {
    reasons = Map.copyOf(reasons);
  }

  /** As listed on the class path of a class. */
  static Exceptions of(Class<?> beside) {
    Map<String, String> out = new LinkedHashMap<>();
    try (InputStream in = beside.getResourceAsStream(LISTED)) {
      if (in != null) {
        new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(l -> !l.isBlank())
            .map(l -> l.split(" ", 2))
            .forEach(l -> out.put(l[0], l[1]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Exceptions(out);
  }

  boolean isRun(String option) {
    return reasons.getOrDefault(option, "").startsWith("runs:");
  }

  boolean isOptions(String option) {
    return reasons.getOrDefault(option, "").startsWith("options:");
  }

  boolean isDoneAgain(String option) {
    return reasons.getOrDefault(option, "").startsWith("again:");
  }

  /** Whether a text is the name of a program that does what tells on who runs it. */
  boolean isProgram(String option, String text) {
    return reasons.getOrDefault(option, "").startsWith("program:")
        && text.strip().startsWith("touch");
  }

  Set<String> names() {
    return reasons.keySet();
  }
}
