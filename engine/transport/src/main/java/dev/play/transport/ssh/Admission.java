package dev.play.transport.ssh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * How many log-ins are under way at once, so that no host is called unreachable because we, or a
 * bastion in front of many, are busy. Thread-safe.
 */
final class Admission {
  /** Connections on their way in, over all hosts. */
  private static final int CONNECTING = 256;

  /**
   * Log-ins under way at one sshd: with ten that are not logged in yet it begins to drop some
   * (MaxStartups 10:30:100, sshd_config(5)).
   */
  private static final int AT_ONE_DOOR = 8;

  /** Key exchanges and signatures under way for each processor: they cost it milliseconds each. */
  private static final int FOR_A_PROCESSOR = 8;

  private static final int LEAST = 16;

  private final Semaphore connecting = new Semaphore(CONNECTING);
  private final Semaphore handshakes;
  private final Map<String, Semaphore> doors = new ConcurrentHashMap<>();

  /**
   * @param processors of this machine
   */
  Admission(int processors) {
    handshakes = new Semaphore(Math.max(LEAST, processors * FOR_A_PROCESSOR));
  }

  /** To be given back, once. */
  interface Permit extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits until connecting through these doors is fine.
   *
   * @param addresses of every sshd on the way, with ports
   */
  Permit connect(Collection<String> addresses) throws InterruptedException {
    List<Semaphore> taken = new ArrayList<>();
    boolean done = false;
    try {
      // In one order everywhere: nobody waits for a door while holding one that the other wants.
      for (String address : new TreeSet<>(addresses)) {
        take(doors.computeIfAbsent(address, a -> new Semaphore(AT_ONE_DOOR)), taken);
      }
      take(connecting, taken);
      done = true;
      return () -> taken.forEach(Semaphore::release);
    } finally {
      if (!done) {
        taken.forEach(Semaphore::release);
      }
    }
  }

  /** Waits until another key exchange can be done in good time. */
  Permit handshake() throws InterruptedException {
    handshakes.acquire();
    return handshakes::release;
  }

  private static void take(Semaphore semaphore, List<Semaphore> taken) throws InterruptedException {
    semaphore.acquire();
    taken.add(semaphore);
  }
}
