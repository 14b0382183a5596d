package dev.play.cli.vault;

import dev.play.cli.terminal.Terminal;
import dev.play.cli.terminal.UsageException;
import dev.play.inventory.source.SystemPrograms;
import dev.play.settings.Settings;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.vault.VaultPassword;
import dev.play.vault.VaultPasswords;
import dev.play.vault.VaultSeal;
import dev.play.vault.VaultSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What all vault commands work with: passwords, and files that change whole or not at all. */
final class VaultDesk {
  /** How Ansible ends when options do not go together. */
  private static final int OPTIONS = 5;

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  final Terminal terminal;
  final Settings settings;
  final VaultOptions.Sources sources;
  private final List<VaultPassword> passwords;

  VaultDesk(Terminal terminal, VaultOptions options) {
    this.terminal = terminal;
    Diagnostics problems = new Diagnostics();
    this.settings =
        Settings.load(terminal.environment(), terminal.directory(), terminal.home(), problems);
    for (Diagnostic problem : problems.all()) {
      if (problem.severity() == Diagnostic.Severity.ERROR) {
        throw new UsageException(problem.message());
      }
    }
    this.sources =
        new VaultOptions.Sources(
            terminal, terminal.operator(), new SystemPrograms(terminal.environment()), settings);
    List<VaultPassword> given = options.list(sources);
    this.passwords =
        given.isEmpty()
            ? List.of(VaultOptions.asked("default", "Vault password: ", sources))
            : given;
  }

  /** The password to encrypt with: the one of that label, or the only one. */
  VaultPassword sealing(String asked) {
    Optional<String> label =
        Optional.of(asked)
            .filter(l -> !l.isEmpty())
            .or(() -> settings.text("DEFAULT_VAULT_ENCRYPT_IDENTITY"));
    String known = String.join(",", passwords.stream().map(VaultPassword::id).toList());
    if (label.isPresent()) {
      return passwords.stream()
          .filter(p -> p.id().equals(label.get()))
          .findFirst()
          .orElseThrow(
              () ->
                  new UsageException(
                      "Did not find a match for --encrypt-vault-id="
                          + label.get()
                          + " in the known vault-ids "
                          + known));
    }
    if (passwords.size() > 1) {
      throw new UsageException(
          "The vault-ids "
              + known
              + " are available to encrypt. Specify the vault-id to encrypt with"
              + " --encrypt-vault-id",
          OPTIONS);
    }
    return passwords.getFirst();
  }

  String seal(byte[] plain, VaultPassword password, Optional<String> label) {
    byte[] salt =
        settings
            .text("VAULT_ENCRYPT_SALT")
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .orElseGet(
                () -> {
                  byte[] random = new byte[VaultSeal.SALT];
                  new SecureRandom().nextBytes(random);
                  return random;
                });
    return VaultSeal.seal(plain, password, label, salt);
  }

  /** A vault's bytes, with the password's label. */
  byte[] sealed(byte[] plain, VaultPassword password) {
    return seal(plain, password, Optional.of(password.id())).getBytes(StandardCharsets.UTF_8);
  }

  /** What a vault holds. */
  byte[] open(String vault, String name) {
    if (!VaultSecrets.isEnvelope(vault)) {
      throw new UsageException("input is not vault encrypted data: " + name);
    }
    boolean matching = settings.flag("DEFAULT_VAULT_ID_MATCH");
    return switch (new VaultPasswords(passwords, matching).open(vault)) {
      case VaultSecrets.Opened.Plain(byte[] plain) -> plain;
      case VaultSecrets.Opened.Refused(String message, String hint) ->
          throw new UsageException(
              "Decryption failed (no vault secrets were found that could decrypt) on "
                  + name
                  + ": "
                  + message
                  + " ("
                  + hint
                  + ")");
    };
  }

  /** The password of these that opens a vault. */
  VaultPassword opening(String vault, String name) {
    return passwords.stream()
        .filter(
            p -> new VaultPasswords(List.of(p)).open(vault) instanceof VaultSecrets.Opened.Plain)
        .findFirst()
        .orElseThrow(() -> new UsageException("Decryption failed on " + name));
  }

  byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UsageException("the file " + file + " cannot be read: " + e.getMessage());
    }
  }

  /** Replaces a file as a whole; a new one is for its owner alone, an old one keeps its mode. */
  void write(Path file, byte[] content) {
    try {
      Path real = Files.exists(file) ? file.toRealPath() : file;
      Path directory = Optional.ofNullable(real.toAbsolutePath().getParent()).orElse(real);
      Path part = Files.createTempFile(directory, ".play-vault", ".part", PRIVATE);
      try {
        Files.write(part, content);
        if (Files.exists(real)) {
          Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(real));
        }
        Files.move(part, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UsageException("the file " + file + " cannot be written: " + e.getMessage());
    }
  }

  byte[] input() {
    try {
      if (terminal.isInteractive()) {
        terminal.err().println("Reading plaintext input from stdin. (ctrl-d to end input)");
      }
      return terminal.in().readAllBytes();
    } catch (IOException e) {
      throw new UsageException("stdin cannot be read: " + e.getMessage());
    }
  }

  /** Bytes to a file, or to stdout for {@code -}. */
  void put(String output, byte[] content) {
    if (output.equals("-")) {
      terminal.out().write(content, 0, content.length);
      terminal.out().flush();
    } else {
      write(terminal.directory().resolve(output), content);
    }
  }

  void done(String what) {
    if (terminal.isInteractive()) {
      terminal.err().println(what + " successful");
    }
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
