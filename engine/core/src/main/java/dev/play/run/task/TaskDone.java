package dev.play.run.task;

import dev.play.event.Ended;
import dev.play.host.HostName;
import dev.play.run.port.VariableChange;
import dev.play.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came of a task on a host.
 *
 * @param registered what it registers, uncensored
 * @param changes all that it did to variables, registering included
 * @param notifies names of handlers to notify
 * @param looped whether it had items
 */
public record TaskDone(
    Ended ended,
    Value registered,
    Optional<HostName> delegate,
    List<VariableChange> changes,
    Set<String> notifies,
    boolean looped) {
  public TaskDone {
    changes = List.copyOf(changes);
    notifies = Set.copyOf(notifies);
  }

  /** Whether the host cannot go on as if nothing had happened. */
  public boolean isFatal() {
    return !ended.status().good() && !ended.ignored();
  }
}
