package dev.play.run.play;

import dev.play.compile.Step;
import dev.play.event.Event;
import dev.play.host.HostName;
import dev.play.run.gate.Position;
import dev.play.run.keyword.Guards;
import dev.play.template.ConditionResult;
import dev.play.template.EvaluationException;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One host's way through a play: blocks, roles, includes, handlers. One thread. */
final class HostRun {
  private final BatchContext batch;
  private final HostState state;
  private final HostTasks tasks;
  private final HostIncludes includes;
  private final HostMeta meta;
  private final Lookahead lookahead;

  HostRun(BatchContext batch, HostName host) {
    this.batch = batch;
    this.state = new HostState(host);
    this.lookahead = new Lookahead(batch, state);
    this.tasks = new HostTasks(batch, state, lookahead);
    this.includes = new HostIncludes(batch, state, tasks);
    this.meta = new HostMeta(batch, state, tasks);
  }

  /** Does the whole play. Always leaves the gate. */
  Flow run() {
    try {
      return batch.pinned(this::play);
    } finally {
      batch.gate.leave(state.host);
    }
  }

  private Flow play() {
    Flow flow = Flow.GO_ON;
    Optional<Step.Engine> gathering =
        FactGathering.of(
            batch.play.play(),
            batch.play.run().library(),
            batch.play.run().options().defaults().gathering(),
            () -> batch.play.variables().hasFacts(state.host));
    if (gathering.isPresent()) {
      flow = gather(gathering.get());
    }
    return flow == Flow.GO_ON ? topLevel(batch.play.play().steps(), Position.PLAY.child(1)) : flow;
  }

  private Flow gather(Step.Engine gathering) {
    lookahead.enter(batch.play.play().steps());
    try {
      return tasks.action(gathering, Position.PLAY.child(0), Optional.empty());
    } finally {
      lookahead.leave();
    }
  }

  /** A play's own steps: with force_handlers, a failure still lets the section's handlers run. */
  private Flow topLevel(List<Step> steps, Position at) {
    lookahead.enter(steps);
    try {
      return topLevelSteps(steps, at);
    } finally {
      lookahead.leave();
    }
  }

  private Flow topLevelSteps(List<Step> steps, Position at) {
    Flow flow = Flow.GO_ON;
    for (int i = 0; i < steps.size(); i++) {
      lookahead.at(i);
      Step step = steps.get(i);
      boolean flushes = isFlush(step);
      if (flow == Flow.GO_ON || (flow == Flow.FAILED && batch.forceHandlers && flushes)) {
        Flow one = step(step, at.child(i));
        if (flow == Flow.FAILED) {
          return flow;
        }
        flow = one;
      }
      if (flow == Flow.LOST || flow == Flow.ENDED) {
        return flow;
      }
    }
    return flow;
  }

  private static boolean isFlush(Step step) {
    return step instanceof Step.Meta m && m.action() == Step.MetaAction.FLUSH_HANDLERS;
  }

  private Flow steps(List<Step> steps, Position at) {
    lookahead.enter(steps);
    try {
      for (int i = 0; i < steps.size(); i++) {
        lookahead.at(i);
        Flow flow = step(steps.get(i), at.child(i));
        if (flow != Flow.GO_ON) {
          return flow;
        }
      }
      return Flow.GO_ON;
    } finally {
      lookahead.leave();
    }
  }

  private Flow step(Step step, Position at) {
    return step(step, at, Optional.empty());
  }

  private Flow step(Step step, Position at, Optional<String> doubt) {
    return switch (step) {
      case Step.Task t -> takes(t, at) ? tasks.module(t, at, doubt) : Flow.GO_ON;
      case Step.Engine e -> takes(e, at) ? tasks.action(e, at, doubt) : Flow.GO_ON;
      case Step.IncludeTasks i -> takes(i, at) ? include(i, at, doubt) : Flow.GO_ON;
      case Step.IncludeRole i -> takes(i, at) ? include(i, at, doubt) : Flow.GO_ON;
      case Step.Block b -> block(b, at);
      case Step.RoleBody r -> role(r, at);
      case Step.Meta m when m.isImplicit() -> flush(at);
      case Step.Meta m when m.action() == Step.MetaAction.FLUSH_HANDLERS ->
          takes(m, at) && meta.flushes(m, at.child(0)) ? flush(at.child(1)) : Flow.GO_ON;
      case Step.Meta m -> takes(m, at) ? meta.perform(m, at) : Flow.GO_ON;
    };
  }

