package dev.play.cli;

import dev.play.inventory.source.ProgramRunner;
import dev.play.run.port.Operator;
import dev.play.vault.VaultPassword;
import dev.play.vault.VaultPasswords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects the vault passwords that the command line and the environment name. */
final class VaultOptions {
  private final Terminal terminal;
  private final Operator operator;
  private final ProgramRunner programs;

  VaultOptions(Terminal terminal, Operator operator, ProgramRunner programs) {
    this.terminal = terminal;
    this.operator = operator;
    this.programs = programs;
  }

  VaultPasswords passwords(InventoryOptions options) {
    List<VaultPassword> out = new ArrayList<>();
    for (String id : options.vaultIds) {
      int at = id.lastIndexOf('@');
      String label = at > 0 ? id.substring(0, at) : "default";
      String source = id.substring(at + 1);
      out.add(
          source.equals("prompt") || source.equals("prompt_ask_vault_pass")
              ? asked(label)
              : read(label, source));
    }
    List<String> files = new ArrayList<>(options.vaultPasswordFiles);
    if (files.isEmpty() && options.vaultIds.isEmpty()) {
      terminal.setting("ANSIBLE_VAULT_PASSWORD_FILE").ifPresent(files::add);
    }
    files.forEach(file -> out.add(read("default", file)));
    if (options.askVaultPassword) {
      out.add(asked("default"));
    }
    return new VaultPasswords(out);
  }

  private VaultPassword asked(String label) {
    String answer =
        operator
            .ask("Vault password (" + label + "): ", true)
            .orElseThrow(() -> new UsageException("nobody is there to give the vault password"));
    return new VaultPassword(label, answer.getBytes(StandardCharsets.UTF_8));
  }

  private VaultPassword read(String label, String name) {
    String expanded = name.startsWith("~/") ? terminal.home() + name.substring(1) : name;
    Path file = terminal.directory().resolve(expanded);
    try {
      if (Files.isExecutable(file)) {
        ProgramRunner.Ended ended = programs.run(List.of(file.toString()), terminal.directory());
        if (ended.status() != 0) {
          throw new UsageException(
              "the vault password program " + file + " failed: " + ended.stderr().strip());
        }
        return new VaultPassword(label, ended.stdout().strip().getBytes(StandardCharsets.UTF_8));
      }
      return new VaultPassword(
          label, Files.readString(file).strip().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UsageException("the vault password file " + file + " cannot be read");
    }
  }
}
