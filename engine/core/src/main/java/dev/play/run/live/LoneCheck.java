package dev.play.run.live;

import dev.play.module.TaskResult;
import dev.play.run.port.Call;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleOutcome.Status;
import java.util.Optional;

/**
 * A single task's {@code check_mode: true} in a run that is otherwise real. Nothing waits for what
 * it would do, so where that cannot be told it is left out, as Ansible does, instead of unknown.
 */
final class LoneCheck {
  private LoneCheck() {}

  static ModuleOutcome told(ModuleOutcome outcome, Call call) {
    // Ansible's has no check mode, also where there would be nothing to bring.
    boolean brings = call.module().name().equals("fetch");
    if (outcome.status() != Status.UNKNOWN && !brings) {
      return outcome;
    }
    TaskResult result = call.module().create().leftOut(call.arguments());
    boolean skipped = result.values().get("skipped").isPresent();
    boolean changes = result.changed().orElse(false);
    return new ModuleOutcome(
        skipped ? Status.SKIPPED : changes ? Status.WOULD_CHANGE : Status.SAME,
        result,
        Optional.empty(),
        Optional.empty(),
        outcome.effects(),
        outcome.outcomes(),
        skipped ? Optional.of("check mode") : Optional.empty(),
        Optional.empty());
  }
}
