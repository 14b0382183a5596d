package dev.play.transport;

import dev.play.connection.Target;
import dev.play.host.HostName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Targets for tests. */
public final class Targets {
  private Targets() {}

  public static Target named(String address, String connection) {
    return named(address, connection, Map.of());
  }

  public static Target named(String address, String connection, Map<String, String> options) {
    return new Target(
        new HostName("test"),
        connection,
        address,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Target.HostKeys.STRICT,
        List.of(),
        Duration.ofSeconds(10),
        Optional.empty(),
        options);
  }
}
