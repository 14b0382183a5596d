package dev.play.transport.shell;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One request as a shell carries it out.
 *
 * @param stop completed from outside to end the script before its time, with why
 */
record Exchange(
    String script,
    Body stdin,
    Sink stdout,
    Sink stderr,
    Optional<Duration> timeout,
    CompletableFuture<Stop> stop) {
  /** Why a script was ended. */
  enum Stop {
    CANCELLED,
    TIMED_OUT,
    TOO_MUCH_OUTPUT
  }
}
