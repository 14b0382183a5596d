package dev.play.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host prints of secrets that it was given within other texts. */
class MaskingTest {
  @TempDir Path directory = Path.of(".");

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(directory.resolve("password"), "of the vault\n");
    Files.writeString(
        directory.resolve("site.yml"),
        """
        - hosts: localhost
          gather_facts: false
          tasks:
            - copy:
                content: "user=shop password={{ shop_password }} state={{ shop_state }}"
                dest: "{{ playbook_dir }}/settings"
            - command: sh -c 'cut -c 11- settings; exit 3'
              args: {chdir: "{{ playbook_dir }}"}
        """);
  }

  private String told(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Main.execute(
        new Terminal(
            Map.of("PATH", "/usr/bin:/bin:/usr/sbin:/sbin"),
            directory,
            directory,
            stream,
            stream,
            null,
            Clock.systemUTC()),
        words);
    return out.toString(StandardCharsets.UTF_8);
  }

  private void settingsAreToldWithoutThePassword() throws IOException {
    String told =
        told("run", "site.yml", "-e", "@secrets.yml", "--vault-password-file", "password");
    assertThat(Files.readString(directory.resolve("settings")))
        .isEqualTo("user=shop password=dewey-decimal state=present");
    assertThat(told).contains("password=******** state=present").doesNotContain("dewey-decimal");
  }

  @Test
  void masksWhatTheRunItselfCameToKnow() throws IOException {
    Files.writeString(
        directory.resolve("settings.mustache"), "user=shop made={{made.stdout}} kept={{kept}}\n");
    Files.writeString(
        directory.resolve("site.yml"),
        """
        - hosts: localhost
          gather_facts: false
          vars:
            kept: "{{ lookup('password', 'kept length=12') }}"
          tasks:
            - command: echo hunter2-of-host
              no_log: true
              register: made
            - template: {src: settings.mustache, dest: "{{ playbook_dir }}/settings"}
            - openssl_privatekey: {path: "{{ playbook_dir }}/key", type: ECC, curve: secp256r1, passphrase: plain-words-7}
            - command: sh -c 'cat settings; echo key=plain-words-$((6 + 1)); exit 3'
              args: {chdir: "{{ playbook_dir }}"}
        """);
    String told = told("run", "site.yml");
    assertThat(Files.readString(directory.resolve("settings")))
        .startsWith("user=shop made=hunter2-of-host kept=");
    assertThat(told)
        .contains("user=shop made=******** kept=********", "key=********")
        .doesNotContain("hunter2-of-host", "plain-words-7")
        .doesNotContain(Files.readString(directory.resolve("kept")).strip());
  }

  @Test
  void masksAPasswordOfAnEncryptedFileThatATextHeld() throws IOException {
    Files.writeString(
        directory.resolve("secrets.yml"), "shop_password: dewey-decimal\nshop_state: present\n");
    told("vault", "encrypt", "--vault-password-file", "password", "secrets.yml");
    assertThat(Files.readString(directory.resolve("secrets.yml"))).startsWith("$ANSIBLE_VAULT");
    settingsAreToldWithoutThePassword();
  }

  @Test
  void masksAnEncryptedValueThatATextHeld() throws IOException {
    String value =
        told(
            "vault",
            "encrypt_string",
            "--vault-password-file",
            "password",
            "-n",
            "shop_password",
            "dewey-decimal");
    Files.writeString(directory.resolve("secrets.yml"), value + "\nshop_state: present\n");
    settingsAreToldWithoutThePassword();
  }
}
