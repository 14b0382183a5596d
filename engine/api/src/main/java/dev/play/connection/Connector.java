package dev.play.connection;

/** Opens connections. Thread-safe. */
public interface Connector {
  /**
   * Connects and logs in, within the target's time limit.
   *
   * @throws dev.play.host.HostException unreachable, with why and what to do
   */
  Connection connect(Target target);
}
