package dev.play.run.play;

import dev.play.compile.Step;
import dev.play.run.RunInterrupted;
import dev.play.run.gate.Position;
import dev.play.run.gate.Round;
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

  Flow perform(Step.Meta meta, Position at) {
    return switch (meta.action()) {
      case NOOP, FLUSH_HANDLERS -> Flow.GO_ON;
      case END_HOST -> holds(meta) ? Flow.ENDED : Flow.GO_ON;
      case END_ROLE -> holds(meta) ? Flow.ROLE_ENDED : Flow.GO_ON;
      case CLEAR_FACTS -> {
        if (holds(meta)) {
          batch.play.variables().clearFacts(state.host);
        }
        yield Flow.GO_ON;
      }
      case RESET_CONNECTION -> {
        if (holds(meta)) {
          batch.play.run().hands().reset(batch.play.reach(state.host));
        }
        yield Flow.GO_ON;
      }
      case REFRESH_INVENTORY, CLEAR_HOST_ERRORS, END_PLAY, END_BATCH ->
          tasks.onTurn(meta, at, true, round -> forAll(meta, round));
    };
  }

  private boolean holds(Step.Meta meta) {
    return HostRun.holds(meta, tasks, batch, state.host);
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
      } finally {
        round.once().complete(holds);
      }
      return ends && holds ? Flow.ENDED : Flow.GO_ON;
    }
    try {
      return ends && Boolean.TRUE.equals(round.once().get()) ? Flow.ENDED : Flow.GO_ON;
    } catch (InterruptedException | ExecutionException e) {
      throw new RunInterrupted();
    }
  }

  private void act(Step.MetaAction action) {
    switch (action) {
      case REFRESH_INVENTORY -> batch.play.run().hosts().refresh();
      case CLEAR_HOST_ERRORS -> batch.clearErrors();
      case END_PLAY -> batch.endPlay();
      case END_BATCH -> batch.gate.end();
      case NOOP, FLUSH_HANDLERS, END_HOST, END_ROLE, CLEAR_FACTS, RESET_CONNECTION -> {}
    }
  }
}
