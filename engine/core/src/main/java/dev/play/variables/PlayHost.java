package dev.play.variables;

import dev.play.compile.RoleScope;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One host in one play: what it has learnt in the run, the files that {@code vars_files} means for
 * it, and the public roles that it has met by includes. Thread-safe.
 */
final class PlayHost {
  /** What vars_files gives a host, and from which facts that was found out. */
  record Files(List<Layer> layers, Map<String, Value> values, @Nullable Object facts) {
    static final Files NONE = new Files(List.of(), Map.of(), null);
  }

  private final HostVariables learnt;
  private final List<RoleLayers> met = new CopyOnWriteArrayList<>();
  private volatile Files files = Files.NONE;

  PlayHost(HostVariables learnt) {
    this.learnt = learnt;
  }

  HostVariables learnt() {
    return learnt;
  }

  /** Roles met by includes, in order, that show their variables to the rest of the play. */
  List<RoleLayers> met() {
    return met;
  }

  void meet(RoleLayers role) {
    if (met.stream().map(RoleLayers::scope).noneMatch((RoleScope s) -> s.equals(role.scope()))) {
      met.add(role);
    }
  }

  Files files() {
    return files;
  }

  void files(Files found) {
    files = found;
  }
}
