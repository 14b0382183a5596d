package dev.play.event;

import dev.play.value.Value;
import java.util.Optional;

/**
 * How a task, or one item of it, ended.
 *
 * @param ignored it failed (or the host was unreachable) and the play says to go on
 * @param rescued it failed inside a block that has a rescue
 * @param result what is registered; censored where the task must not be logged
 * @param diff what was or would be changed, as text; empty when there is nothing to show
 * @param because why it is unknown, or was skipped, or where the mistake is that it failed by
 */
public record Ended(
    Status status,
    boolean ignored,
    boolean rescued,
    Value.Dict result,
    String diff,
    Optional<String> because) {
  public static Ended of(Status status, Value.Dict result) {
    return new Ended(status, false, false, result, "", Optional.empty());
  }

  public Ended asRescued() {
    return new Ended(status, ignored, true, result, diff, because);
  }

  /** A text field of the result, for example {@code msg}. */
  public Optional<String> text(String field) {
    return result
        .get(field)
        .flatMap(v -> v instanceof Value.Text t ? Optional.of(t.text()) : Optional.empty());
  }
}
