package dev.play.cli.config;

import dev.play.cli.terminal.Terminal;
import dev.play.cli.terminal.UsageException;
import dev.play.report.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** play config view: the configuration file that counts, as it is written. */
@Command(name = "view", description = "Shows the configuration file.")
final class ConfigView implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin ConfigFileChoice choice = new ConfigFileChoice();

  ConfigView(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Path file =
        choice
            .settings(terminal)
            .file()
            .orElseThrow(() -> new UsageException("Invalid or no config file was supplied"));
    terminal.out().println(Files.readString(file).stripTrailing());
    return ExitStatus.OK.code();
  }
}
