package dev.play.connection;

import java.util.Optional;

/**
 * The way to a host's sshd for another program of the controller's, such as the {@code ssh} that
 * rsync calls: it knows neither passages nor the bastions of the inventory. Open until closed.
 */
public interface Door extends AutoCloseable {
  /** The target with all that was found out about it: user, key, host keys. */
  Target target();

  /**
   * The port of this machine, at 127.0.0.1, that leads to the host's sshd; nothing where its own
   * address does.
   */
  Optional<Integer> port();

  /** What known_hosts calls the host. */
  String knownName();

  @Override
  void close();
}
