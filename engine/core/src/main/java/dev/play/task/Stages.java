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
  private TaskResult result = TaskResult.EMPTY;

  void add(List<Effect> planned, List<EffectOutcome> ended, String difference) {
    effects.addAll(planned);
    outcomes.addAll(ended);
    diff.append(difference);
  }

  void merge(TaskResult next) {
    Map<Value, Value> values = new LinkedHashMap<>(result.values().entries());
    values.putAll(next.values().entries());
    Map<Value, Value> facts = new LinkedHashMap<>(result.facts().entries());
    facts.putAll(next.facts().entries());
    Optional<Boolean> changed =
        next.changed().isPresent() && result.changed().isPresent()
            ? Optional.of(next.changed().get() || result.changed().get())
            : next.changed().or(result::changed);
    result =
        new TaskResult(
            new Value.Dict(values),
            changed,
            next.failed().or(result::failed),
            new Value.Dict(facts));
  }

  TaskResult result() {
    return result;
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
