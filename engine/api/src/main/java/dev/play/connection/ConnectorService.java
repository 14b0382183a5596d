package dev.play.connection;

import java.nio.file.Path;
import java.util.Map;

/**
 * A way to reach hosts that a jar of its own brings. {@link java.util.ServiceLoader} finds it (a
 * line in {@code META-INF/services/dev.play.connection.ConnectorService}) once a host's {@code
 * ansible_connection} has a name that play does not know itself; no other run loads it.
 */
public interface ConnectorService {
  /** What {@code ansible_connection} calls it. */
  String name();

  /**
   * Makes the connector, once for a run.
   *
   * @param environment the process's
   * @param directory where commands on the controller begin: beside the playbook
   */
  Connector open(Map<String, String> environment, Path directory);
}
