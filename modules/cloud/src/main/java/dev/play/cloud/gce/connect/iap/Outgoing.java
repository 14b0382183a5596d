package dev.play.cloud.gce.connect.iap;

import java.util.Arrays;

/**
 * Bytes that were written and that the relay has not yet said to have: they are kept, since another
 * WebSocket may have to send them again. Positions count from the beginning of the connection.
 */
final class Outgoing {
  /** More is not taken in before the relay has acknowledged some. */
  static final int MOST = 1 << 20;

  private byte[] kept = new byte[1 << 15];
  private int start;
  private int length;
  private long acknowledged;

  /** How many of {@code wanted} bytes there is room for. */
  int room(int wanted) {
    return Math.min(wanted, MOST - length);
  }

  void add(byte[] bytes, int offset, int count) {
    if (start + length + count > kept.length) {
      byte[] larger = length + count > kept.length ? new byte[size(length + count)] : kept;
      System.arraycopy(kept, start, larger, 0, length);
      kept = larger;
      start = 0;
    }
    System.arraycopy(bytes, offset, kept, start + length, count);
    length += count;
  }

  private int size(int least) {
    int size = kept.length;
    while (size < least) {
      size *= 2;
    }
    return size;
  }

  /** Where the next byte that is written stands. */
  long end() {
    return acknowledged + length;
  }

  /** Up to {@code most} bytes from a position on. */
  byte[] from(long position, int most) {
    int skipped = Math.toIntExact(position - acknowledged);
    int from = start + skipped;
    return Arrays.copyOfRange(kept, from, from + Math.min(most, length - skipped));
  }

  /**
   * The relay has all up to here.
   *
   * @param sent what it can have at most
   * @throws IllegalArgumentException where it takes back what it had, or has what was never sent
   */
  void acknowledged(long position, long sent) {
    if (position < acknowledged || position > sent) {
      throw new IllegalArgumentException(
          "the relay says that it has got %d bytes, of %d sent and %d acknowledged before"
              .formatted(position, sent, acknowledged));
    }
    int count = Math.toIntExact(position - acknowledged);
    start += count;
    length -= count;
    acknowledged = position;
  }
}
