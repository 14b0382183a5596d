package dev.play.transport.shell;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** Starts commands on one host: what a transport has to bring. Thread-safe. */
public interface ShellLauncher {
  /**
   * Starts a command line; the login shell reads it, whichever that is.
   *
   * @throws dev.play.host.HostException unreachable where the connection is gone
   */
  ShellProcess start(String commandLine);

  /** Why nothing can be started any more, or empty while the connection stands. */
  Optional<String> gone();

  /** How many round trips one start takes. */
  int startRoundTrips();

  /** Threads that may block in reading a process's streams. */
  ThreadFactory readers();

  /** How long a shell may take until it answers. */
  Duration patience();

  /** Ends the connection within about a second. */
  void close();
}
