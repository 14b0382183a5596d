package dev.play.transport.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Bounds work that has no time limit of its own: name look-ups, sockets, sshj's waits. */
final class Deadline {
  private Deadline() {}

  /** Work that talks to a host. */
  interface Work<T> extends Callable<T> {
    @Override
    T call() throws IOException;
  }

  /** The same, where nothing is waited for but the host. */
  static <T> T within(Duration limit, Work<T> work)
      throws IOException, TimeoutException, InterruptedException {
    return within(limit, new Waited(), work);
  }

  /**
   * Does the work on another thread; it is interrupted, and left to itself, at the limit.
   *
   * <p>The thread is no virtual one: where a virtual thread waits for a socket, Java starts a
   * thread that waits for it in native code until the end, and Java's own end then waits 0.3
   * seconds for that one (VM_Exit in the JDK's vmOperations.cpp).
   *
   * @param waited what does not count
   */
  static <T> T within(Duration limit, Waited waited, Work<T> work)
      throws IOException, TimeoutException, InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    long began = System.nanoTime();
    Thread.ofPlatform().daemon().name("ssh-work").start(task);
    try {
      Duration left = limit;
      while (true) {
        try {
          return task.get(left.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          left = limit.plus(waited.soFar()).minusNanos(System.nanoTime() - began);
          if (!left.isPositive()) {
            throw e;
          }
        }
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    } finally {
      task.cancel(true);
    }
  }
}
