package dev.play.run.play;

import dev.play.compile.RoleScope;
import dev.play.compile.Step;
import dev.play.host.HostName;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Where a host is in a play. Used by the host's own thread only. */
final class HostState {
  /** What makes two uses of a role the same. */
  record RoleUse(Path directory, Map<String, Value> params, Set<String> tags) {}

  final HostName host;

  /** Handlers to run at the next flush. */
  final Set<Step> notified = new LinkedHashSet<>();

  /** Handlers of which it is unknown whether they are notified, and why. */
  final Map<Step, String> doubtful = new LinkedHashMap<>();

  private final Set<RoleUse> rolesDone = new HashSet<>();

  /** What includes around define. */
  Map<String, Value> locals = Map.of();

  /** Hosts for which this one alone does what an include with run_once brings. */
  Set<HostName> spokenFor = Set.of();

  /** Blocks with a rescue whose body this is in. */
  int rescues;

  /** In a rescue or always section. */
  boolean isSheltered;

  boolean isInHandlers;

  /** Whether the host has answered in this play. */
  boolean hasAnswered;

  /** Whether a task has really been done since this was last set to false. */
  boolean hasDone;

  HostState(HostName host) {
    this.host = host;
  }

  boolean isDone(RoleScope role, Set<String> tags) {
    return rolesDone.contains(use(role, tags));
  }

  void done(RoleScope role, Set<String> tags) {
    rolesDone.add(use(role, tags));
  }

  private static RoleUse use(RoleScope role, Set<String> tags) {
    return new RoleUse(role.directory(), role.given(), tags);
  }

  /** The locals with more of them inside. */
  Map<String, Value> localsWith(Map<String, Value> more) {
    if (more.isEmpty()) {
      return locals;
    }
    Map<String, Value> both = new HashMap<>(locals);
    both.putAll(more);
    return both;
  }
}
