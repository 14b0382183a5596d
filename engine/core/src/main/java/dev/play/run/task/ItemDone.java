package dev.play.run.task;

import dev.play.event.Ended;
import dev.play.host.HostName;
import dev.play.run.port.VariableChange;
import dev.play.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came of a task for one item.
 *
 * @param registered what a register gets for it: a dictionary, or unknown
 * @param notifies names of handlers to notify
 * @param endsLoop whether a mistake was met for which Ansible ends the whole loop
 */
record ItemDone(
    Ended ended,
    Value registered,
    Optional<HostName> delegate,
    List<VariableChange> changes,
    Set<String> notifies,
    boolean noLog,
    boolean endsLoop) {
  ItemDone {
    changes = List.copyOf(changes);
    notifies = Set.copyOf(notifies);
  }

  ItemDone(
      Ended ended,
      Value registered,
      Optional<HostName> delegate,
      List<VariableChange> changes,
      Set<String> notifies,
      boolean noLog) {
    this(ended, registered, delegate, changes, notifies, noLog, false);
  }

  /** The same, ending the loop that it is an item of. */
  ItemDone endingLoop() {
    return new ItemDone(ended, registered, delegate, changes, notifies, noLog, true);
  }
}
