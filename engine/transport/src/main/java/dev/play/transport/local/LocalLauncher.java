package dev.play.transport.local;

import dev.play.host.HostException;
import dev.play.transport.shell.ShellLauncher;
import dev.play.transport.shell.ShellProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.apache.commons.exec.CommandLine;

/** Starts processes on the controller: a shell of its own, or a container engine's client. */
public final class LocalLauncher implements ShellLauncher {
  private final List<String> command;
  private final Map<String, String> environment;
  private final Duration patience;
  private final Path directory;

  /**
   * @param command the program and arguments that take a command line as one more argument
   * @param environment the whole environment that they get
   */
  public LocalLauncher(List<String> command, Map<String, String> environment, Duration patience) {
    this(command, environment, patience, Path.of("").toAbsolutePath());
  }

  LocalLauncher(
      List<String> command, Map<String, String> environment, Duration patience, Path directory) {
    this.directory = directory;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.patience = patience;
  }

  @Override
  public ShellProcess start(String commandLine) {
    CommandLine line = new CommandLine(command.getFirst());
    command.stream().skip(1).forEach(argument -> line.addArgument(argument, false));
    line.addArgument(commandLine, false);
    try {
      return LocalProcess.start(line, environment, directory);
    } catch (IOException e) {
      throw HostException.unreachable(
          "cannot start " + command.getFirst() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<String> gone() {
    return Optional.empty();
  }

  @Override
  public int startRoundTrips() {
    return 0;
  }

  /** Pipes block the thread that reads them, so these are not virtual. */
  @Override
  public ThreadFactory readers() {
    return Thread.ofPlatform().daemon().name("play-local-", 0).factory();
  }

  @Override
  public Duration patience() {
    return patience;
  }

  @Override
  public void close() {}
}
