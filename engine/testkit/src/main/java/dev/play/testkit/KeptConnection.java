package dev.play.testkit;

import dev.play.connection.Become;
import dev.play.connection.Connection;
import dev.play.connection.ShellRequest;
import dev.play.host.CommandOutput;
import dev.play.host.HostException;
import dev.play.host.HostPath;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection for all cases of a class, one after another: who closes it only gives it back. A
 * log-in for each look at the host would take longer than the cases themselves. Where it is lost,
 * as by a restart of the host, the next one to ask gets another.
 */
public final class KeptConnection implements Supplier<Connection>, AutoCloseable {
  private final Supplier<Connection> connector;
  private @Nullable Connection open;

  /**
   * @param connector opens it when it is first asked for
   */
  public KeptConnection(Supplier<Connection> connector) {
    this.connector = connector;
  }

  @Override
  public Connection get() {
    Connection kept = open;
    if (kept == null) {
      kept = connector.get();
      open = kept;
    }
    return new Lent(kept, this);
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  private CommandOutput run(Connection kept, ShellRequest request) {
    try {
      return kept.run(request);
    } catch (HostException lost) {
      if (lost.isUnreachable() && kept == open) {
        close();
      }
      throw lost;
    }
  }

  private record Lent(Connection kept, KeptConnection owner) implements Connection {
    @Override
    public CommandOutput run(ShellRequest request) {
      return owner.run(kept, request);
    }

    @Override
    public void upload(Path file, HostPath destination, Optional<Become> become) {
      kept.upload(file, destination, become);
    }

    @Override
    public void download(HostPath source, Path file, Optional<Become> become) {
      kept.download(source, file, become);
    }

    @Override
    public void cancel() {
      kept.cancel();
    }

    @Override
    public Cost cost() {
      return kept.cost();
    }

    @Override
    public String user() {
      return kept.user();
    }

    @Override
    public void close() {}
  }
}
