package dev.play.run.task;

import dev.play.connection.ShellRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/** Cuts output into lines as it comes, so that a secret is not split between two events. */
final class LiveLines implements ShellRequest.Live {
  /** A line longer than this is told in parts. */
  private static final int LONGEST = 8192;

  private final Line out;
  private final Line err;

  /**
   * @param listener hears each line, and whether it is from stderr
   */
  LiveLines(BiConsumer<String, Boolean> listener) {
    this.out = new Line(listener, false);
    this.err = new Line(listener, true);
  }

  @Override
  public void stdout(byte[] bytes, int length) {
    out.add(bytes, length);
  }

  @Override
  public void stderr(byte[] bytes, int length) {
    err.add(bytes, length);
  }

  private static final class Line {
    private final BiConsumer<String, Boolean> listener;
    private final boolean isError;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    Line(BiConsumer<String, Boolean> listener, boolean isError) {
      this.listener = listener;
      this.isError = isError;
    }

    synchronized void add(byte[] bytes, int length) {
      for (int i = 0; i < length; i++) {
        if (bytes[i] == '\n' || pending.size() >= LONGEST) {
          listener.accept(pending.toString(StandardCharsets.UTF_8), isError);
          pending.reset();
        }
        if (bytes[i] != '\n') {
          pending.write(bytes[i]);
        }
      }
    }
  }
}
