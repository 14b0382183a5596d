package dev.play.run.gate;

import dev.play.host.HostName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The order in which the hosts of a round begin: each after the one before it. Fewer forks than
 * hosts then work through them in the batch's order, as people expect. Thread-safe.
 */
public final class Turns {
  private final Map<HostName, CompletableFuture<Boolean>> begun = new HashMap<>();
  private final Map<HostName, HostName> before = new HashMap<>();

  Turns(List<HostName> hosts) {
    for (int i = 0; i < hosts.size(); i++) {
      begun.put(hosts.get(i), new CompletableFuture<>());
      if (i > 0) {
        before.put(hosts.get(i), hosts.get(i - 1));
      }
    }
  }

  /**
   * Waits until the host before this one has begun, or will not.
   *
   * @throws InterruptedException when the run is ended meanwhile
   */
  public void await(HostName host) throws InterruptedException {
    HostName first = before.get(host);
    CompletableFuture<Boolean> turn = first == null ? null : begun.get(first);
    if (turn == null) {
      return;
    }
    try {
      turn.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a turn only ever begins", e);
    }
  }

  /** The host has begun, or will not begin. */
  public void begun(HostName host) {
    CompletableFuture<Boolean> own = begun.get(host);
    if (own != null) {
      own.complete(true);
    }
  }
}
