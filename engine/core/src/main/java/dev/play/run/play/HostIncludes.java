package dev.play.run.play;

import dev.play.compile.Keywords;
import dev.play.compile.Step;
import dev.play.compile.StepSource;
import dev.play.event.Ended;
import dev.play.event.Event;
import dev.play.event.Status;
import dev.play.host.HostName;
import dev.play.run.gate.Position;
import dev.play.run.gate.Round;
import dev.play.run.keyword.Guards;
import dev.play.run.keyword.KeywordReader;
import dev.play.run.loop.LoopItems;
import dev.play.run.loop.LoopLocals;
import dev.play.source.Diagnostic;
import dev.play.template.ConditionResult;
import dev.play.template.EvaluationException;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** include_tasks and include_role, found when a host gets there. */
final class HostIncludes {
  /** Steps to go on with, and what the loop defines for them. */
  record Found(List<Step> steps, Map<String, Value> locals, Position at) {
    Found {
      steps = List.copyOf(steps);
    }
  }

  private final BatchContext batch;
  private final HostState state;
  private final HostTasks tasks;

  HostIncludes(BatchContext batch, HostState state, HostTasks tasks) {
    this.batch = batch;
    this.state = state;
    this.tasks = tasks;
  }

  /**
   * Finds what a step includes for this host, once for each item.
   *
   * @param found gets it, in order
   */
  Flow find(Step step, Position at, Optional<String> doubt, List<Found> found) {
    return tasks.onTurn(step, at, false, round -> all(step, at, doubt, round, found));
  }

  private Flow all(Step step, Position at, Optional<String> doubt, Round round, List<Found> found) {
    if (tasks.isRunOnce(step, round)) {
      if (!round.first().equals(state.host)) {
        return Flow.GO_ON;
      }
      Set<HostName> others = new LinkedHashSet<>(round.hosts());
      others.remove(state.host);
      state.spokenFor = others;
    }
    Scope scope = tasks.scope(step);
    try {
      Optional<Keywords.Loop> loop = step.keywords().loop();
      if (loop.isEmpty()) {
        return one(step, at.child(0), Map.of(), Optional.empty(), doubt, round, found);
      }
      return switch (LoopItems.of(loop.get(), scope, batch.play.run().templates())) {
        case LoopItems.Unknown(String because) -> unknown(step, round, because);
        case LoopItems.Known(List<Value> items) -> {
          for (int i = 0; i < items.size(); i++) {
            Map<String, Value> here = LoopLocals.at(loop.get(), items, i);
            String label = LoopLocals.label(loop.get(), items.get(i), scope.with(here));
            Flow flow = one(step, at.child(i), here, Optional.of(label), doubt, round, found);
            if (flow != Flow.GO_ON) {
              yield flow;
            }
          }
          yield items.isEmpty() ? skipped(step, round, "No items in the list") : Flow.GO_ON;
        }
      };
    } catch (EvaluationException e) {
      return listMissing(step, round, scope, e);
    } catch (KeywordReader.NotYetKnown e) {
      return unknown(step, round, e.because());
    }
  }

  /** No items, or another mistake: no failure where a condition says not to include at all. */
  private Flow listMissing(Step step, Round round, Scope scope, EvaluationException why) {
    try {
      if (Guards.all(step.keywords().when(), scope).equals(ConditionResult.FALSE)) {
        return skipped(step, round, "Conditional result was False");
      }
    } catch (EvaluationException e) {
      return failed(step, round, text(why));
    }
    return failed(step, round, text(why));
  }

  private static String text(EvaluationException e) {
    return e.message() + e.span().map(s -> " (" + s + ")").orElse("");
  }

  private Flow one(
      Step step,
      Position at,
      Map<String, Value> here,
      Optional<String> label,
      Optional<String> doubt,
      Round round,
      List<Found> found) {
    Scope scope = here.isEmpty() ? tasks.scope(step) : tasks.scope(step).with(here);
    ConditionResult when = Guards.all(step.keywords().when(), scope);
    if (when.equals(ConditionResult.FALSE)) {
      return skipped(step, round, "Conditional result was False");
    }
    if (when instanceof ConditionResult.Unknown(String because)) {
      return unknown(step, round, because);
    }
    if (doubt.isPresent()) {
      return unknown(step, round, doubt.get());
    }
    KeywordReader read = new KeywordReader(scope);
    String what = name(step, read);
    StepSource.Included included = included(step, what, read);
    List<Diagnostic> errors =
        included.problems().stream()
            .filter(p -> p.severity() == Diagnostic.Severity.ERROR)
            .toList();
    if (!errors.isEmpty()) {
      return failed(
          step,
          round,
          errors.stream()
              .map(e -> e.span() + ": " + e.message())
              .collect(Collectors.joining("; ")));
    }
    batch.handlers.add(included.handlers());
    batch
        .play
        .run()
        .events()
        .accept(
            new Event.Included(
                round.title(),
                state.host,
                included.file().map(Path::toString).orElse(what),
                step instanceof Step.IncludeRole,
                label));
    tasks.register(step, Value.dictOf("changed", false, "failed", false, "include", what));
    found.add(new Found(included.steps(), here, at.child(0, what)));
    return Flow.GO_ON;
  }

  private static String name(Step step, KeywordReader read) {
    return switch (step) {
      case Step.IncludeTasks i -> read.text(Optional.of(i.file())).orElse("");
      case Step.IncludeRole i -> read.text(Optional.of(i.role())).orElse("");
      default -> throw new IllegalArgumentException("no include: " + step.span());
    };
  }

  private StepSource.Included included(Step step, String what, KeywordReader read) {
    StepSource source = batch.play.run().steps();
    return switch (step) {
      case Step.IncludeTasks i -> source.tasks(i, what);
      case Step.IncludeRole i ->
          source.role(
              i,
              new StepSource.RoleRequest(
                  what,
                  read.text(i.options().tasksFrom()),
                  read.text(i.options().varsFrom()),
                  read.text(i.options().defaultsFrom()),
                  read.text(i.options().handlersFrom())));
      default -> throw new IllegalArgumentException("no include: " + step.span());
    };
  }

  private Flow skipped(Step step, Round round, String reason) {
    Value.Dict result = Value.dictOf("changed", false, "skipped", true, "skip_reason", reason);
    tasks.register(step, result);
    return tasks.ended(
        step,
        round.title(),
        new Ended(Status.SKIPPED, false, false, result, "", Optional.of(reason)));
  }

  private Flow unknown(Step step, Round round, String because) {
    batch
        .play
        .run()
        .hands()
        .anythingMayHappen(batch.play.reach(state.host), round.title().name(), because);
    tasks.register(step, new Value.Unknown("until \"" + round.title().name() + "\""));
    return tasks.ended(
        step,
        round.title(),
        new Ended(Status.UNKNOWN, false, false, Value.EMPTY_DICT, "", Optional.of(because)));
  }

  private Flow failed(Step step, Round round, String message) {
    Value.Dict result = Value.dictOf("changed", false, "failed", true, "msg", message);
    tasks.register(step, result);
    return tasks.ended(step, round.title(), Ended.of(Status.FAILED, result));
  }

  /** A list to collect into. */
  static List<Found> none() {
    return new ArrayList<>();
  }
}
