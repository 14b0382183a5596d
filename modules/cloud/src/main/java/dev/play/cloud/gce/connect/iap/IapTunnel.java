package dev.play.cloud.gce.connect.iap;

import dev.play.connection.Passage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection through the relay. One thread of its own sends everything and, where the relay drops
 * the WebSocket, opens another that goes on where it ended: nothing is lost or doubled.
 */
public final class IapTunnel implements Passage {
  /** The relay wants to hear of so many bytes at least. */
  private static final int UNTOLD = 32 << 10;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final Relay relay;
  private final IapTarget target;
  private final Duration patience;
  private final Incoming incoming = new Incoming();
  private final Outgoing outgoing = new Outgoing();

  private @Nullable WebSocketClient socket;
  private @Nullable String sid;
  private boolean ready;
  private long received;
  private long told;
  private long sent;
  private @Nullable String dropped;
  private boolean ended;
  private @Nullable IOException broken;
  private boolean closed;

  private IapTunnel(Relay relay, IapTarget target, Duration patience) {
    this.relay = relay;
    this.target = target;
    this.patience = patience;
  }

  /**
   * Connects.
   *
   * @param limit for connecting
   * @param patience how long a relay that has dropped the connection is tried
   * @throws IOException saying why it cannot be
   */
  public static IapTunnel open(Relay relay, IapTarget target, Duration limit, Duration patience)
      throws IOException {
    IapTunnel tunnel = new IapTunnel(relay, target, patience);
    try {
      tunnel.connect(limit);
    } catch (IOException e) {
      tunnel.close();
      throw e;
    }
    Thread.ofVirtual().name("iap-" + target.instance()).start(tunnel::pump);
    return tunnel;
  }

