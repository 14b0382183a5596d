package dev.play.task;

import dev.play.effect.Describe;
import dev.play.effect.EffectOutcome;
import dev.play.effect.EffectOutcome.Ending;
import dev.play.host.Effect;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.task.ModuleOutcome.Status;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A task that is carried out. */
final class RealRun {
  /** How often a task is planned again because the host changed under it. */
  private static final int MOST_OVERTAKEN = 3;

  private final HostSession host;
  private final Planner planner;
  private final Planner.Task task;
  private final RunSettings settings;
  private final Stages stages = new Stages();

  RealRun(HostSession host, Planner.Task task, RunSettings settings) {
    this.host = host;
    this.planner = new Planner(host);
    this.task = task;
    this.settings = settings;
  }

  ModuleOutcome run() {
    int overtaken = 0;
    for (int stage = 0; stage < Stages.MOST; ) {
      Plan plan = asChange(planner.plan(task));
      if (!(plan instanceof Plan.Change change)) {
        return stages.finish(ended(plan));
      }
      List<Value.Dict> details =
          settings.diff() ? ModuleRunner.details(change.effects(), host, settings) : List.of();
      List<EffectOutcome> outcomes = carryOut(change);
      Optional<EffectOutcome> bad =
          outcomes.stream().filter(o -> o.ending() != Ending.DONE).findFirst();
      if (bad.isPresent()
          && bad.get().ending() == Ending.OVERTAKEN
          && ++overtaken < MOST_OVERTAKEN) {
        continue;
      }
      if (bad.isPresent()) {
        return stages.finish(effectFailed(bad.get(), change));
      }
      stages.merge(change.result().apply(told(outcomes, details)), !change.effects().isEmpty());
      if (!change.mayFollow()) {
        break;
      }
      stage++;
    }
    return stages.finish(verified(done()));
  }

  /** A plan with nothing to carry out. */
  ModuleOutcome without(Plan plan) {
    return stages.finish(ended(plan));
  }

  /** Goes on behind a plan whose effects were carried out together with those of others. */
  ModuleOutcome after(
      Plan.Change change, List<EffectOutcome> outcomes, List<Value.Dict> details, String diff) {
    stages.add(change.effects(), outcomes, diff);
    Optional<EffectOutcome> bad =
        outcomes.stream().filter(o -> o.ending() != Ending.DONE).findFirst();
    if (bad.isPresent()) {
      return bad.get().ending() == Ending.OVERTAKEN
          ? run()
          : stages.finish(effectFailed(bad.get(), change));
    }
    stages.merge(change.result().apply(told(outcomes, details)), !change.effects().isEmpty());
    return stages.finish(verified(done()));
  }

  private static Plan asChange(Plan plan) {
    return plan instanceof Plan.Perhaps p
        ? new Plan.Change(p.effects(), p.result(), true, false, Optional.empty())
        : plan;
  }

  private List<EffectOutcome> carryOut(Plan.Change change) {
    String diff = ModuleRunner.diff(change.effects(), change, host, settings);
    List<EffectOutcome> outcomes = host.carryOut(change.effects(), settings.way());
    stages.add(change.effects(), outcomes, diff);
    return outcomes;
  }

  private ModuleOutcome done() {
    TaskResult result = stages.result();
    if (result.failed().orElse(false)) {
      return ModuleRunner.failed("the command failed", result);
    }
    boolean changed = result.changed().orElse(stages.changedAnything());
    return ModuleOutcome.of(changed ? Status.CHANGED : Status.SAME, result);
  }

  /** Nothing (more) to do, or nothing that can be done. */
  private ModuleOutcome ended(Plan plan) {
    return switch (plan) {
      case Plan.Same(TaskResult result) -> {
        stages.merge(result, false);
        yield verified(done());
      }
      case Plan.Unknown(String because) ->
          ModuleRunner.failed("what the task needs is unknown " + because, stages.result());
      case Plan.Failed(String message, TaskResult result) -> {
        stages.merge(result, false);
        yield ModuleRunner.failed(message, stages.result());
      }
      case Plan.Skipped(String reason, TaskResult result) -> {
        stages.merge(result, false);
        yield stages.changedAnything()
            ? done()
            : ModuleOutcome.of(Status.SKIPPED, result).because(reason);
      }
      case Plan.Change change -> throw new IllegalStateException("a change is carried out");
      case Plan.Perhaps perhaps -> throw new IllegalStateException("is carried out as a change");
    };
  }

  private ModuleOutcome effectFailed(EffectOutcome bad, Plan.Change change) {
    String message = Describe.inWords(bad.effect()) + ": " + bad.message();
    TaskResult result = stages.result().failed(message);
    if (change.result() instanceof Plan.Telling telling && bad.effect() instanceof Effect.Run) {
      TaskResult words = telling.ofFailure(told(List.of(bad), List.of()).getFirst());
      stages.merge(words, false);
      result =
          words.values().get("msg").orElse(Value.NONE) instanceof Value.Text(String own)
              ? stages.result().failed(own)
              : stages.result().failed(message);
    }
    if (bad.effect() instanceof Effect.Run run) {
      result =
          result
              .with("rc", bad.output().status())
              .with("stdout", bad.output().out())
              .with("stderr", bad.output().err())
              .with("cmd", run.command().argv());
    }
    return ModuleOutcome.of(Status.FAILED, result.changed(stages.changedAnything()))
        .because(message);
  }

  private ModuleOutcome verified(ModuleOutcome outcome) {
    // What does not count as a change, as reloading systemd's files, is done each time.
    if (!settings.verify() || !stages.changedAnything() || outcome.status() == Status.SAME) {
      return outcome;
    }
    return switch (planner.plan(task)) {
      case Plan.Same same -> outcome;
      case Plan.Skipped skipped -> outcome;
      case Plan.Change change ->
          outcome.leaving(
              "still to do: "
                  + String.join(", ", change.effects().stream().map(Describe::inWords).toList()));
      case Plan.Perhaps perhaps -> outcome;
      case Plan.Unknown(String because) -> outcome.leaving("unknown " + because);
      case Plan.Failed(String message, TaskResult result) -> outcome.leaving(message);
    };
  }

  /**
   * @param more what there is to tell of each effect besides, or nothing
   */
  private static List<Plan.Outcome> told(List<EffectOutcome> outcomes, List<Value.Dict> more) {
    List<Plan.Outcome> out = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      EffectOutcome outcome = outcomes.get(i);
      Value.Dict details = details(outcome, i < more.size() ? more.get(i) : Value.EMPTY_DICT);
      out.add(new Plan.Outcome(outcome.output(), outcome.seconds(), outcome.startedAt(), details));
    }
    return out;
  }

  private static Value.Dict details(EffectOutcome outcome, Value.Dict more) {
    Value.Dict out = more;
    for (var entry : outcome.details().entrySet()) {
      out = out.with(entry.getKey(), Value.text(entry.getValue()));
    }
    return out;
  }
}
