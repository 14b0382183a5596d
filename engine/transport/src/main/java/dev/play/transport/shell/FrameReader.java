package dev.play.transport.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads one output stream of a framed shell until its end, so that the host never waits for us.
 * What comes while frames are expected goes to their sinks, one frame after the other; what comes
 * while none is expected is counted as stray.
 */
final class FrameReader implements Runnable {
  private final InputStream in;
  private final byte[] chunk = new byte[32 * 1024];
  private final Sink between;
  private final CompletableFuture<ShellEnded> end = new CompletableFuture<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private @Nullable ShellEnded ended;
  private long received;
  private long stray;

  /**
   * @param between hears what comes while no frame is expected
   */
  FrameReader(InputStream in, Sink between) {
    this.in = in;
    this.between = between;
  }

  /**
   * Sends what comes after the frames that are expected already to {@code sink} until {@code mark},
   * which must not be empty.
   *
   * @return the rest of the mark's line, or a {@link ShellEnded} where the stream ends before it
   */
  synchronized CompletableFuture<String> expect(String mark, Sink sink) {
    Frame next = new Frame(mark.getBytes(StandardCharsets.US_ASCII), sink);
    if (ended == null) {
      frames.add(next);
    } else {
      next.line.completeExceptionally(ended);
    }
    return next.line;
  }

  /** Stops listening for frames: their marks count as stray. */
  synchronized void forget() {
    frames.clear();
  }

  /** Completed once the stream has ended and all of it was heard. */
  CompletableFuture<ShellEnded> end() {
    return end;
  }

  synchronized boolean hasEnded() {
    return ended != null;
  }

  synchronized long received() {
    return received;
  }

  /** Bytes that came outside of frames. */
  synchronized long stray() {
    return stray;
  }

  @Override
  public void run() {
    ShellEnded how = new ShellEnded(new IOException("what came from the host could not be taken"));
    try {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        accept(n);
      }
      how = new ShellEnded(null);
    } catch (IOException e) {
      how = new ShellEnded(e);
    } finally {
      // Also where a listener throws: whoever waits must not wait for ever.
      end(how);
    }
  }

  private synchronized void end(ShellEnded how) {
    ended = how;
    frames.forEach(frame -> frame.line.completeExceptionally(how));
    frames.clear();
    end.complete(how);
  }

  private synchronized void accept(int n) {
    received += n;
    int left = n;
    while (left > 0 && !frames.isEmpty()) {
      Frame current = frames.getFirst();
      int used = current.accept(chunk, left);
      if (current.isComplete()) {
        frames.removeFirst();
        current.line.complete(current.rest.toString());
      }
      left -= used;
      System.arraycopy(chunk, used, chunk, 0, left);
    }
    strayed(left, left == n);
  }

  /** What follows a frame's end in the same packet is counted, and heard by nobody. */
  private void strayed(int n, boolean heard) {
    stray += n;
    if (n > 0 && heard) {
      between.accept(chunk, n);
    }
  }

  /** Searches for the mark by Knuth, Morris and Pratt, across chunks. */
  private static final class Frame {
    private final byte[] mark;
    private final int[] fallback;
    private final Sink sink;
    private final CompletableFuture<String> line = new CompletableFuture<>();
    private final StringBuilder rest = new StringBuilder();
    private int matched;
    private boolean complete;

    Frame(byte[] mark, Sink sink) {
      this.mark = mark;
      this.sink = sink;
      this.fallback = new int[mark.length];
      for (int i = 1, k = 0; i < mark.length; i++) {
        while (k > 0 && mark[i] != mark[k]) {
          k = fallback[k - 1];
        }
        if (mark[i] == mark[k]) {
          k++;
        }
        fallback[i] = k;
      }
    }

    boolean isComplete() {
      return complete;
    }

    /** Returns how many bytes belonged to this frame. */
    int accept(byte[] bytes, int n) {
      int at = matched == mark.length ? 0 : search(bytes, n);
      while (at < n && !complete) {
        if (bytes[at] == '\n') {
          complete = true;
        } else {
          rest.append((char) (bytes[at] & 0xff));
        }
        at++;
      }
      return at;
    }

    private int search(byte[] bytes, int n) {
      int withheld = matched;
      int at = 0;
      while (at < n && matched < mark.length) {
        while (matched > 0 && bytes[at] != mark[matched]) {
          matched = fallback[matched - 1];
        }
        if (bytes[at] == mark[matched]) {
          matched++;
        }
        at++;
      }
      int payload = withheld + at - matched;
      if (payload > 0 && withheld > 0) {
        sink.accept(mark, Math.min(payload, withheld));
      }
      if (payload > withheld) {
        sink.accept(bytes, payload - withheld);
      }
      return at;
    }
  }
}
