package dev.play.transport.ssh;

import java.time.Duration;

/** Time that was spent waiting for our own turn, and is not the host's. Thread-safe. */
final class Waited {
  private long nanos;
  private long since;
  private boolean waiting;

  /** Work that waits for something of ours. */
  interface Wait<T> {
    T call() throws InterruptedException;
  }

  <T> T during(Wait<T> wait) throws InterruptedException {
    begin();
    try {
      return wait.call();
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    waiting = true;
    since = System.nanoTime();
  }

  private synchronized void end() {
    nanos += System.nanoTime() - since;
    waiting = false;
  }

  /** So far, with a wait that still goes on. */
  synchronized Duration soFar() {
    return Duration.ofNanos(nanos + (waiting ? System.nanoTime() - since : 0));
  }
}
