package dev.play.connection;

import dev.play.host.CommandOutput;
import dev.play.host.HostPath;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An open way to one host. Used by one thread at a time, except {@link #cancel}. Every failure is a
 * {@link dev.play.host.HostException} whose message an operator can act on; unreachable where the
 * connection is gone.
 */
public interface Connection extends AutoCloseable {
  /**
   * Runs a script and waits for it: one round trip on a warm shell.
   *
   * @return its status and output; status 124 after its time limit
   */
  CommandOutput run(ShellRequest request);

  /**
   * Sends a file of any size to {@code destination} (replaced if there), 0600, for the login's own
   * user or {@code become}.
   */
  void upload(Path file, HostPath destination, Optional<Become> become);

  /** Fetches a file of any size. */
  void download(HostPath source, Path file, Optional<Become> become);

  /** Ends what is running. Callable from any thread. */
  void cancel();

  /** What this connection has cost so far. */
  Cost cost();

  /** The login user, as the host tells it. */
  String user();

  @Override
  void close();

  /**
   * Counted, not timed.
   *
   * @param roundTrips requests that had to be waited for, logins excluded
   * @param channels channels opened
   */
  record Cost(long roundTrips, long channels, long bytesSent, long bytesReceived) {
    public static final Cost NOTHING = new Cost(0, 0, 0, 0);

    public Cost plus(Cost other) {
      return new Cost(
          roundTrips + other.roundTrips,
          channels + other.channels,
          bytesSent + other.bytesSent,
          bytesReceived + other.bytesReceived);
    }
  }
}
