package dev.play.cli.vault;

import dev.play.cli.terminal.Terminal;
import dev.play.cli.terminal.UsageException;
import dev.play.inventory.source.ProgramRunner;
import dev.play.run.port.Operator;
import dev.play.settings.Settings;
import dev.play.vault.VaultPassword;
import dev.play.vault.VaultPasswordFiles;
import dev.play.vault.VaultPasswords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the passwords of vault files come from: options, and the settings behind them. */
public final class VaultOptions {
  @Option(
      names = {"--vault-password-file", "--vault-pass-file"},
      paramLabel = "FILE",
      description = "Holds the password of vault files, or prints it when executable.")
  List<String> passwordFiles = new ArrayList<>();

  @Option(
      names = "--vault-id",
      paramLabel = "LABEL@FILE",
      description = "The same with a label; `prompt` for FILE asks.")
  List<String> ids = new ArrayList<>();

  @Option(
      names = {"-J", "--ask-vault-pass", "--ask-vault-password"},
      description = "Ask for the password of vault files.")
  boolean ask;

  /** Whom to ask, and what to run. */
  public record Sources(
      Terminal terminal, Operator operator, ProgramRunner programs, Settings settings) {}

  /**
   * All passwords, in the order in which they are tried.
   *
   * @throws UsageException when one cannot be had
   */
  public VaultPasswords passwords(Sources from) {
    return new VaultPasswords(list(from), from.settings().flag("DEFAULT_VAULT_ID_MATCH"));
  }

  List<VaultPassword> list(Sources from) {
    Settings settings = from.settings();
    List<String> all = new ArrayList<>(settings.list("DEFAULT_VAULT_IDENTITY_LIST"));
    all.addAll(ids);
    String usual = settings.text("DEFAULT_VAULT_IDENTITY").orElse("default");
    passwordFiles.forEach(file -> all.add(usual + "@" + file));
    if (passwordFiles.isEmpty() && ids.isEmpty() || settings.isSet("DEFAULT_VAULT_PASSWORD_FILE")) {
      settings.path("DEFAULT_VAULT_PASSWORD_FILE").ifPresent(file -> all.add(usual + "@" + file));
    }
    if (ask || settings.flag("DEFAULT_ASK_VAULT_PASS")) {
      all.add(usual + "@prompt_ask_vault_pass");
    }
    List<VaultPassword> passwords = new ArrayList<>();
    for (String id : all) {
      passwords.add(read(id, usual, passwords, from));
    }
    return passwords;
  }

  /** One password by its LABEL@FILE; a password file may itself be a vault of one before it. */
  static VaultPassword read(String id, String usual, List<VaultPassword> known, Sources from) {
    int at = id.indexOf('@');
    String label = at > 0 ? id.substring(0, at) : usual;
    String source = id.substring(at + 1);
    if (source.equals("prompt") || source.equals("prompt_ask_vault_pass")) {
      String prompt =
          source.equals("prompt") ? "Vault password (" + label + "): " : "Vault password: ";
      return asked(label, prompt, from);
    }
    VaultPasswordFiles files =
        new VaultPasswordFiles(
            from.terminal().directory(),
            from.terminal().home(),
            command -> output(command, from),
            new VaultPasswords(known));
    try {
      return files.read(label, source);
    } catch (IOException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static byte[] output(List<String> command, Sources from) throws IOException {
    ProgramRunner.Ended ended = from.programs().run(command, from.terminal().directory());
    if (ended.status() != 0) {
      throw new IOException(
          "Vault password script "
              + command.getFirst()
              + " returned non-zero ("
              + ended.status()
              + "): "
              + ended.stderr().strip());
    }
    return ended.stdout().getBytes(StandardCharsets.UTF_8);
  }

  /** Asked of whoever is there, or read as a line. */
  static VaultPassword asked(String label, String prompt, Sources from) {
    String answer =
        from.operator().isThere()
            ? from.operator().ask(prompt, true).orElse("")
            : line(from.terminal().in());
    if (answer.isBlank()) {
      throw new UsageException("Invalid vault password was provided: " + prompt.strip());
    }
    return new VaultPassword(label, answer.strip().getBytes(StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) {
    try {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
        line.write(c);
      }
      return line.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
