package dev.play.task;

import dev.play.host.HostException;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import java.util.Optional;

/** Calls plan until the module has all the answers it asks for. */
final class Planner {
  /** A module that needs more rounds of questions than this asks without end. */
  private static final int MOST_ROUNDS = 64;

  private final HostSession host;
  private final boolean checking;

  Planner(HostSession host) {
    this(host, false);
  }

  /**
   * @param checking whether nothing is going to be done, and nothing is predicted that bears on it
   */
  Planner(HostSession host, boolean checking) {
    this.host = host;
    this.checking = checking;
  }

  /** One task as it is planned. */
  record Task(Module<Record> module, Record args, HostView view) {}

  Plan plan(Task task) {
    for (int i = 0; i < MOST_ROUNDS; i++) {
      switch (attempt(task)) {
        case Attempt.Planned(Plan plan) -> {
          return plan;
        }
        case Attempt.Wants(Missing missing) -> host.fetch(missing.probes(), missing.as());
      }
    }
    throw new IllegalStateException(
        task.module().getClass().getName()
            + " keeps asking for more after "
            + MOST_ROUNDS
            + " rounds");
  }

  /** What one call to plan came to. */
  sealed interface Attempt {
    record Planned(Plan plan) implements Attempt {}

    record Wants(Missing missing) implements Attempt {}
  }

  Attempt attempt(Task task) {
    try {
      Record args = ExpandedPaths.in(task.args(), task.view());
      Plan plan = task.module().plan(args, task.view());
      return new Attempt.Planned(checking ? task.module().checked(args, task.view(), plan) : plan);
    } catch (Missing missing) {
      return new Attempt.Wants(missing);
    } catch (HostView.UnknownHere unknown) {
      return new Attempt.Planned(Plan.unknown(String.valueOf(unknown.getMessage())));
    } catch (ModuleFailure failure) {
      return new Attempt.Planned(
          new Plan.Failed(String.valueOf(failure.getMessage()), failure.values()));
    } catch (HostException failure) {
      if (failure.isUnreachable()) {
        throw failure;
      }
      return new Attempt.Planned(
          new Plan.Failed(String.valueOf(failure.getMessage()), TaskResult.EMPTY));
    }
  }

  /** The probes that a task wants next, empty when it has all it asks for. */
  Optional<Missing> wanted(Task task) {
    return attempt(task) instanceof Attempt.Wants(Missing missing)
        ? Optional.of(missing)
        : Optional.empty();
  }
}
