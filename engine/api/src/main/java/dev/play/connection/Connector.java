package dev.play.connection;

import java.util.Optional;

/** Opens connections. Thread-safe. */
public interface Connector {
  /**
   * Connects and logs in, within the target's time limit.
   *
   * @throws dev.play.host.HostException unreachable, with why and what to do
   */
  Connection connect(Target target);

  /**
   * Opens the way for another program of the controller's.
   *
   * @return nothing where hosts are not reached by SSH
   * @throws dev.play.host.HostException unreachable, with why and what to do
   */
  default Optional<Door> door(Target target) {
    return Optional.empty();
  }
}
