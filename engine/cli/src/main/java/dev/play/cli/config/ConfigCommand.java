package dev.play.cli.config;

import dev.play.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** play config: what the settings are, and where they come from. */
@Command(name = "config", description = "Shows the settings, as ansible-config does.")
public final class ConfigCommand implements Runnable {
  @Spec @org.jspecify.annotations.Nullable CommandSpec spec;

  private ConfigCommand() {}

  /** The command with its subcommands. */
  public static CommandLine line(Terminal terminal) {
    return new CommandLine(new ConfigCommand())
        .addSubcommand("dump", new ConfigDump(terminal))
        .addSubcommand("list", new ConfigList(terminal))
        .addSubcommand("view", new ConfigView(terminal));
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }
}
