package dev.play.cli.vault;

import dev.play.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** play vault: files and values encrypted with a password. */
@Command(name = "vault", description = "Encrypts, shows and changes vault files and values.")
public final class VaultCommand implements Runnable {
  @Spec @org.jspecify.annotations.Nullable CommandSpec spec;

  private VaultCommand() {}

  /** The command with its subcommands. */
  public static CommandLine line(Terminal terminal) {
    return new CommandLine(new VaultCommand())
        .addSubcommand("create", new VaultEditing(terminal, true))
        .addSubcommand("edit", new VaultEditing(terminal, false))
        .addSubcommand("encrypt", new VaultConversion(terminal, VaultConversion.Kind.ENCRYPT))
        .addSubcommand("decrypt", new VaultConversion(terminal, VaultConversion.Kind.DECRYPT))
        .addSubcommand("view", new VaultConversion(terminal, VaultConversion.Kind.VIEW))
        .addSubcommand("rekey", new VaultRekey(terminal))
        .addSubcommand("encrypt_string", new VaultStrings(terminal), "encrypt-string");
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }
}
