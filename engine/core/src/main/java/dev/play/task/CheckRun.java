package dev.play.task;

import dev.play.effect.EffectOutcome;
import dev.play.effect.Overlay;
import dev.play.effect.Unaffected;
import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.module.Footprint;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.task.ModuleOutcome.Status;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A task that is predicted. */
final class CheckRun {
  /** Tells what Ansible would not have run. */
  private static final String ASKED = "The command only reads, so it was run in check mode, too";

  private final HostSession host;
  private final Planner planner;
  private final Planner.Task task;
  private final RunSettings settings;
  private final String because;
  private final Stages stages = new Stages();
  private Optional<String> resultUnknown = Optional.empty();
  private boolean judgedByOutput;

  CheckRun(HostSession host, Planner.Task task, RunSettings settings) {
    this.host = host;
    // What tasks before would have done may make it possible.
    this.planner = new Planner(host, !host.hasPredictions());
    this.task = task;
    this.settings = settings;
    this.because = "until \"" + settings.task() + "\"";
  }

  ModuleOutcome run() {
    boolean would = false;
    for (int stage = 0; stage < Stages.MOST; stage++) {
      Plan plan = planner.plan(task);
      if (!(plan instanceof Plan.Change change)) {
        return stages.finish(ended(plan, would));
      }
      if (mayBeAsked(change)) {
        return stages.finish(ask(change));
      }
      would = true;
      predict(change);
      if (!change.mayFollow() || judgedByOutput) {
        break;
      }
    }
    return stages.finish(changed());
  }

  /**
   * What only reads tells in a check what it tells in the run, while nothing that it looks at is
   * predicted to change.
   */
  private boolean mayBeAsked(Plan.Change change) {
    return settings.trust().readers()
        && task.module().footprint(task.args()) == Footprint.NONE
        && change.effects().stream().allMatch(CheckRun::takesAnyStatus)
        && (!host.hasPredictions() || looksAtNothingPredicted());
  }

  private boolean looksAtNothingPredicted() {
    return task.module()
        .reads(task.args())
        .filter(reads -> new Unaffected(host.overlay(), host.reality(settings.become())).is(reads))
        .isPresent();
  }

  private ModuleOutcome ask(Plan.Change change) {
    List<EffectOutcome> ended = host.carryOut(change.effects(), settings.way());
    stages.add(change.effects(), ended, "");
    if (ended.stream().anyMatch(o -> o.ending() != EffectOutcome.Ending.DONE)) {
      return untilItHasRun();
    }
    stages.merge(
        change
            .result()
            .apply(
                ended.stream()
                    .map(
                        o ->
                            new Plan.Outcome(
                                o.output(), o.seconds(), o.startedAt(), Value.EMPTY_DICT))
                    .toList()),
        true);
    TaskResult result = stages.result();
    if (result.failed().orElse(false)) {
      return ModuleRunner.failed("the command failed", result);
    }
    return ModuleOutcome.of(
        result.changed().orElse(true) ? Status.WOULD_CHANGE : Status.SAME,
        result.with("msg", ASKED));
  }

  /** What a command nobody knows may touch; nothing, where its author says so. */
  private boolean isBelieved() {
    return settings.trust().author() && task.module().footprint(task.args()) == Footprint.UNTOLD;
  }

  private void predict(Plan.Change change) {
    Overlay overlay = host.overlay();
    StringBuilder diff = new StringBuilder();
    List<Plan.Outcome> outcomes = new ArrayList<>();
    for (Effect effect : change.effects()) {
      if (change.diff().isEmpty()) {
        diff.append(ModuleRunner.diff(List.of(effect), change, host, settings));
      }
      outcomes.add(empty(effect));
      if (!(takesAnyStatus(effect) && isBelieved())) {
        overlay.lay(effect, because, host.asker(settings.become()));
      }
    }
    String difference = change.diff().filter(d -> settings.diff()).orElse(diff.toString());
    stages.add(change.effects(), List.of(), difference);
    if (change.needsOutput()) {
      resultUnknown = Optional.of(because);
      judgedByOutput |= change.effects().stream().anyMatch(CheckRun::takesAnyStatus);
    } else {
      stages.merge(change.result().apply(outcomes), !change.effects().isEmpty());
    }
  }

  /** A command of the user's: only its output tells whether it changed anything. */
  private static boolean takesAnyStatus(Effect effect) {
    return effect instanceof Effect.Run run && run.okStatuses().isEmpty();
  }

  private Plan.Outcome empty(Effect effect) {
    Value.Dict details =
        settings.diff()
            ? ModuleRunner.details(List.of(effect), host, settings).getFirst()
            : Value.EMPTY_DICT;
    return new Plan.Outcome(new CommandOutput(0, Blob.of(""), Blob.of("")), 0, 0, details);
  }

  private ModuleOutcome changed() {
    if (judgedByOutput) {
      return untilItHasRun();
    }
    boolean really = stages.result().changed().orElse(!stages.effects().isEmpty());
    ModuleOutcome outcome =
        ModuleOutcome.of(
            really ? Status.WOULD_CHANGE : Status.SAME,
            Unpredicted.marked(stages.result(), because));
    return resultUnknown.map(outcome::unknownResult).orElse(outcome);
  }

  private ModuleOutcome untilItHasRun() {
    return ModuleOutcome.of(Status.UNKNOWN, TaskResult.EMPTY)
        .because("until it has run")
        .unknownResult(because);
  }

  private ModuleOutcome ended(Plan plan, boolean would) {
    return switch (plan) {
      case Plan.Same(TaskResult result) -> {
        stages.merge(result, false);
        yield changed();
      }
      case Plan.Unknown(String why) -> {
        if (!isBelieved()) {
          host.overlay().hide(task.module().mayTouch(task.args()), because);
        }
        TaskResult facts =
            TaskResult.EMPTY.withFacts(
                Unpredicted.facts(task.module().facts(task.args()), because));
        yield ModuleOutcome.of(withoutPlan(would), facts).because(why).unknownResult(why);
      }
      case Plan.Failed(String message, TaskResult result) -> {
        stages.merge(result, false);
        yield ModuleRunner.failed(message, stages.result());
      }
      case Plan.Skipped(String reason, TaskResult result) -> {
        stages.merge(result, false);
        yield would ? changed() : ModuleOutcome.of(Status.SKIPPED, result).because(reason);
      }
      case Plan.Perhaps(List<Effect> effects, var result, String why) -> {
        effects.forEach(e -> host.overlay().lay(e, because, host.asker(settings.become())));
        stages.add(effects, List.of(), "");
        yield ModuleOutcome.of(would ? Status.WOULD_CHANGE : Status.UNKNOWN, TaskResult.EMPTY)
            .because(why)
            .unknownResult(because);
      }
      case Plan.Change change -> throw new IllegalStateException("a change is predicted");
    };
  }

  private Status withoutPlan(boolean would) {
    if (would) {
      return Status.WOULD_CHANGE;
    }
    return task.module().onlyTells(task.args()) ? Status.SAME : Status.UNKNOWN;
  }
}
