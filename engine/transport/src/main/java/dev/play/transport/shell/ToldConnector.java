package dev.play.transport.shell;

import dev.play.connection.Become;
import dev.play.connection.Connection;
import dev.play.connection.Connector;
import dev.play.connection.Door;
import dev.play.connection.ShellRequest;
import dev.play.connection.Target;
import dev.play.host.CommandOutput;
import dev.play.host.HostName;
import dev.play.host.HostPath;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Tells the command line of each shell that is wanted on a host, for those who look closely. */
public final class ToldConnector implements Connector {
  /** Stands for the random word that keeps prompts apart. */
  private static final String WORD = "WORD";

  private final Connector connector;
  private final BiConsumer<HostName, String> listener;

  /**
   * @param listener told of a host and a command line; holds no secrets, passwords go by stdin
   */
  public ToldConnector(Connector connector, BiConsumer<HostName, String> listener) {
    this.connector = connector;
    this.listener = listener;
  }

  @Override
  public Connection connect(Target target) {
    return new Told(connector.connect(target), target);
  }

  @Override
  public Optional<Door> door(Target target) {
    return connector.door(target);
  }

  private final class Told implements Connection {
    private final Connection connection;
    private final Target target;
    private final Set<Optional<String>> known = new HashSet<>();

    Told(Connection connection, Target target) {
      this.connection = connection;
      this.target = target;
    }

    private String shell() {
      return target.shell().orElse("/bin/sh");
    }

    private void tell(Optional<Become> become) {
      Optional<String> line = become.map(b -> Entry.of(b, shell(), WORD).line().stripTrailing());
      if (known.add(line)) {
        listener.accept(target.name(), line.orElseGet(() -> ShellText.start(shell(), "")));
      }
    }

    @Override
    public CommandOutput run(ShellRequest request) {
      tell(request.become());
      return connection.run(request);
    }

    @Override
    public void upload(Path file, HostPath destination, Optional<Become> become) {
      tell(become);
      connection.upload(file, destination, become);
    }

    @Override
    public void download(HostPath source, Path file, Optional<Become> become) {
      tell(become);
      connection.download(source, file, become);
    }

    @Override
    public void cancel() {
      connection.cancel();
    }

    @Override
    public Cost cost() {
      return connection.cost();
    }

    @Override
    public String user() {
      return connection.user();
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
