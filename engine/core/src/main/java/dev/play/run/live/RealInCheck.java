package dev.play.run.live;

import dev.play.module.TaskResult;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleOutcome.Status;
import java.util.Optional;

/**
 * A single task's {@code check_mode: false} in a check. It meets the host as it is, without what
 * earlier tasks would have done: that it fails there says nothing of a run.
 */
final class RealInCheck {
  private static final String WHY = "until what comes before it is done";

  private RealInCheck() {}

  static ModuleOutcome told(ModuleOutcome outcome) {
    boolean failed = outcome.status() == Status.FAILED || outcome.result().failed().orElse(false);
    if (!failed) {
      return outcome;
    }
    return new ModuleOutcome(
        Status.UNKNOWN,
        TaskResult.EMPTY,
        Optional.of(WHY),
        Optional.empty(),
        outcome.effects(),
        outcome.outcomes(),
        Optional.of(WHY),
        Optional.empty());
  }
}
