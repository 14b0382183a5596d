package dev.play.transport.local;

import dev.play.connection.Connection;
import dev.play.transport.Targets;
import dev.play.transport.TransportContract;
import java.nio.file.Path;

class LocalTransportTest extends TransportContract {
  @Override
  protected Connection connect() {
    return new LocalConnector(System.getenv(), Path.of("").toAbsolutePath())
        .connect(Targets.named("localhost", "local"));
  }
}
