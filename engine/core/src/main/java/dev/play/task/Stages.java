package dev.play.task;

import dev.play.effect.EffectOutcome;
import dev.play.host.Effect;
import dev.play.module.TaskResult;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the stages of one task came to, merged: later values win. */
final class Stages {
  /** A module may say "there may be more" this many times. */
  static final int MOST = 8;

  private final List<Effect> effects = new ArrayList<>();
  private final List<EffectOutcome> outcomes = new ArrayList<>();
  private final StringBuilder diff = new StringBuilder();
  private final List<Value> warnings = new ArrayList<>();
  private TaskResult result = TaskResult.EMPTY;

  void add(List<Effect> planned, List<EffectOutcome> ended, String difference) {
    effects.addAll(planned);
    outcomes.addAll(ended);
    for (EffectOutcome outcome : ended) {
      Optional.ofNullable(outcome.details().get(EffectOutcome.WARNING))
          .ifPresent(warning -> warnings.add(Value.text(warning)));
    }
    diff.append(difference);
  }

  /**
   * Adds a stage's result. A stage that acts is a change unless it says otherwise, and one such
   * stage makes the task a change: refreshing package lists is none, installing after it is.
   *
   * @param acted whether the stage did, or would do, anything
   */
  void merge(TaskResult next, boolean acted) {
    Map<Value, Value> values = new LinkedHashMap<>(result.values().entries());
    values.putAll(next.values().entries());
    Map<Value, Value> facts = new LinkedHashMap<>(result.facts().entries());
    facts.putAll(next.facts().entries());
    boolean changed = result.changed().orElse(false) || next.changed().orElse(acted);
    result =
        new TaskResult(
            new Value.Dict(values),
            Optional.of(changed),
            next.failed().or(result::failed),
            new Value.Dict(facts));
  }

  TaskResult result() {
    if (warnings.isEmpty()) {
      return result;
    }
    List<Value> all = new ArrayList<>();
    if (result.values().get("warnings").orElse(Value.NONE) instanceof Value.Sequence own) {
      all.addAll(own.items());
    }
    all.addAll(warnings);
    return result.with("warnings", new Value.Sequence(all));
  }

  List<Effect> effects() {
    return effects;
  }

  List<EffectOutcome> outcomes() {
    return outcomes;
  }

  boolean changedAnything() {
    return outcomes.stream().anyMatch(o -> o.ending() == EffectOutcome.Ending.DONE);
  }

  ModuleOutcome finish(ModuleOutcome outcome) {
    return outcome.with(effects, outcomes, diff.toString());
  }
}
