package dev.play.transport.ssh;

import dev.play.transport.ssh.config.SshSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Log-ins that a process which stays keeps for its next runs, as ControlPersist in ssh_config(5)
 * does. A run gets shells of its own on them. Thread-safe.
 */
public final class KeptSessions {
  /** Each costs a thread and some memory on both sides. */
  private static final int MOST = 100;

  /** How long a host may take to show that it is still there. */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(3);

  private final Duration time;
  private final LongSupplier nanos;
  private final Map<SshSettings, Kept> kept = new LinkedHashMap<>();

  private record Kept(SshSession session, long since) {}

  /**
   * Keeps each for that long.
   *
   * @param nanos the time, as {@link System#nanoTime} tells it
   */
  public KeptSessions(Duration time, LongSupplier nanos) {
    this.time = time;
    this.nanos = nanos;
  }

  /** For one run. */
  public Lending lend() {
    return new Lending();
  }

  /** Closes those that nobody has wanted for too long. To be called now and then. */
  public synchronized void sweep() {
    Iterator<Kept> all = kept.values().iterator();
    while (all.hasNext()) {
      Kept one = all.next();
      if (nanos.getAsLong() - one.since() > time.toNanos() || one.session().gone().isPresent()) {
        all.remove();
        one.session().close();
      }
    }
  }

  private synchronized Optional<SshSession> take(SshSettings settings) {
    return Optional.ofNullable(kept.remove(settings)).map(Kept::session);
  }

  private synchronized void keep(SshSettings settings, SshSession session) {
    Kept before = kept.remove(settings);
    if (before != null) {
      before.session().close();
    }
    kept.put(settings, new Kept(session, nanos.getAsLong()));
    if (kept.size() > MOST) {
      Kept oldest = kept.remove(kept.keySet().iterator().next());
      if (oldest != null) {
        oldest.session().close();
      }
    }
  }

  /**
   * What one run gets and gives back. A host's first connection may be one that was kept; any
   * further one is a log-in of its own, since it may be there to prove that logging in still works.
   * What the run itself closes is closed.
   */
  public final class Lending {
    private final Set<String> known = new HashSet<>();
    private boolean hasEnded;

    private Lending() {}

    /** The run is over: what is closed from now on may serve the next. */
    public synchronized void end() {
      hasEnded = true;
    }

    Optional<SshSession> take(SshSettings settings) {
      synchronized (this) {
        if (!known.add(settings.alias())) {
          return Optional.empty();
        }
      }
      Optional<SshSession> session = KeptSessions.this.take(settings);
      if (session.isPresent() && !isThere(session.get())) {
        session.get().close();
        return Optional.empty();
      }
      return session;
    }

    void giveBack(SshSettings settings, SshSession session) {
      boolean mayServe;
      synchronized (this) {
        mayServe = hasEnded;
      }
      if (mayServe && session.gone().isEmpty()) {
        keep(settings, session);
      } else {
        session.close();
      }
    }

    private static boolean isThere(SshSession session) {
      try {
        return session.gone().isEmpty() && Deadline.within(SIGN_OF_LIFE, session::isAlive);
      } catch (TimeoutException | java.io.IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
