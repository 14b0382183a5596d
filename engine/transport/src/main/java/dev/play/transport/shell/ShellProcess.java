package dev.play.transport.shell;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;

/** A started command and its three streams. */
public interface ShellProcess {
  OutputStream stdin();

  InputStream stdout();

  InputStream stderr();

  /** Whether it has ended; its children may keep its outputs open for long after. */
  boolean hasExited();

  /** Its exit status, waited for no longer than {@code limit} once its outputs have ended. */
  OptionalInt exitStatus(Duration limit);

  /** Lets go of it; returns at once and may be called twice. */
  void close();
}
