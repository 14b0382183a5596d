package dev.play.task;

import dev.play.effect.EffectOutcome;
import dev.play.host.Effect;
import dev.play.module.TaskResult;
import java.util.List;
import java.util.Optional;

/**
 * How a module went on a host.
 *
 * @param result what to register; meaningless where {@code resultUnknown} is present
 * @param resultUnknown in a check: why the result can only be known by a run; reads after "unknown"
 * @param diff what was or would be changed, where it was asked for
 * @param effects what was or would be carried out, in order
 * @param outcomes how those ended, in a run
 * @param because why it is unknown, skipped or failed
 * @param leftOver with verify: what planning again after the change still wanted to do
 */
public record ModuleOutcome(
    Status status,
    TaskResult result,
    Optional<String> resultUnknown,
    Optional<String> diff,
    List<Effect> effects,
    List<EffectOutcome> outcomes,
    Optional<String> because,
    Optional<String> leftOver) {
  /** How it is told in the recap. */
  public enum Status {
    SAME,
    CHANGED,
    WOULD_CHANGE,
    UNKNOWN,
    FAILED,
    SKIPPED
  }

  public ModuleOutcome {
    effects = List.copyOf(effects);
    outcomes = List.copyOf(outcomes);
  }

  static ModuleOutcome of(Status status, TaskResult result) {
    return new ModuleOutcome(
        status,
        result,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  ModuleOutcome because(String reason) {
    return new ModuleOutcome(
        status, result, resultUnknown, diff, effects, outcomes, Optional.of(reason), leftOver);
  }

  ModuleOutcome unknownResult(String reason) {
    return new ModuleOutcome(
        status, result, Optional.of(reason), diff, effects, outcomes, because, leftOver);
  }

  ModuleOutcome with(List<Effect> planned, List<EffectOutcome> ended, String difference) {
    return new ModuleOutcome(
        status,
        result,
        resultUnknown,
        difference.isEmpty() ? Optional.empty() : Optional.of(difference),
        planned,
        ended,
        because,
        leftOver);
  }

  ModuleOutcome leaving(String plan) {
    return new ModuleOutcome(
        status, result, resultUnknown, diff, effects, outcomes, because, Optional.of(plan));
  }

  /** Whether the host was changed, or would be. */
  public boolean changed() {
    return status == Status.CHANGED || status == Status.WOULD_CHANGE;
  }
}
