package dev.play.transport.local;

import dev.play.connection.Connection;
import dev.play.connection.Connector;
import dev.play.connection.Target;
import dev.play.transport.shell.ShellConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs on the controller itself. */
public final class LocalConnector implements Connector {
  private final Map<String, String> environment;
  private final Path directory;

  /**
   * @param directory where commands begin
   */
  public LocalConnector(Map<String, String> environment, Path directory) {
    this.environment = Map.copyOf(environment);
    this.directory = directory;
  }

  @Override
  public Connection connect(Target target) {
    LocalLauncher launcher =
        new LocalLauncher(command(), environment, target.connectTimeout(), directory);
    return new ShellConnection(launcher, target.shell().orElse("/bin/sh"));
  }

  /**
   * In a session of its own, where there is setsid(1): a script's {@code kill 0} must not reach us.
   */
  private List<String> command() {
    return Programs.find(environment, "setsid")
        .map(setsid -> List.of(setsid.toString(), "/bin/sh", "-c"))
        .orElse(List.of("/bin/sh", "-c"));
  }
}