  private void connect(Duration limit) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    listen(relay.connect(target, limit), end);
  }

  /** Hears the relay, until it has said that the connection is there. */
  private void listen(WebSocketClient opened, long end) throws IOException {
    synchronized (this) {
      socket = opened;
      ready = false;
      dropped = null;
    }
    opened.begin(new Ears(opened));
    await(opened, end);
  }

  private synchronized void await(WebSocketClient opened, long end) throws IOException {
    while (!ready) {
      throwBroken();
      if (dropped != null) {
        throw new IOException(dropped);
      }
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0 || closed) {
        opened.close();
        throw new IOException("IAP's relay says nothing of " + target);
      }
      waitFor(left);
    }
  }

  /** Callers look again at what they wait for. */
  @SuppressWarnings("WaitNotInLoop")
  private void waitFor(long millis) throws IOException {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for IAP's relay", e);
    }
  }

  /** Sends what there is to send until the end. */
  private void pump() {
    try {
      while (true) {
        @Nullable ByteBuffer next = next();
        if (next == null) {
          return;
        }
        if (next.hasRemaining()) {
          send(next);
        } else {
          reconnect();
        }
      }
    } catch (IOException e) {
      breakOff(e);
    }
  }

  /** What to send next; nothing in it where the relay is gone, null at the end. */
  private synchronized @Nullable ByteBuffer next() throws IOException {
    while (true) {
      if (closed || broken != null || ended) {
        return null;
      }
      if (dropped != null) {
        return ByteBuffer.allocate(0);
      }
      if (received - told > UNTOLD) {
        told = received;
        return Message.acknowledgement(received);
      }
      if (sent < outgoing.end()) {
        byte[] bytes = outgoing.from(sent, Message.MOST_DATA);
        sent += bytes.length;
        return Message.data(bytes);
      }
      waitFor(0);
    }
  }

  private void send(ByteBuffer message) {
    @Nullable WebSocketClient through;
    synchronized (this) {
      through = socket;
    }
    if (through == null) {
      return;
    }
    try {
      through.send(message);
    } catch (IOException e) {
      lost(through, String.valueOf(e.getMessage()));
    }
  }

  private void reconnect() throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    Duration pause = Duration.ZERO;
    String last = abandoned();
    boolean hasTried = false;
    while (System.nanoTime() < end && !isOver()) {
      try {
        pause(pause);
        pause = pause.isZero() ? FIRST_PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        Duration left = Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
        listen(relay.reconnect(target, sid(), got(), left), end);
        return;
      } catch (Relay.RelayRefused e) {
        throw e;
      } catch (IOException e) {
        throwBroken();
        // What the end of our patience cuts short says less than the attempt before it.
        last = hasTried && System.nanoTime() >= end ? last : String.valueOf(e.getMessage());
        hasTried = true;
      }
    }
    throw new IOException(
        "the connection to %s was dropped, and did not come back within %d s: %s"
            .formatted(target, patience.toSeconds(), last));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private synchronized String abandoned() {
    if (socket != null) {
      socket.close();
      socket = null;
    }
    return String.valueOf(dropped);
  }

  private synchronized String sid() {
    return String.valueOf(sid);
  }

  private synchronized long got() {
    told = received;
    return received;
  }

  private synchronized boolean isOver() {
    return closed || broken != null;
  }

  private synchronized void pause(Duration time) throws IOException {
    if (!time.isZero() && !closed) {
      waitFor(time.toMillis());
    }
  }

  private synchronized void throwBroken() throws IOException {
    if (broken != null) {
      throw new IOException(broken.getMessage(), broken);
    }
  }

  private synchronized void breakOff(IOException why) {
    if (broken == null) {
      broken = why;
    }
    if (socket != null) {
      socket.close();
    }
    notifyAll();
  }

  private synchronized void lost(WebSocketClient by, String why) {
    if (by == socket && dropped == null) {
      dropped = why;
      notifyAll();
    }
  }

  /** Hears one WebSocket; what another says that was given up does not count. */
  private final class Ears implements WebSocketClient.Listener {
    private final WebSocketClient ears;

    Ears(WebSocketClient ears) {
      this.ears = ears;
    }

    @Override
    public void lost(String why) {
      IapTunnel.this.lost(ears, why);
    }

    @Override
    public void closed(int code, String reason) {
      synchronized (IapTunnel.this) {
        if (ears == socket) {
          closedBy(code, reason);
        }
      }
    }

    @Override
    public void message(ByteBuffer whole) {
      synchronized (IapTunnel.this) {
        if (ears == socket) {
          said(whole);
        }
        try {
          while (ears == socket && incoming.isFull() && !isOver()) {
            waitFor(0);
          }
        } catch (IOException interrupted) {
          lost(String.valueOf(interrupted.getMessage()));
        }
      }
    }
  }

  private synchronized void closedBy(int code, String reason) {
    RelayClosed why = RelayClosed.of(code);
    String words = why.told(target, code, reason);
    if (why == RelayClosed.NORMAL && ready) {
      ended = true;
    } else if (why.mayBeTriedAgain()) {
      dropped = words;
    } else {
      broken = new IOException(words);
    }
    notifyAll();
  }

  private synchronized void said(ByteBuffer bytes) {
    try {
      Message.all(bytes).forEach(this::said);
    } catch (IllegalArgumentException e) {
      breakOff(new IOException(e.getMessage(), e));
    }
    notifyAll();
  }

  private synchronized void said(Message message) {
    switch (message) {
      case Message.Connected(String name) -> {
        sid = name;
        ready = true;
      }
      case Message.Reconnected(long position) -> {
        outgoing.acknowledged(position, sent);
        sent = position;
        ready = true;
      }
      case Message.Data(byte[] data) -> {
        received += data.length;
        incoming.add(data);
      }
      case Message.Acknowledged(long position) -> outgoing.acknowledged(position, sent);
    }
  }

  private synchronized int read(byte[] into, int offset, int length) throws IOException {
    while (incoming.isEmpty()) {
      if (closed) {
        throw new IOException("closed");
      }
      throwBroken();
      if (ended) {
        return -1;
      }
      waitFor(0);
    }
    int taken = incoming.take(into, offset, length);
    notifyAll();
    return taken;
  }

  private synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    while (from < offset + length) {
      throwBroken();
      if (closed || ended) {
        throw new IOException("the connection to " + target + " is closed");
      }
      int part = outgoing.room(offset + length - from);
      if (part == 0) {
        waitFor(0);
      } else {
        outgoing.add(bytes, from, part);
        from += part;
        notifyAll();
      }
    }
  }

  @Override
  public InputStream input() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return IapTunnel.this.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return length == 0 ? 0 : IapTunnel.this.read(into, offset, length);
      }
    };
  }

  @Override
  public OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        IapTunnel.this.write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        IapTunnel.this.write(bytes, offset, length);
      }
    };
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      if (socket != null) {
        socket.close();
      }
      notifyAll();
    }
  }
}
