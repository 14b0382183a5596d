package dev.play.cli.vault;

import dev.play.cli.terminal.Terminal;
import dev.play.cli.terminal.UsageException;
import dev.play.vault.VaultPassword;
import dev.play.vault.VaultSecrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** play vault encrypt, decrypt and view. */
@Command(description = "Encrypts, decrypts or shows files, or stdin without any.")
final class VaultConversion extends VaultWork {
  /** What is done to each file. */
  enum Kind {
    ENCRYPT,
    DECRYPT,
    VIEW
  }

  private final Kind kind;

  @Parameters(paramLabel = "FILE", arity = "0..*", description = "The files; - is stdin.")
  List<String> files = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where the result goes, - for stdout (default: the file itself).")
  String output = "";

  VaultConversion(Terminal terminal, Kind kind) {
    super(terminal);
    this.kind = kind;
  }

  @Override
  public Integer call() {
    if (files.size() > 1 && !output.isEmpty()) {
      throw new UsageException("At most one input file may be used with the --output option", 5);
    }
    VaultDesk desk = desk();
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
    return desk.sealed(plain, password);
  }
}
