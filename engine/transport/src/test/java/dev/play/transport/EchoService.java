package dev.play.transport;

import dev.play.connection.Connector;
import dev.play.connection.ConnectorService;
import dev.play.transport.local.LocalConnector;
import java.nio.file.Path;
import java.util.Map;

/** A connection such as a jar of one's own brings. */
public final class EchoService implements ConnectorService {
  @Override
  public String name() {
    return "echo";
  }

  @Override
  public Connector open(Map<String, String> environment, Path directory) {
    return new LocalConnector(environment, directory);
  }
}
