package dev.play.transport.container;

import dev.play.connection.Connection;
import dev.play.connection.Connector;
import dev.play.connection.Target;
import dev.play.host.HostException;
import dev.play.transport.local.LocalLauncher;
import dev.play.transport.local.Programs;
import dev.play.transport.shell.ShellConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reaches a running container by its engine's {@code exec -i}: docker(1) or podman(1). */
public final class ContainerConnector implements Connector {
  private final String engine;
  private final Map<String, String> environment;

  /**
   * @param engine the client's name, {@code docker} or {@code podman}
   * @param environment the client's whole environment; it is found on its PATH
   */
  public ContainerConnector(String engine, Map<String, String> environment) {
    this.engine = engine;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Connection connect(Target target) {
    if (!target.options().isEmpty()) {
      throw HostException.unreachable(
          "not supported for connections of %s: %s"
              .formatted(engine, String.join(", ", new TreeSet<>(target.options().keySet()))),
          null);
    }
    Path client =
        Programs.find(environment, engine)
            .orElseThrow(
                () ->
                    HostException.unreachable(
                        engine + " is not installed on the controller, or not on its PATH", null));
    if (target.address().startsWith("-")) {
      throw HostException.unreachable("'" + target.address() + "' is no container's name", null);
    }
    List<String> command = new ArrayList<>(List.of(client.toString(), "exec", "-i"));
    target.user().ifPresent(user -> command.addAll(List.of("-u", user)));
    command.addAll(List.of(target.address(), "/bin/sh", "-c"));
    ShellConnection connection =
        new ShellConnection(
            new LocalLauncher(command, environment, target.connectTimeout()),
            target.shell().orElse("/bin/sh"));
    boolean reached = false;
    try {
      // There is no log-in that could fail: whether the container is there shows in its shell.
      connection.user();
      reached = true;
      return connection;
    } finally {
      if (!reached) {
        connection.close();
      }
    }
  }
}
