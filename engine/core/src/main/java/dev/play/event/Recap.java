package dev.play.event;

import dev.play.host.HostName;
import dev.play.value.Value;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The figures of a run.
 *
 * @param lost why hosts could not be reached
 * @param failing hosts that failed since errors were last cleared (meta: clear_host_errors)
 * @param missing hosts that could not be reached since then
 */
public record Recap(
    SortedMap<HostName, Counts> hosts,
    Map<HostName, String> lost,
    Set<HostName> failing,
    Set<HostName> missing) {
  public Recap {
    hosts = Collections.unmodifiableSortedMap(new TreeMap<>(hosts));
    lost = Map.copyOf(lost);
    failing = Set.copyOf(failing);
    missing = Set.copyOf(missing);
  }

  /**
   * Of one host, in tasks. A task that changed also counts as ok, as Ansible's users know it.
   *
   * @param changed changed, or would change in a check; a failure that is ignored counts too if it
   *     says that it changed something, as in Ansible
   * @param wouldChange out of {@code changed}, those that were only predicted
   * @param ignored failed, but the play went on; counts as ok too
   */
  public record Counts(
      int ok,
      int changed,
      int wouldChange,
      int unknown,
      int unreachable,
      int failed,
      int skipped,
      int rescued,
      int ignored) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    Counts plus(Ended ended) {
      return with(ended, 1);
    }

    /** Without something that was counted. */
    Counts minus(Ended ended) {
      return with(ended, -1);
    }

    private Counts with(Ended ended, int one) {
      Status status = ended.status();
      boolean failed = status == Status.FAILED;
      boolean lost = status == Status.UNREACHABLE;
      boolean changes = status == Status.CHANGED || status == Status.WOULD_CHANGE;
      boolean okay = status == Status.OK || changes || ended.ignored();
      return new Counts(
          ok + one * count(okay),
          changed + one * count(changes || (failed && ended.ignored() && says(ended, "changed"))),
          wouldChange + one * count(status == Status.WOULD_CHANGE),
          unknown + one * count(status == Status.UNKNOWN),
          unreachable + one * count(lost && !ended.ignored()),
          this.failed + one * count(failed && !ended.ignored() && !ended.rescued()),
          skipped + one * count(status == Status.SKIPPED),
          rescued + one * count(failed && ended.rescued()),
          ignored + one * count(ended.ignored()));
    }

    private static boolean says(Ended ended, String flag) {
      return ended.result().get(flag).equals(Optional.of(Value.TRUE));
    }

    private static int count(boolean one) {
      return one ? 1 : 0;
    }
  }

  public boolean anyFailed() {
    return !failing.isEmpty();
  }

  public boolean anyUnreachable() {
    return !missing.isEmpty();
  }
}
