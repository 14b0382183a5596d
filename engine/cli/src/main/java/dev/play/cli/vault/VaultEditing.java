package dev.play.cli.vault;

import dev.play.cli.terminal.Terminal;
import dev.play.cli.terminal.UsageException;
import dev.play.vault.VaultPassword;
import dev.play.vault.VaultSeal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** play vault create and edit: an editor on the plain text. */
@Command(description = "Opens an editor on what a vault file holds.")
final class VaultEditing extends VaultWork {
  private final boolean creating;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files.")
  List<String> files = new ArrayList<>();

  @Option(names = "--skip-tty-check", description = "Create a file without anybody at a terminal.")
  boolean skipsTerminal;

  VaultEditing(Terminal terminal, boolean creating) {
    super(terminal);
    this.creating = creating;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (creating && files.size() > 1) {
      throw new UsageException("ansible-vault create can take only one filename argument", 5);
    }
    if (creating && !terminal.isInteractive() && !skipsTerminal) {
      throw new UsageException("not a tty, editor cannot be opened: use --skip-tty-check");
    }
    VaultDesk desk = desk();
    for (String name : files) {
      Path file = terminal.directory().resolve(name);
      if (creating) {
        create(desk, file);
      } else {
        edit(desk, file, name);
      }
    }
    return 0;
  }

  private void create(VaultDesk desk, Path file) throws IOException, InterruptedException {
    if (Files.exists(file)) {
      throw new UsageException(file + " exists, please use 'edit' instead");
    }
    VaultPassword password = desk.sealing(encryptId);
    seal(desk, file, edited(desk, new byte[0]), password, Optional.of(password.id()));
  }

  private void edit(VaultDesk desk, Path file, String name)
      throws IOException, InterruptedException {
    String sealed = VaultDesk.text(desk.read(file));
    byte[] before = desk.open(sealed, name);
    byte[] after = edited(desk, before);
    if (!Arrays.equals(before, after)) {
      Optional<String> label = VaultSeal.labelOf(sealed);
      boolean chosen = !encryptId.isEmpty();
      seal(
          desk,
          file,
          after,
          chosen ? desk.sealing(encryptId) : desk.opening(sealed, name),
          chosen ? Optional.of(encryptId) : label);
    }
  }

  private static void seal(
      VaultDesk desk, Path file, byte[] plain, VaultPassword password, Optional<String> label) {
    desk.write(file, desk.seal(plain, password, label).getBytes(StandardCharsets.UTF_8));
  }

  /** The plain text lies in a directory that only its owner can enter, and is wiped after. */
  private byte[] edited(VaultDesk desk, byte[] plain) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("play-vault");
    Path file = directory.resolve("vault.yml");
    try {
      Files.write(file, plain);
      String editor = desk.settings.text("EDITOR").orElse("vi");
      ProcessBuilder builder =
          new ProcessBuilder("/bin/sh", "-c", editor + " \"$1\"", "sh", file.toString())
              .directory(terminal.directory().toFile())
              .inheritIO();
      builder.environment().clear();
      builder.environment().putAll(terminal.environment());
      int status = builder.start().waitFor();
      if (status != 0) {
        throw new UsageException("the editor " + editor + " ended with status " + status);
      }
      return Files.readAllBytes(file);
    } finally {
      if (Files.exists(file)) {
        Files.write(file, new byte[Math.toIntExact(Files.size(file))]);
        Files.delete(file);
      }
      Files.deleteIfExists(directory);
    }
  }
}
