package dev.play.run.play;

import dev.play.compile.Keywords;
import dev.play.compile.Step;
import dev.play.event.Ended;
import dev.play.event.Event;
import dev.play.event.EventSink;
import dev.play.event.Status;
import dev.play.event.TaskTitle;
import dev.play.host.HostName;
import dev.play.run.RunInterrupted;
import dev.play.run.action.Actions;
import dev.play.run.debug.DebuggedTask;
import dev.play.run.gate.Admission;
import dev.play.run.gate.Arrival;
import dev.play.run.gate.Position;
import dev.play.run.gate.Round;
import dev.play.run.keyword.KeywordReader;
import dev.play.run.task.Order;
import dev.play.run.task.TaskDone;
import dev.play.run.task.TaskRun;
import dev.play.template.Compiled;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/** A host's tasks: waits its turn, does them, tells, notifies handlers, decides how to go on. */
final class HostTasks {
  private final BatchContext batch;
  private final HostState state;
  private final EventSink events;
  private final Lookahead lookahead;

  HostTasks(BatchContext batch, HostState state, Lookahead lookahead) {
    this.batch = batch;
    this.state = state;
    this.lookahead = lookahead;
    this.events = batch.play.run().events();
  }

  Scope scope(Step step) {
    Scope scope = batch.play.variables().scope(state.host, step.around());
    return state.locals.isEmpty() ? scope : scope.with(state.locals);
  }

  /** Waits for the host's turn, then does what is asked; says how to go on otherwise. */
  Flow onTurn(Step step, Position at, boolean silent, Function<Round, Flow> work) {
    Arrival arrival =
        new Arrival(
            state.host,
            at,
            state.isSheltered,
            silent,
            () -> batch.titles.of(step, state.isInHandlers, () -> scope(step)));
    try {
      return switch (batch.gate.arrive(arrival)) {
        case Admission.Go(Round round) -> inTurn(round, work);
        case Admission.Fail f -> Flow.FAILED;
        case Admission.End e -> Flow.ENDED;
      };
    } catch (InterruptedException e) {
      throw new RunInterrupted();
    }
  }

  private Flow inTurn(Round round, Function<Round, Flow> work) {
    if (batch.play.run().stepping().isDeclined(round.title())) {
      round.turns().begun(state.host);
      return Flow.GO_ON;
    }
    try {
      return work.apply(round);
    } finally {
      round.turns().begun(state.host);
    }
  }

  Flow module(Step.Task step, Position at, Optional<String> doubt) {
    return onTurn(step, at, false, round -> task(Order.of(step), round, doubt, false));
  }

  Flow action(Step.Engine step, Position at, Optional<String> doubt) {
    Order order = Order.of(step, Actions.of(step.action()));
    boolean once = Actions.isDoneOnce(step.action());
    if (step.action() == Step.BuiltIn.MISSING) {
      return missing(step, at, round -> task(order, round, doubt, once));
    }
    return onTurn(step, at, false, round -> task(order, round, doubt, once));
  }

  /** A module that is nowhere is the playbook's mistake, of which no rescue hears. */
  private Flow missing(Step.Engine step, Position at, Function<Round, Flow> work) {
    int rescues = state.rescues;
    state.rescues = 0;
    Flow flow = onTurn(step, at, false, work);
    state.rescues = rescues;
    return flow == Flow.FAILED ? Flow.LOST : flow;
  }

  private Flow task(Order order, Round round, Optional<String> doubt, boolean always) {
    Step step = order.step();
    if (!always && !isRunOnce(step, round)) {
      return finish(step, round.title(), timed(order, round, doubt), false);
    }
    if (round.first().equals(state.host)) {
      return lead(order, round, doubt, !always);
    }
    TaskDone done = once(round);
    done.changes().forEach(c -> c.apply(batch.play.variables(), state.host));
    // The host that led is the one that has done something for its role, as in Ansible.
    if (!done.isFatal()) {
      return Flow.GO_ON;
    }
    if (state.rescues == 0) {
      batch.failed(state.host);
    }
    return Flow.FAILED;
  }

