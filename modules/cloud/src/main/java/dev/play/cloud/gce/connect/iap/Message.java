package dev.play.cloud.gce.connect.iap;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What relay and client say to each other: a tag of two bytes, then numbers, big-endian. */
sealed interface Message {
  int SID = 1;
  int RECONNECTED = 2;
  int DATA = 4;
  int ACK = 7;

  /** Bytes of data that a message may carry. */
  int MOST_DATA = 16384;

  /** The connection is there, and is called so. */
  record Connected(String sid) implements Message {}

  /** The connection goes on; the relay has got so many bytes. */
  record Reconnected(long received) implements Message {}

  record Data(byte[] bytes) implements Message {}

  /** So many bytes have come in all. */
  record Acknowledged(long received) implements Message {}

  /**
   * All in one WebSocket message. What stands behind a tag that nobody knows is passed over.
   *
   * @throws IllegalArgumentException where it is cut short or longer than allowed
   */
  static List<Message> all(ByteBuffer bytes) {
    List<Message> out = new ArrayList<>();
    try {
      while (bytes.hasRemaining()) {
        switch (bytes.getShort() & 0xffff) {
          case SID -> out.add(new Connected(new String(block(bytes), StandardCharsets.US_ASCII)));
          case RECONNECTED -> out.add(new Reconnected(bytes.getLong()));
          case DATA -> out.add(new Data(block(bytes)));
          case ACK -> out.add(new Acknowledged(bytes.getLong()));
          default -> {
            return out;
          }
        }
      }
      return out;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the relay sent half a message", e);
    }
  }

  private static byte[] block(ByteBuffer bytes) {
    int length = bytes.getInt();
    if (length < 0 || length > MOST_DATA) {
      throw new IllegalArgumentException("the relay sent a message of " + length + " bytes");
    }
    byte[] out = new byte[length];
    bytes.get(out);
    return out;
  }

  static ByteBuffer data(byte[] bytes) {
    return ByteBuffer.allocate(6 + bytes.length)
        .putShort((short) DATA)
        .putInt(bytes.length)
        .put(bytes)
        .flip();
  }

  static ByteBuffer acknowledgement(long received) {
    return ByteBuffer.allocate(10).putShort((short) ACK).putLong(received).flip();
  }
}
