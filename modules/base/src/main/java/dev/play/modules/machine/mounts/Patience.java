package dev.play.modules.machine.mounts;

import dev.play.module.ModuleFailure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long a question may take, and what becomes of one that takes longer.
 *
 * @param seconds for each; none waits for ever
 */
public record Patience(Optional<Double> seconds, Otherwise otherwise) {
  /** What becomes of it. */
  public enum Otherwise {
    ERROR,
    WARN,
    IGNORE
  }

  // GNU's timeout says 124, busybox' the signal that it sent.
  private static final List<Integer> OVER = List.of(124, 143);

  /** The time as it is written; empty where there is no limit. */
  public String text() {
    return seconds.map(s -> BigDecimal.valueOf(s).stripTrailingZeros().toPlainString()).orElse("");
  }

  /** A shell that does this, where {@code limited} stands before what takes its time. */
  List<String> argv(String script, List<String> words) {
    List<String> out = new ArrayList<>();
    String prefix = seconds.isPresent() ? "timeout \"$limit\" " : "";
    out.addAll(List.of("/bin/sh", "-c", "limit=$1; shift; " + prefix + script, "sh", text()));
    out.addAll(words);
    return out;
  }

  boolean isOver(int status) {
    return seconds.isPresent() && OVER.contains(status);
  }

  /**
   * It took too long.
   *
   * @throws ModuleFailure where that is an error
   */
  void over(String message, List<String> warnings) {
    if (otherwise == Otherwise.ERROR) {
      throw new ModuleFailure(message);
    }
    if (otherwise == Otherwise.WARN) {
      warnings.add(message);
    }
  }
}
