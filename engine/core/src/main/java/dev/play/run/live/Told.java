package dev.play.run.live;

import dev.play.event.Status;
import dev.play.module.TaskResult;
import dev.play.run.port.Performed;
import dev.play.task.ModuleOutcome;
import dev.play.value.Value;
import java.util.List;

/** How a module went, as tasks are told. */
final class Told {
  private Told() {}

  static Performed of(ModuleOutcome outcome) {
    TaskResult result = outcome.result();
    Value.Dict values = result.values();
    if (result.failed().isPresent()) {
      values = values.with("failed", Value.of(result.failed().get()));
    }
    Status status =
        switch (outcome.status()) {
          case SAME -> Status.OK;
          case CHANGED -> Status.CHANGED;
          case WOULD_CHANGE -> Status.WOULD_CHANGE;
          case UNKNOWN -> Status.UNKNOWN;
          case FAILED -> Status.FAILED;
          case SKIPPED -> values.get("skipped").isPresent() ? Status.SKIPPED : Status.OK;
        };
    if (outcome.leftOver().isPresent()) {
      status = Status.FAILED;
      values =
          values
              .with("failed", Value.TRUE)
              .with(
                  "msg",
                  Value.text(
                      "does not converge: right after its change it still wants to "
                          + outcome.leftOver().get()));
    }
    return new Performed(
        status,
        values,
        result.facts(),
        outcome.diff().orElse(""),
        outcome.because(),
        outcome.resultUnknown(),
        List.of());
  }

  static Performed of(TaskResult result) {
    boolean failed = result.failed().orElse(false);
    Value.Dict values =
        result.failed().isPresent()
            ? result.values().with("failed", Value.of(failed))
            : result.values();
    return Performed.of(result.changed().orElse(true) ? Status.CHANGED : Status.OK, values);
  }
}