  /** Does a task for all hosts of the round, and lets them know even when it breaks. */
  private Flow lead(Order order, Round round, Optional<String> doubt, boolean failsAll) {
    try {
      TaskDone done = timed(order, round, doubt);
      round.once().complete(done);
      for (HostName other : state.spokenFor) {
        done.changes().forEach(c -> c.apply(batch.play.variables(), other));
      }
      return finish(order.step(), round.title(), done, failsAll && !done.looped());
    } finally {
      round.once().completeExceptionally(new RunInterrupted());
    }
  }

  private static TaskDone once(Round round) {
    try {
      return (TaskDone) round.once().get();
    } catch (InterruptedException | ExecutionException e) {
      // Whatever broke is told by the host that led.
      throw new RunInterrupted();
    }
  }

  /** By the variables of the round's first host, so that all hosts agree. */
  boolean isRunOnce(Step step, Round round) {
    Optional<Compiled> keyword = step.keywords().runOnce();
    if (keyword.isEmpty()) {
      return false;
    }
    try {
      return new KeywordReader(batch.play.variables().scope(round.first(), step.around()))
          .flag(keyword, false);
    } catch (EvaluationException | KeywordReader.NotYetKnown e) {
      // Then every host does it; a mistake in the keyword fails the task itself.
      return false;
    }
  }

  private TaskDone timed(Order order, Round round, Optional<String> doubt) {
    Step step = order.step();
    int throttle = throttle(step);
    await(round);
    return batch.within(
        step,
        throttle,
        () -> {
          round.turns().begun(state.host);
          Instant start = batch.play.run().clock().instant();
          events.accept(new Event.HostTaskStarted(round.title(), state.host, start));
          if (step instanceof Step.Task task && doubt.isEmpty()) {
            lookahead.before(task);
          } else if (step instanceof Step.Engine e && e.action().gathers()) {
            lookahead.beforeFacts();
          }
          return new DebuggedTask(batch.play, state.host, round.title())
              .run(order, state.locals, (now, locals) -> done(now, locals, round, doubt, start));
        });
  }

  private TaskDone done(
      Order order, Map<String, Value> locals, Round round, Optional<String> doubt, Instant start) {
    TaskDone done = new TaskRun(batch.play, state.host, locals, order, round.title(), doubt).run();
    Duration took = Duration.between(start, batch.play.run().clock().instant());
    if (done.ended().status() == Status.CHANGED) {
      lookahead.changed();
    }
    tell(round.title(), done, took);
    return done;
  }

  private void await(Round round) {
    try {
      round.turns().await(state.host);
    } catch (InterruptedException e) {
      throw new RunInterrupted();
    }
  }

  private int throttle(Step step) {
    try {
      return new KeywordReader(scope(step)).integer(step.keywords().throttle()).orElse(0);
    } catch (EvaluationException e) {
      events.accept(
          new Event.Warning(
              "throttle " + e.message(), Optional.of(state.host), Optional.of(step.span())));
      return 0;
    }
  }

  private void tell(TaskTitle title, TaskDone done, Duration took) {
    Ended ended = done.ended();
    boolean rescued = state.rescues > 0 && ended.status() == Status.FAILED && !ended.ignored();
    events.accept(
        new Event.HostTaskFinished(
            title,
            state.host,
            done.delegate(),
            rescued ? ended.asRescued() : ended,
            done.looped(),
            took));
  }