  private boolean takes(Step step, Position at) {
    return state.isInHandlers || batch.takes(step, at);
  }

  private Flow block(Step.Block block, Position at) {
    boolean sheltered = state.isSheltered;
    boolean rescuing = !block.rescue().isEmpty();
    state.isSheltered = false;
    state.rescues += rescuing ? 1 : 0;
    Flow flow = steps(block.body(), at.child(0));
    state.rescues -= rescuing ? 1 : 0;
    state.isSheltered = true;
    if (flow == Flow.FAILED && rescuing) {
      flow = steps(block.rescue(), at.child(1));
      if (flow == Flow.GO_ON) {
        batch.failures.mended(state.host);
      }
    }
    if (flow == Flow.GO_ON || flow == Flow.FAILED) {
      int cleared = batch.errorsCleared();
      Flow last = steps(block.always(), at.child(2));
      if (flow == Flow.FAILED && cleared < batch.errorsCleared()) {
        batch.failures.mended(state.host);
        flow = Flow.GO_ON;
      }
      flow = last == Flow.GO_ON ? flow : last;
    }
    state.isSheltered = sheltered;
    return flow;
  }

  private Flow role(Step.RoleBody role, Position at) {
    boolean again = state.isDone(role.role(), role.keywords().tags());
    if (again && !role.role().allowDuplicates()) {
      return Flow.GO_ON;
    }
    if (role.body().isEmpty()) {
      // No task of it will tell that the host has met the role, whose variables may be public.
      tasks.scope(role);
    }
    boolean doneBefore = state.hasDone;
    state.hasDone = false;
    Flow flow = steps(role.body(), at);
    if (state.hasDone) {
      state.done(role.role(), role.keywords().tags());
    }
    state.hasDone |= doneBefore;
    return flow == Flow.ROLE_ENDED ? Flow.GO_ON : flow;
  }

  private Flow include(Step step, Position at, Optional<String> doubt) {
    List<HostIncludes.Found> found = HostIncludes.none();
    Set<HostName> spokenFor = state.spokenFor;
    Flow flow = includes.find(step, at, doubt, found);
    Map<String, Value> outer = state.locals;
    for (HostIncludes.Found one : found) {
      if (flow == Flow.GO_ON) {
        state.locals = state.localsWith(one.locals());
        flow = steps(one.steps(), one.at());
        state.locals = outer;
      }
    }
    state.spokenFor = spokenFor;
    return flow;
  }

  /** Handlers in the order of their definition, each once, however often it was notified. */
  private Flow flush(Position at) {
    boolean inHandlers = state.isInHandlers;
    state.isInHandlers = true;
    Map<String, Value> outer = state.locals;
    state.locals = Map.of();
    Flow flow = Flow.GO_ON;
    for (int i = 0; flow == Flow.GO_ON && i < batch.handlers.inOrder().size(); i++) {
      Step handler = batch.handlers.inOrder().get(i);
      String doubt = state.doubtful.remove(handler);
      if (state.notified.remove(handler)) {
        flow = step(handler, at.child(i));
      } else if (doubt != null) {
        flow = step(handler, at.child(i), Optional.of(doubt));
      }
    }
    state.locals = outer;
    state.isInHandlers = inHandlers;
    return flow;
  }

  /** The conditions of a step that is no task: unknown ones are told and taken to hold. */
  static boolean holds(Step step, HostTasks tasks, BatchContext batch, HostName host) {
    ConditionResult result;
    try {
      result = Guards.all(step.keywords().when(), tasks.scope(step));
    } catch (EvaluationException e) {
      batch
          .play
          .run()
          .events()
          .accept(new Event.Warning(e.message(), Optional.of(host), Optional.of(step.span())));
      return false;
    }
    if (result instanceof ConditionResult.Unknown(String because)) {
      batch
          .play
          .run()
          .events()
          .accept(
              new Event.Warning(
                  "whether the host goes on behind this is unknown " + because,
                  Optional.of(host),
                  Optional.of(step.span())));
      return false;
    }
    return result.equals(ConditionResult.TRUE);
  }
}
