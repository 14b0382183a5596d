package dev.play.event;

import dev.play.host.HostName;
import dev.play.source.Span;
import dev.play.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something that happened in a run. Holds no secrets once it has left {@link EventStream}. */
public sealed interface Event {
  /**
   * The run begins.
   *
   * @param run its id, also the name of its journal
   * @param plays of all playbooks together, imported ones included
   */
  record RunStarted(String run, Instant at, List<String> playbooks, int plays, boolean check)
      implements Event {}

  /**
   * A play begins for a batch of its hosts.
   *
   * @param batch counted from 1
   */
  record PlayStarted(String name, List<HostName> hosts, int batch, int batches, Span span)
      implements Event {}

  /** A play has nothing to do. */
  record PlaySkipped(String name, String because) implements Event {}

  /** A task begins, for its first host. */
  record TaskStarted(TaskTitle task, int hosts) implements Event {}

  record HostTaskStarted(TaskTitle task, HostName host, Instant at) implements Event {}

  /**
   * One item of a loop is done.
   *
   * @param label how the item is shown
   */
  record ItemFinished(
      TaskTitle task, HostName host, Optional<HostName> delegate, String label, Ended ended)
      implements Event {}

  /**
   * A host is done with a task.
   *
   * @param looped whether items were told before
   */
  record HostTaskFinished(
      TaskTitle task,
      HostName host,
      Optional<HostName> delegate,
      Ended ended,
      boolean looped,
      Duration took)
      implements Event {}

  /**
   * A meta task is done for a host.
   *
   * @param action its name
   * @param message what came of it, or why it was not done
   */
  record MetaDone(TaskTitle task, HostName host, String action, String message, boolean isSkipped)
      implements Event {}

  /** A host goes on with the tasks of a file or role. */
  record Included(
      TaskTitle task, HostName host, String what, boolean isRole, Optional<String> label)
      implements Event {}

  /** Tried, not as wanted yet, will be tried again. */
  record Retrying(TaskTitle task, HostName host, int attempt, int left, Value.Dict result)
      implements Event {}

  /** What a command prints while it runs. */
  record LiveOutput(TaskTitle task, HostName host, String text, boolean isError) implements Event {}

  /** What was told of a task on a host does not count: it is done again. */
  record TakenBack(TaskTitle task, HostName host, Ended ended) implements Event {}

  /** A shell is started on a host by this command line; told only to those who look closely. */
  record ShellStarted(HostName host, String command) implements Event {}

  record HandlerNotified(TaskTitle by, HostName host, String handler) implements Event {}

  record Warning(String text, Optional<HostName> host, Optional<Span> span) implements Event {}

  /** Text that a task shows to the operator, outside of any result (pause's prompt). */
  record Prompted(TaskTitle task, String text) implements Event {}

  /** All hosts of the play have failed or were ended by a failure elsewhere. */
  record NoHostsLeft() implements Event {}

  record PlayEnded(String name) implements Event {}

  /**
   * The run is over.
   *
   * @param stats set by set_stats: for a host, or under the empty name for the run
   */
  record RunEnded(
      Recap recap, Map<String, Value.Dict> stats, Map<HostName, Effort> efforts, Duration took)
      implements Event {}
}
