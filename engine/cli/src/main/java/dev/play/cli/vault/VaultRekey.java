package dev.play.cli.vault;

import dev.play.cli.terminal.Terminal;
import dev.play.cli.terminal.UsageException;
import dev.play.vault.VaultPassword;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** play vault rekey: another password for files. */
@Command(description = "Encrypts files with another password.")
final class VaultRekey extends VaultWork {
  /** How Ansible's command ends for options that exclude each other. */
  private static final int EXCLUSIVE = 2;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files.")
  List<String> files = new ArrayList<>();

  @Option(
      names = "--new-vault-id",
      paramLabel = "LABEL@FILE",
      description = "The new password and its label.")
  String newId = "";

  @Option(
      names = "--new-vault-password-file",
      paramLabel = "FILE",
      description = "The new password, without a label.")
  String newFile = "";

  VaultRekey(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    if (!newId.isEmpty() && !newFile.isEmpty()) {
      throw new UsageException(
          "--new-vault-password-file and --new-vault-id exclude each other", EXCLUSIVE);
    }
    VaultDesk desk = desk();
    VaultPassword password = fresh(desk);
    for (String name : files) {
      Path file = terminal.directory().resolve(name);
      byte[] plain = desk.open(VaultDesk.text(desk.read(file)), name);
      desk.write(file, desk.sealed(plain, password));
    }
    desk.done("Rekey");
    return 0;
  }

  private VaultPassword fresh(VaultDesk desk) {
    String usual = desk.settings.text("DEFAULT_VAULT_IDENTITY").orElse("default");
    if (!newId.isEmpty()) {
      return VaultOptions.read(newId, usual, List.of(), desk.sources);
    }
    if (!newFile.isEmpty()) {
      return VaultOptions.read(usual + "@" + newFile, usual, List.of(), desk.sources);
    }
    if (!encryptId.isEmpty()) {
      return desk.sealing(encryptId);
    }
    VaultPassword first = VaultOptions.asked(usual, "New Vault password: ", desk.sources);
    if (!first.equals(VaultOptions.asked(usual, "Confirm New Vault password: ", desk.sources))) {
      throw new UsageException("Passwords do not match");
    }
    return first;
  }
}
