package dev.play.transport.shell;

import dev.play.connection.ShellRequest;
import dev.play.host.Blob;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps a request's output in memory, up to {@link #LIMIT} for both streams, and passes it on. */
final class Output {
  /** Bytes. */
  static final long LIMIT = 64L << 20;

  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream(256);
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream(32);
  private final AtomicLong kept = new AtomicLong();
  private final ShellRequest.Live live;
  private final CompletableFuture<Exchange.Stop> stop;

  Output(ShellRequest.Live live, CompletableFuture<Exchange.Stop> stop) {
    this.live = live;
    this.stop = stop;
  }

  Sink stdoutSink() {
    return (bytes, length) -> {
      if (keep(stdout, bytes, length)) {
        live.stdout(bytes, length);
      }
    };
  }

  Sink stderrSink() {
    return (bytes, length) -> {
      if (keep(stderr, bytes, length)) {
        live.stderr(bytes, length);
      }
    };
  }

  private boolean keep(ByteArrayOutputStream where, byte[] bytes, int length) {
    if (kept.addAndGet(length) > LIMIT) {
      stop.complete(Exchange.Stop.TOO_MUCH_OUTPUT);
      return false;
    }
    where.write(bytes, 0, length);
    return true;
  }

  Blob stdout() {
    return Blob.of(stdout.toByteArray());
  }

  Blob stderr() {
    return Blob.of(stderr.toByteArray());
  }
}
