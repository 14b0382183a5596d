package dev.play.effect;

import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import java.util.Map;

/**
 * How one effect ended.
 *
 * @param startedAt seconds since the epoch by the host's clock; 0 where it was not measured
 * @param seconds how long it took, likewise
 * @param details what it tells beside its output, for example {@code backup_file}
 */
public record EffectOutcome(
    Effect effect,
    Ending ending,
    CommandOutput output,
    double startedAt,
    double seconds,
    Map<String, String> details) {
  /** Of the details: what the operator is to be told of in the task's warnings. */
  public static final String WARNING = "warning";

  /** The ways an effect can end. */
  public enum Ending {
    DONE,
    /** The host had something else than what was to be replaced; nothing was written. */
    OVERTAKEN,
    FAILED
  }

  /** What an operator is told: the host's own words, or the status where it said nothing. */
  public String message() {
    String words = output.err().strip();
    if (words.isEmpty()) {
      words = output.out().strip();
    }
    return words.isEmpty() ? "exit status " + output.status() : words;
  }
}
