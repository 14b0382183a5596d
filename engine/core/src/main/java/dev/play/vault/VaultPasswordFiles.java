package dev.play.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads vault passwords from files. A file that is executable is run, and what it prints is the
 * password, as in Ansible.
 */
public final class VaultPasswordFiles {
  /** Runs a script and gives what it prints. */
  @FunctionalInterface
  public interface Script {
    /**
     * @throws IOException when it cannot be started or fails; the message says how
     */
    byte[] output(List<String> command) throws IOException;
  }

  private final Path workingDirectory;
  private final Script script;

  public VaultPasswordFiles(Path workingDirectory, Script script) {
    this.workingDirectory = workingDirectory;
    this.script = script;
  }

  /**
   * A {@code --vault-id}: {@code LABEL@FILE}, or only a file.
   *
   * @throws IOException when there is no password to be had; the message says why
   */
  public VaultPassword read(String vaultId) throws IOException {
    int at = vaultId.lastIndexOf('@');
    String label = at > 0 ? vaultId.substring(0, at) : "default";
    Path file = workingDirectory.resolve(vaultId.substring(at + 1));
    if (!Files.exists(file)) {
      throw new IOException("there is no vault password file " + file);
    }
    byte[] password =
        Files.isExecutable(file) ? script.output(command(file, label)) : Files.readAllBytes(file);
    byte[] trimmed = trim(password);
    if (trimmed.length == 0) {
      throw new IOException("the vault password in " + file + " is empty");
    }
    return new VaultPassword(label, trimmed);
  }

  /** Scripts named {@code ...-client} are told which password is wanted. */
  private static List<String> command(Path file, String label) {
    String name = file.getFileName().toString().replaceFirst("\\.\\w+$", "");
    return name.endsWith("-client")
        ? List.of(file.toString(), "--vault-id", label)
        : List.of(file.toString());
  }

  private static byte[] trim(byte[] bytes) {
    int start = 0;
    int end = bytes.length;
    while (end > start && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
      end--;
    }
    while (start < end && bytes[start] <= ' ' && bytes[start] >= 0) {
      start++;
    }
    return java.util.Arrays.copyOfRange(bytes, start, end);
  }
}
