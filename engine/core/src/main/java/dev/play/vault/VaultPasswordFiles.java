package dev.play.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
  private final Path home;
  private final Script script;
  private final VaultSecrets known;

  /**
   * @param known opens a password file that is itself a vault
   */
  public VaultPasswordFiles(Path workingDirectory, Path home, Script script, VaultSecrets known) {
    this.workingDirectory = workingDirectory;
    this.home = home;
    this.script = script;
    this.known = known;
  }

  /**
   * The password in a file, or printed by it.
   *
   * @throws IOException when there is no password to be had; the message says why
   */
  public VaultPassword read(String label, String name) throws IOException {
    Path file = workingDirectory.resolve(name.startsWith("~/") ? home + name.substring(1) : name);
    if (!Files.exists(file)) {
      throw new IOException("The vault password file " + file + " was not found");
    }
    byte[] password =
        Files.isExecutable(file) && !Files.isDirectory(file)
            ? script.output(command(file, label))
            : opened(file);
    byte[] trimmed = trim(password);
    if (trimmed.length == 0) {
      throw new IOException("Invalid vault password was provided from file (" + file + ")");
    }
    return new VaultPassword(label, trimmed);
  }

  private byte[] opened(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (!VaultSecrets.isEnvelope(text)) {
      return bytes;
    }
    return switch (known.open(text)) {
      case VaultSecrets.Opened.Plain(byte[] plain) -> plain;
      case VaultSecrets.Opened.Refused(String message, String hint) ->
          throw new IOException("the vault password file " + file + ": " + message);
    };
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
