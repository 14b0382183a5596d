package dev.play.connection;

import dev.play.host.Blob;
import java.time.Duration;
import java.util.Optional;

/**
 * A script for the host's long-lived shell. Runs in a subshell: it cannot change the shell that
 * runs it.
 *
 * @param script POSIX shell text, of any size, may hold any character but NUL
 * @param stdin what the script reads; end of file after it
 * @param become the user to be, or the login's own
 * @param timeout after which the script's processes are ended on the host, or none
 * @param live hears output as it comes
 */
public record ShellRequest(
    String script, Blob stdin, Optional<Become> become, Optional<Duration> timeout, Live live) {
  /** Hears output while a script runs, on the connection's own thread; must not block. */
  public interface Live {
    void stdout(byte[] bytes, int length);

    void stderr(byte[] bytes, int length);
  }

  /** Hears nothing. */
  public static final Live SILENT =
      new Live() {
        @Override
        public void stdout(byte[] bytes, int length) {}

        @Override
        public void stderr(byte[] bytes, int length) {}
      };

  public static ShellRequest of(String script) {
    return new ShellRequest(script, Blob.of(""), Optional.empty(), Optional.empty(), SILENT);
  }

  public ShellRequest as(Optional<Become> user) {
    return new ShellRequest(script, stdin, user, timeout, live);
  }

  public ShellRequest withStdin(Blob input) {
    return new ShellRequest(script, input, become, timeout, live);
  }

  public ShellRequest within(Duration limit) {
    return new ShellRequest(script, stdin, become, Optional.of(limit), live);
  }

  public ShellRequest heardBy(Live listener) {
    return new ShellRequest(script, stdin, become, timeout, listener);
  }
}
