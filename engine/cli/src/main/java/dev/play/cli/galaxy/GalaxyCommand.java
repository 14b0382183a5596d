package dev.play.cli.galaxy;

import dev.play.cli.terminal.Terminal;
import dev.play.galaxy.requirement.ContentKind;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** play galaxy, and its halves {@code role} and {@code collection}. */
@Command(name = "galaxy", description = "Installs and lists roles and collections.")
public final class GalaxyCommand implements Runnable {
  @Spec @org.jspecify.annotations.Nullable CommandSpec spec;

  private GalaxyCommand() {}

  /** The command with its subcommands. */
  public static CommandLine line(Terminal terminal) {
    return of(terminal, EnumSet.allOf(ContentKind.class))
        .addSubcommand("role", of(terminal, EnumSet.of(ContentKind.ROLE)))
        .addSubcommand("collection", of(terminal, EnumSet.of(ContentKind.COLLECTION)));
  }

  private static CommandLine of(Terminal terminal, Set<ContentKind> kinds) {
    return new CommandLine(new GalaxyCommand())
        .addSubcommand("install", new GalaxyInstall(terminal, kinds))
        .addSubcommand("list", new GalaxyList(terminal, kinds));
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }
}
