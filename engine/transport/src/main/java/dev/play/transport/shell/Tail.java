package dev.play.transport.shell;

import java.nio.charset.StandardCharsets;

/** Keeps the last few kilobytes, for messages and prompts. */
final class Tail implements Sink {
  private static final int KEPT = 4096;

  private byte[] kept = new byte[0];

  @Override
  public synchronized void accept(byte[] bytes, int length) {
    int old = Math.min(kept.length, Math.max(0, KEPT - length));
    int fresh = Math.min(length, KEPT);
    byte[] joined = new byte[old + fresh];
    System.arraycopy(kept, kept.length - old, joined, 0, old);
    System.arraycopy(bytes, length - fresh, joined, old, fresh);
    kept = joined;
  }

  /** Forgets what it holds. */
  synchronized void clear() {
    kept = new byte[0];
  }

  synchronized String text() {
    return new String(kept, StandardCharsets.UTF_8);
  }
}
