package dev.play.task;

import dev.play.effect.EffectOutcome;
import dev.play.host.Effect;
import dev.play.module.TaskResult;
import dev.play.value.Value;
import java.util.ArrayList;
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

  /** The same behind what was tried first, in vain: a warning tells why. */
  ModuleOutcome behind(ModuleOutcome tried) {
    List<Effect> allEffects = new ArrayList<>(tried.effects);
    allEffects.addAll(effects);
    List<EffectOutcome> allOutcomes = new ArrayList<>(tried.outcomes);
    allOutcomes.addAll(outcomes);
    List<Value> warnings = new ArrayList<>();
    if (result.values().get("warnings").orElse(Value.NONE) instanceof Value.Sequence own) {
      warnings.addAll(own.items());
    }
    warnings.add(
        Value.text(
            "together with the items behind it this failed, so each has its own turn: "
                + tried.because.orElse("no reason told")));
    return new ModuleOutcome(
        status,
        result.with("warnings", new Value.Sequence(warnings)),
        resultUnknown,
        diff,
        allEffects,
        allOutcomes,
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
