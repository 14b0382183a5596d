package dev.play.cloud.gce.connect.iap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** One connection through the relay, over however many WebSockets. */
final class FakeRelaySession {
  private final Socket backend;
  private final FakeRelay.Faults faults;
  private final List<String> violations;

  /** What was sent to the client since its last acknowledgement. */
  private final ByteArrayOutputStream unacknowledged = new ByteArrayOutputStream();

  private long acknowledged;
  private long sent;
  private long sinceDrop;
  private long fromClient;
  private long told;
  private @Nullable FakeWebSocket web;

  private final BlockingQueue<byte[]> forBackend = new LinkedBlockingQueue<>();

  FakeRelaySession(Socket backend, FakeRelay.Faults faults, List<String> violations) {
    this.backend = backend;
    this.faults = faults;
    this.violations = violations;
  }

  void begin(FakeWebSocket first, String sid) throws IOException {
    byte[] name = sid.getBytes(StandardCharsets.US_ASCII);
    first.send(
        ByteBuffer.allocate(6 + name.length)
            .putShort((short) 1)
            .putInt(name.length)
            .put(name)
            .flip());
    synchronized (this) {
      web = first;
    }
    Thread.ofVirtual().start(this::fromBackend);
    Thread.ofVirtual().start(this::toBackend);
    listen(first);
  }

  void goOn(FakeWebSocket next, long ack) throws IOException {
    synchronized (this) {
      acknowledge(ack);
      next.send(ByteBuffer.allocate(10).putShort((short) 2).putLong(fromClient).flip());
      byte[] again = unacknowledged.toByteArray();
      for (int at = 0; at < again.length; at += 16384) {
        next.send(Message.data(Arrays.copyOfRange(again, at, Math.min(again.length, at + 16384))));
      }
      web = next;
      sinceDrop = 0;
      notifyAll();
    }
    listen(next);
  }

  private void acknowledge(long ack) {
    if (ack < acknowledged || ack > sent) {
      violations.add("acknowledges " + ack + " of " + sent + " after " + acknowledged);
      return;
    }
    byte[] kept = unacknowledged.toByteArray();
    unacknowledged.reset();
    int skip = (int) (ack - acknowledged);
    unacknowledged.write(kept, skip, kept.length - skip);
    acknowledged = ack;
    notifyAll();
  }

  private void listen(FakeWebSocket from) throws IOException {
    @Nullable ByteBuffer message;
    while ((message = from.read()) != null) {
      int tag = message.getShort();
      if (tag == 7 && message.remaining() == 8) {
        synchronized (this) {
          acknowledge(message.getLong());
        }
      } else if (tag == 4) {
        int length = message.getInt();
        if (length != message.remaining() || length < 1 || length > 16384) {
          violations.add("data of " + length + " with " + message.remaining());
        }
        byte[] data = new byte[message.remaining()];
        message.get(data);
        received(from, data);
      } else {
        violations.add("a message with tag " + tag);
      }
    }
  }

  /** What a connection still brings that another has taken over was told as not received. */
  private synchronized void received(FakeWebSocket from, byte[] data) throws IOException {
    if (from != web) {
      return;
    }
    fromClient += data.length;
    forBackend.add(data);
    if (faults.wrongAck || fromClient - told > 32 << 10) {
      told = fromClient;
      from.send(Message.acknowledgement(fromClient + (faults.wrongAck ? 1 : 0)));
    }
  }

  private void toBackend() {
    try {
      OutputStream out = backend.getOutputStream();
      while (true) {
        out.write(forBackend.take());
      }
    } catch (IOException e) {
      // The backend has gone.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fromBackend() {
    byte[] buffer = new byte[16384];
    try {
      int count;
      while ((count = backend.getInputStream().read(buffer)) > 0) {
        send(Arrays.copyOf(buffer, count));
      }
      synchronized (this) {
        Objects.requireNonNull(web).close(1000, "");
      }
    } catch (IOException e) {
      // Either side has gone.
      return;
    }
  }

  /** A real relay stops as well where the client acknowledges nothing. */
  private synchronized void send(byte[] bytes) throws IOException {
    while (unacknowledged.size() > 256 << 10) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    unacknowledged.writeBytes(bytes);
    sent += bytes.length;
    sinceDrop += bytes.length;
    FakeWebSocket to = Objects.requireNonNull(web);
    try {
      to.send(Message.data(bytes));
      if (faults.dropEvery > 0 && sinceDrop >= faults.dropEvery) {
        sinceDrop = Long.MIN_VALUE / 2;
        to.cut();
      }
    } catch (IOException gone) {
      // It is sent again once the client is back.
      return;
    }
  }

  void close() {
    try {
      backend.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
