package dev.play.transport.shell;

import dev.play.host.HostException;
import org.jspecify.annotations.Nullable;

/** The host allows no further process on this connection until one of them ends. */
public final class NoMoreSessions extends HostException {
  private static final long serialVersionUID = 1L;

  public NoMoreSessions(String message, @Nullable Throwable cause) {
    super(message, false, cause);
  }
}
