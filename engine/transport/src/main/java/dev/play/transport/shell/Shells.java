package dev.play.transport.shell;

import dev.play.connection.Become;
import dev.play.connection.Connection.Cost;
import dev.play.host.HostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The framed shells of one connection: one for each user that was asked for. */
final class Shells {
  /**
   * Retired shells that are kept so that what still writes to them is not killed by it. OpenSSH
   * allows ten sessions a connection (MaxSessions in sshd_config(5)).
   */
  private static final int RETIRED_KEPT = 3;

  private static final Duration ENDING = Duration.ofSeconds(20);

  private final ShellOpening opening;
  private final Map<Optional<Become>, FramedShell> current = new LinkedHashMap<>(8, 0.75f, true);
  private final Deque<FramedShell> retired = new ArrayDeque<>();
  private Cost past = Cost.NOTHING;

  Shells(ShellLauncher launcher, String shell) {
    this.opening = new ShellOpening(launcher, shell);
  }

  /**
   * The shell of that user, started where there is none that can be used. {@link #confirm} has to
   * follow its next request.
   */
  synchronized FramedShell of(Optional<Become> become) {
    FramedShell known = current.get(become);
    if (known != null && known.isFresh()) {
      return known;
    }
    if (known != null) {
      current.remove(become);
      retire(known);
    }
    FramedShell opened = open(become, Optional.empty());
    current.put(become, opened);
    return opened;
  }

  /**
   * Waits until the shell has said that it is there.
   *
   * @throws HostException where the host starts no shell for that user
   */
  void confirm(FramedShell shell, Optional<Become> become) throws InterruptedException {
    opening.confirm(shell, become);
  }

  private FramedShell open(Optional<Become> become, Optional<FramedShell> busy) {
    while (true) {
      past = past.plus(new Cost(opening.roundTrips(become), 1, 0, 0));
      try {
        return opening.open(become);
      } catch (NoMoreSessions e) {
        Optional<FramedShell> idle = leastMissed(busy);
        if (idle.isEmpty()) {
          throw e;
        }
        makeRoom(idle.get());
      }
    }
  }

  /** What to give up for another shell: retired ones, then the one that was used longest ago. */
  private Optional<FramedShell> leastMissed(Optional<FramedShell> busy) {
    return Stream.concat(retired.stream(), current.values().stream())
        .filter(shell -> !busy.equals(Optional.of(shell)))
        .findFirst();
  }

  private void makeRoom(FramedShell idle) {
    current.values().remove(idle);
    forget(idle);
    try {
      idle.hearOut();
    } catch (InterruptedException e) {
      throw FramedShell.interrupted(e);
    }
  }

  /** Ends the idle shells of other users whose names a script holds. */
  synchronized void leave(String script, Optional<Become> own) {
    List<Optional<Become>> named =
        current.keySet().stream()
            .filter(user -> !user.equals(own) && user.isPresent())
            .filter(user -> script.contains(user.get().user()))
            .toList();
    named.forEach(user -> makeRoom(Objects.requireNonNull(current.get(user))));
  }

  private void retire(FramedShell shell) {
    retired.addLast(shell);
    if (shell.out().hasEnded() || retired.size() > RETIRED_KEPT) {
      forget(shell.out().hasEnded() ? shell : retired.getFirst());
    }
  }

  private void forget(FramedShell shell) {
    retired.remove(shell);
    past = past.plus(traffic(shell));
    shell.close();
  }

  /** Ends the processes of the script that runs in {@code shell}, with that user's rights. */
  synchronized void endProcesses(FramedShell shell, Optional<Become> become)
      throws InterruptedException, ShellEnded, TimeoutException {
    FramedShell second = open(become, Optional.of(shell));
    try {
      Exchange ending =
          new Exchange(
              ProcessTree.ending(shell.greeting().pid()),
              new Body(0, out -> {}),
              Sink.NOWHERE,
              Sink.NOWHERE,
              Optional.empty(),
              new CompletableFuture<>());
      countRequest();
      CompletableFuture<Integer> ended = second.begin(ending);
      confirm(second, become);
      FramedShell.await(ended, ENDING);
    } finally {
      past = past.plus(traffic(second));
      second.close();
    }
  }

  synchronized void countRequest() {
    past = past.plus(new Cost(1, 0, 0, 0));
  }

  synchronized Cost cost() {
    Cost all = past;
    for (FramedShell shell : current.values()) {
      all = all.plus(traffic(shell));
    }
    for (FramedShell shell : retired) {
      all = all.plus(traffic(shell));
    }
    return all;
  }

  private static Cost traffic(FramedShell shell) {
    return new Cost(0, 0, shell.bytesSent(), shell.bytesReceived());
  }

  synchronized void close() {
    current.values().forEach(FramedShell::close);
    retired.forEach(FramedShell::close);
  }
}
