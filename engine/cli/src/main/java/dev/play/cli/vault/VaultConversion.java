package dev.play.cli.vault;

import dev.play.cli.terminal.Terminal;
import dev.play.cli.terminal.UsageException;
import dev.play.vault.VaultPassword;
import dev.play.vault.VaultSecrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** play vault encrypt, decrypt and view. */
@Command(description = "Encrypts, decrypts or shows files, or stdin without any.")
final class VaultConversion implements Callable<Integer> {
  /** What is done to each file. */
  enum Kind {
    ENCRYPT,
    DECRYPT,
    VIEW
  }

  private final Terminal terminal;
  private final Kind kind;

  @Parameters(paramLabel = "FILE", arity = "0..*", description = "The files; - is stdin.")
  List<String> files = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where the result goes, - for stdout (default: the file itself).")
  String output = "";

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

  VaultConversion(Terminal terminal, Kind kind) {
    this.terminal = terminal;
    this.kind = kind;
  }

  @Override
  public Integer call() {
    if (files.size() > 1 && !output.isEmpty()) {
      throw new UsageException("At most one input file may be used with the --output option", 5);
    }
    VaultDesk desk = new VaultDesk(terminal, vault);
    Optional<VaultPassword> sealing =
        kind == Kind.ENCRYPT ? Optional.of(desk.sealing(encryptId)) : Optional.empty();
    for (String name : files.isEmpty() ? List.of("-") : files) {
      boolean fromStdin = name.equals("-");
      Path file = terminal.directory().resolve(name);
      byte[] before = fromStdin ? desk.input() : desk.read(file);
      byte[] after =
          sealing
              .map(password -> sealed(desk, before, password, name))
              .orElseGet(() -> desk.open(VaultDesk.text(before), name));
      if (kind == Kind.VIEW || fromStdin && output.isEmpty()) {
        desk.put("-", after);
      } else if (output.isEmpty()) {
        desk.write(file, after);
      } else {
        desk.put(output, after);
      }
    }
    if (kind != Kind.VIEW) {
      desk.done(kind == Kind.ENCRYPT ? "Encryption" : "Decryption");
    }
    return 0;
  }

  private static byte[] sealed(VaultDesk desk, byte[] plain, VaultPassword password, String name) {
    if (VaultSecrets.isEnvelope(VaultDesk.text(plain))) {
      throw new UsageException("input is already encrypted: " + name);
    }
    return desk.seal(plain, password, Optional.of(password.id())).getBytes(StandardCharsets.UTF_8);
  }
}
