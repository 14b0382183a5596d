package dev.play.cloud.gce.connect.iap;

import java.util.ArrayDeque;

/** Bytes that have come and were not yet read. */
final class Incoming {
  /** With more than this waiting the relay is not read from. */
  private static final int ENOUGH = 1 << 20;

  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
  private int offset;
  private int count;

  void add(byte[] bytes) {
    if (bytes.length > 0) {
      waiting.add(bytes);
      count += bytes.length;
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  boolean isFull() {
    return count >= ENOUGH;
  }

  /** Moves some out; how many. */
  int take(byte[] into, int at, int most) {
    int taken = 0;
    while (taken < most && !waiting.isEmpty()) {
      byte[] first = waiting.getFirst();
      int part = Math.min(most - taken, first.length - offset);
      System.arraycopy(first, offset, into, at + taken, part);
      taken += part;
      offset += part;
      if (offset == first.length) {
        waiting.removeFirst();
        offset = 0;
      }
    }
    count -= taken;
    return taken;
  }
}
