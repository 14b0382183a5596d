package dev.play.run.live;

import dev.play.connection.Connection;
import dev.play.connection.Target;
import dev.play.host.HostException;
import dev.play.host.HostName;
import dev.play.host.Resource;
import dev.play.task.HostAccess;
import dev.play.task.HostSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Sessions with hosts. One host may be worked on for several at once (tasks delegated to it), each
 * in a session of its own; what one of them changes, the others forget. In a check a host has one
 * session only, since its predictions must add up. Thread-safe.
 */
final class SessionPool implements AutoCloseable {
  /** Sessions with one host, for all that delegate to it. */
  private static final int MOST_A_HOST = 8;

  /** A session, and whether another has changed its host since it was last used. */
  static final class Held {
    private final Target target;
    private final HostSession session;
    private boolean isFree;
    private boolean isStale;

    Held(Target target, HostSession session) {
      this.target = target;
      this.session = session;
    }

    HostSession session() {
      return session;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private final Map<HostName, List<Held>> sessions = new HashMap<>();
  private final Function<Target, HostAccess> accesses;
  private final boolean check;

  /**
   * @param accesses how a host is reached
   */
  SessionPool(Function<Target, HostAccess> accesses, boolean check) {
    this.accesses = accesses;
    this.check = check;
  }

  /** Does something in a session with a host, and says whether that changed the host. */
  <T> T with(Target target, Function<HostSession, T> work, Function<T, Boolean> changes) {
    Held held = take(target);
    boolean changed = true;
    try {
      T result = work.apply(held.session());
      changed = changes.apply(result);
      return result;
    } finally {
      give(held, changed);
    }
  }

  private Held take(Target target) {
    lock.lock();
    try {
      List<Held> all = sessions.computeIfAbsent(target.name(), n -> new ArrayList<>());
      while (true) {
        for (Held one : all) {
          if (one.isFree && one.target.equals(target)) {
            return taken(one);
          }
        }
        long same = all.stream().filter(h -> h.target.equals(target)).count();
        if (same < (check ? 1 : MOST_A_HOST)) {
          Held fresh = new Held(target, new HostSession(target.name(), accesses.apply(target)));
          all.add(fresh);
          return fresh;
        }
        freed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HostException("interrupted", false, e);
    } finally {
      lock.unlock();
    }
  }

  private static Held taken(Held one) {
    one.isFree = false;
    if (one.isStale) {
      one.session.forget(Set.of(Resource.EVERYTHING));
      one.isStale = false;
    }
    return one;
  }

  private void give(Held held, boolean changed) {
    lock.lock();
    try {
      held.isFree = true;
      if (changed) {
        for (Held one : sessions.getOrDefault(held.target.name(), List.of())) {
          one.isStale |= one != held;
        }
      }
      freed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Has all sessions with a host look again: something else may have changed it. */
  void forget(HostName host) {
    lock.lock();
    try {
      sessions.getOrDefault(host, List.of()).forEach(one -> one.isStale = true);
    } finally {
      lock.unlock();
    }
  }

  /** Has all sessions look again: time has passed. */
  void forgetAll() {
    lock.lock();
    try {
      sessions.values().forEach(all -> all.forEach(one -> one.isStale = true));
    } finally {
      lock.unlock();
    }
  }

  /** What every host has cost so far. */
  Map<HostName, HostAccess.Cost> costs() {
    lock.lock();
    try {
      Map<HostName, HostAccess.Cost> out = new TreeMap<>();
      sessions.forEach(
          (host, all) ->
              all.forEach(one -> out.merge(host, one.session.cost(), SessionPool::plus)));
      return out;
    } finally {
      lock.unlock();
    }
  }

  private static HostAccess.Cost plus(HostAccess.Cost a, HostAccess.Cost b) {
    Connection.Cost connection = a.connection().plus(b.connection());
    return new HostAccess.Cost(
        connection, a.processes() + b.processes(), a.effects() + b.effects());
  }

  @Override
  public void close() {
    List<Held> all = new ArrayList<>();
    lock.lock();
    try {
      sessions.values().forEach(all::addAll);
      sessions.clear();
    } finally {
      lock.unlock();
    }
    all.forEach(one -> one.session.close());
  }
}
