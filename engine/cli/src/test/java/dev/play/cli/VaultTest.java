package dev.play.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
  @TempDir Path directory = Path.of(".");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private String input = "";

  @BeforeEach
  void writePasswords() throws IOException {
    Files.writeString(directory.resolve("old"), "hunter2\n");
    Files.writeString(directory.resolve("new"), "*******\n");
    Files.writeString(directory.resolve("secret.yml"), "port: 80\n");
    Files.setPosixFilePermissions(
        directory.resolve("secret.yml"), PosixFilePermissions.fromString("rw-r-----"));
  }

  private int vault(String... arguments) {
    out.reset();
    err.reset();
    String[] all = new String[arguments.length + 1];
    all[0] = "vault";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Main.execute(
        new Terminal(
            Map.of("PATH", "/usr/bin:/bin", "EDITOR", "sed -i s/80/81/"),
            directory,
            directory,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            null,
            null,
            Clock.systemUTC()),
        all);
  }

  private String file() throws IOException {
    return Files.readString(directory.resolve("secret.yml"));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void encryptsShowsEditsRekeysAndDecryptsAFileAndKeepsItsMode() throws IOException {
    assertThat(vault("encrypt", "--vault-id", "prod@old", "secret.yml")).isZero();
    assertThat(file()).startsWith("$ANSIBLE_VAULT;1.2;AES256;prod\n");
    assertThat(vault("view", "--vault-password-file", "old", "secret.yml")).isZero();
    assertThat(out()).isEqualTo("port: 80\n");
    assertThat(vault("edit", "--vault-password-file", "old", "secret.yml")).isZero();
    assertThat(file()).startsWith("$ANSIBLE_VAULT;1.2;AES256;prod\n");
    assertThat(
            vault(
                "rekey",
                "--vault-password-file",
                "old",
                "--new-vault-password-file",
                "new",
                "secret.yml"))
        .isZero();
    assertThat(file()).startsWith("$ANSIBLE_VAULT;1.1;AES256\n");
    assertThat(vault("view", "--vault-password-file", "old", "secret.yml")).isOne();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Decryption failed");
    assertThat(vault("decrypt", "--vault-password-file", "new", "secret.yml")).isZero();
    assertThat(file()).isEqualTo("port: 81\n");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("secret.yml"))))
        .isEqualTo("rw-r-----");
  }

  @Test
  void encryptsTextsAsValues() {
    assertThat(vault("encrypt_string", "--vault-password-file", "old", "-n", "a", "text")).isZero();
    assertThat(out()).startsWith("a: !vault |\n          $ANSIBLE_VAULT;1.1;AES256\n          ");
    input = "text";
    assertThat(vault("encrypt-string", "--vault-id", "old", "--stdin-name", "b")).isZero();
    assertThat(out()).startsWith("b: !vault |\n");
  }

  @Test
  void filtersStdinToStdout() {
    input = "port: 80\n";
    assertThat(vault("encrypt", "--vault-password-file", "old")).isZero();
    input = out();
    assertThat(vault("decrypt", "--vault-password-file", "old", "--output", "-")).isZero();
    assertThat(out()).isEqualTo("port: 80\n");
  }

  @Test
  void wantsToKnowWhichOfSeveralPasswordsEncrypts() throws IOException {
    String[] both = {"encrypt", "--vault-id", "a@old", "--vault-id", "b@new", "secret.yml"};
    assertThat(vault(both)).isEqualTo(5);
    assertThat(file()).isEqualTo("port: 80\n");
    assertThat(
            vault(
                "encrypt",
                "--vault-id",
                "a@old",
                "--vault-id",
                "b@new",
                "--encrypt-vault-id",
                "b",
                "secret.yml"))
        .isZero();
    assertThat(file()).startsWith("$ANSIBLE_VAULT;1.2;AES256;b\n");
  }

  @Test
  void readsAPasswordFromStdinWhereNobodyIsThere() {
    assertThat(vault("encrypt", "--vault-password-file", "old", "secret.yml")).isZero();
    input = "hunter2\n";
    assertThat(vault("view", "--ask-vault-pass", "secret.yml")).isZero();
    assertThat(out()).isEqualTo("port: 80\n");
  }
}
