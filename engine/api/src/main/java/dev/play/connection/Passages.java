package dev.play.connection;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Ways to hosts that no address alone leads to. Thread-safe. */
public interface Passages {
  /**
   * What has to be known, or seen to, before a host is connected to: its user, a key that it takes,
   * its host keys. Called before each connection.
   *
   * @throws dev.play.host.HostException unreachable, with why and what to do
   */
  Target prepared(Target target);

  /**
   * What it knows of why the host may have refused the log-in, for the message; a sentence without
   * its full stop.
   */
  default Optional<String> remark(Target target) {
    return Optional.empty();
  }

  /**
   * Opens the way to a port, or says that TCP will do.
   *
   * @param options the host's, as {@link Target#options} holds them
   * @param limit after which it has failed
   * @throws IOException with a message for an operator
   */
  Optional<Passage> open(Map<String, String> options, int port, Duration limit) throws IOException;
}
