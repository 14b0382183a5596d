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

/**
 * A connection that stays open where whoever borrows it closes it: a log-in costs more than most
 * scripts. Where it is cut, as by a restart of the host, another takes its place.
 */
final class HeldConnection implements Connection {
  private final Supplier<Connection> connector;
  private Connection real;

  HeldConnection(Supplier<Connection> connector) {
    this.connector = connector;
    this.real = connector.get();
  }

  @Override
  public CommandOutput run(ShellRequest request) {
    try {
      return real.run(request);
    } catch (HostException lost) {
      if (!lost.isUnreachable()) {
        throw lost;
      }
      real.close();
      real = connector.get();
      return real.run(request);
    }
  }

  @Override
  public void upload(Path file, HostPath destination, Optional<Become> become) {
    real.upload(file, destination, become);
  }

  @Override
  public void download(HostPath source, Path file, Optional<Become> become) {
    real.download(source, file, become);
  }

  @Override
  public void cancel() {
    real.cancel();
  }

  @Override
  public Cost cost() {
    return real.cost();
  }

  @Override
  public String user() {
    return real.user();
  }

  @Override
  public void close() {}

  /** Really. */
  void end() {
    real.close();
  }
}
