package dev.play.run.play;

import dev.play.compile.Step;
import dev.play.event.Event;
import dev.play.run.RunInterrupted;
import dev.play.run.gate.Position;
import dev.play.run.gate.Round;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/** meta: what concerns the run itself. */
final class HostMeta {
  private final BatchContext batch;
  private final HostState state;
  private final HostTasks tasks;

  HostMeta(BatchContext batch, HostState state, HostTasks tasks) {
    this.batch = batch;
    this.state = state;
    this.tasks = tasks;
  }

  /** Any but flush_handlers, of which only the condition is asked here. */
  Flow perform(Step.Meta meta, Position at) {
    return tasks.onTurn(meta, at, false, round -> perform(meta, round));
  }

  private Flow perform(Step.Meta meta, Round round) {
    return switch (meta.action()) {
      case NOOP, FLUSH_HANDLERS, END_HOST, END_ROLE, CLEAR_FACTS, RESET_CONNECTION -> {
        boolean holds = holds(meta);
        Flow flow = holds ? act(meta.action()) : Flow.GO_ON;
        tell(meta, round, holds);
        yield flow;
      }
      case REFRESH_INVENTORY, CLEAR_HOST_ERRORS, END_PLAY, END_BATCH -> forAll(meta, round);
    };
  }

  /** Whether an explicit flush_handlers is to be done. */
  boolean flushes(Step.Meta meta, Position at) {
    boolean[] holds = {false};
    tasks.onTurn(
        meta,
        at,
        false,
        round -> {
          holds[0] = holds(meta);
          tell(meta, round, holds[0]);
          return Flow.GO_ON;
        });
    return holds[0];
  }

  private boolean holds(Step.Meta meta) {
    return HostRun.holds(meta, tasks, batch, state.host);
  }

  private void tell(Step.Meta meta, Round round, boolean done) {
    batch
        .play
        .run()
        .events()
        .accept(
            new Event.MetaDone(
                round.title(),
                state.host,
                name(meta.action()),
                done ? told(meta) : skipped(meta.action()),
                !done));
  }

  private static String name(Step.MetaAction action) {
    return action.name().toLowerCase(Locale.ROOT);
  }

  private String told(Step.Meta meta) {
    return switch (meta.action()) {
      case NOOP -> "noop";
      case FLUSH_HANDLERS -> "triggered running handlers for " + state.host;
      case REFRESH_INVENTORY -> "inventory successfully refreshed";
      case CLEAR_FACTS -> "facts cleared";
      case CLEAR_HOST_ERRORS -> "cleared host errors";
      case END_PLAY -> "ending play";
      case END_BATCH -> "ending batch";
      case END_HOST -> "ending play for " + state.host;
      case END_ROLE ->
          "ending role "
              + meta.around().role().map(r -> r.name() + " ").orElse("")
              + "for "
              + state.host;
      case RESET_CONNECTION -> "reset connection";
    };
  }

  private String skipped(Step.MetaAction action) {
    String further =
        switch (action) {
          case FLUSH_HANDLERS -> ", not running handlers for " + state.host;
          case END_PLAY -> ", continuing play";
          case END_BATCH -> ", continuing current batch";
          case END_HOST -> ", continuing execution for " + state.host;
          case END_ROLE -> ", continuing role for " + state.host;
          case NOOP, REFRESH_INVENTORY, CLEAR_FACTS, CLEAR_HOST_ERRORS, RESET_CONNECTION -> "";
        };
    return name(action) + " conditional evaluated to False" + further;
  }

  /** The first host's condition decides for all. */
  private Flow forAll(Step.Meta meta, Round round) {
    boolean ends =
        meta.action() == Step.MetaAction.END_PLAY || meta.action() == Step.MetaAction.END_BATCH;
    if (round.first().equals(state.host)) {
      boolean holds = false;
      try {
        holds = holds(meta);
        if (holds) {
          act(meta.action());
        }
        tell(meta, round, holds);
      } finally {
        round.once().complete(holds);
      }
      return ends && holds ? Flow.ENDED : Flow.GO_ON;
    }
    try {
      // Waited for in any case: the others must find it done.
      return Boolean.TRUE.equals(round.once().get()) && ends ? Flow.ENDED : Flow.GO_ON;
    } catch (InterruptedException | ExecutionException e) {
      throw new RunInterrupted();
    }
  }

  private Flow act(Step.MetaAction action) {
    switch (action) {
      case REFRESH_INVENTORY -> batch.play.run().hosts().refresh();
      case CLEAR_HOST_ERRORS -> batch.clearErrors();
      case END_PLAY -> batch.endPlay();
      case END_BATCH -> batch.gate.end();
      case CLEAR_FACTS -> batch.play.variables().clearFacts(state.host);
      case RESET_CONNECTION -> batch.play.run().hands().reset(batch.play.reach(state.host));
      case END_HOST -> {
        return Flow.ENDED;
      }
      case END_ROLE -> {
        return Flow.ROLE_ENDED;
      }
      case NOOP, FLUSH_HANDLERS -> {}
    }
    return Flow.GO_ON;
  }
}