  /** How the host goes on. */
  private Flow finish(Step step, TaskTitle title, TaskDone done, boolean failsAll) {
    Status status = done.ended().status();
    state.hasDone |= status != Status.SKIPPED && status != Status.UNREACHABLE;
    state.hasAnswered |= isOnHost(step) && status != Status.SKIPPED;
    boolean notified = done.isFatal() || notifyHandlers(title, done);
    if (notified && !done.isFatal()) {
      return Flow.GO_ON;
    }
    if (failsAll) {
      batch.failures.othersFail();
    }
    if (isFatalForAll(step)) {
      batch.failures.othersFail();
      batch.gate.failOthers(state.host);
    }
    if (status == Status.UNREACHABLE) {
      batch.failed(state.host);
      return Flow.LOST;
    }
    remember(step, title, done);
    if (state.rescues == 0) {
      batch.failed(state.host);
    }
    return Flow.FAILED;
  }

  private static boolean isOnHost(Step step) {
    return step instanceof Step.Task || (step instanceof Step.Engine e && e.action().gathers());
  }

  private boolean isFatalForAll(Step step) {
    try {
      return new KeywordReader(scope(step))
          .flag(
              step.keywords().anyErrorsFatal(),
              batch.play.run().options().defaults().anyErrorsFatal());
    } catch (EvaluationException | KeywordReader.NotYetKnown e) {
      return true;
    }
  }

  /** For the rescue: ansible_failed_task and ansible_failed_result. */
  private void remember(Step step, TaskTitle title, TaskDone done) {
    Value.Dict task =
        Value.dictOf(
            "name", title.name(), "action", title.action(), "path", step.span().toString());
    batch.play.variables().register(state.host, "ansible_failed_task", task);
    batch.play.variables().register(state.host, "ansible_failed_result", done.registered());
  }

  /** Whether all names that are to be notified are those of handlers. */
  private boolean notifyHandlers(TaskTitle title, TaskDone done) {
    for (String name : done.notifies()) {
      List<Step> handlers = batch.handlers.named(name, this::scope);
      if (handlers.isEmpty()) {
        if (missing(title, name)) {
          return false;
        }
      }
      for (Step handler : handlers) {
        if (done.ended().status() == Status.UNKNOWN) {
          state.doubtful.putIfAbsent(handler, "until \"" + title.name() + "\"");
        } else if (state.notified.add(handler)) {
          events.accept(new Event.HandlerNotified(title, state.host, name));
        }
      }
    }
    return true;
  }

  /** Whether it fails the task that nobody has this name. */
  private boolean missing(TaskTitle title, String name) {
    String message =
        "The requested handler '"
            + name
            + "' was not found in either the main handlers list nor in the listening handlers list";
    if (!batch.play.run().options().defaults().handlersMustBeThere()) {
      events.accept(new Event.Warning(message, Optional.of(state.host), Optional.of(title.span())));
      return false;
    }
    Value.Dict result = Value.dictOf("changed", false, "failed", true, "msg", "ERROR! " + message);
    events.accept(
        new Event.HostTaskFinished(
            title,
            state.host,
            Optional.empty(),
            Ended.of(Status.FAILED, result),
            false,
            Duration.ZERO));
    return true;
  }

  /** Told of a step that failed, or was not done, before it became a task. */
  Flow ended(Step step, TaskTitle title, Ended ended) {
    boolean ignored = false;
    if (ended.status() == Status.FAILED) {
      try {
        ignored = new KeywordReader(scope(step)).flag(step.keywords().ignoreErrors(), false);
      } catch (EvaluationException | KeywordReader.NotYetKnown e) {
        ignored = false;
      }
    }
    Ended told =
        new Ended(ended.status(), ignored, false, ended.result(), ended.diff(), ended.because());
    TaskDone done =
        new TaskDone(told, told.result(), Optional.empty(), List.of(), java.util.Set.of(), false);
    tell(title, done, Duration.ZERO);
    return finish(step, title, done, false);
  }

  /** Registers something under the name that the step gives, if it does. */
  void register(Step step, Value value) {
    Keywords keywords = step.keywords();
    keywords
        .register()
        .ifPresent(
            name ->
                batch
                    .play
                    .variables()
                    .register(state.host, PythonText.str(name.evaluate(scope(step))), value));
  }
}
