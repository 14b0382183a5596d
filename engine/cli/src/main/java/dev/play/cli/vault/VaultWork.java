package dev.play.cli.vault;

import dev.play.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the vault commands have in common: passwords, and the one that encrypts. */
abstract class VaultWork implements Callable<Integer> {
  final Terminal terminal;

  @Option(
      names = "--encrypt-vault-id",
      paramLabel = "LABEL",
      description = "Which of several passwords encrypts.")
  String encryptId = "";

  @Option(
      names = {"-v", "--verbose"},
      description = "Taken for Ansible's sake; there is no more to tell.")
  boolean[] verbose = {};

  @Mixin VaultOptions vault = new VaultOptions();

  VaultWork(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The passwords read, or asked for. */
  final VaultDesk desk() {
    return new VaultDesk(terminal, vault);
  }
}
