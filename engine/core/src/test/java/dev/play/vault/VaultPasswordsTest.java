package dev.play.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.value.Value;
import dev.play.yaml.YamlData;
import dev.play.yaml.YamlFile;
import dev.play.yaml.YamlFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vaults were made by Python's hashlib and cryptography, not by this code. */
class VaultPasswordsTest {
  private static final String PLAIN =
      """
      $ANSIBLE_VAULT;1.1;AES256
      30303031303230333034303530363037303830393061306230633064306530663130313131323133
      3134313531363137313831393161316231633164316531660a353963383164616365663765363134
      61656337386239343932653764363632643665636665316232626337663434623862313436646264
      3330353135643865350a313838353634666566363933316233383363346238366663336239666435
      36643262326138646235353631343638656563633233626164613766393131323734
      """;
  private static final String LABELLED =
      """
      $ANSIBLE_VAULT;1.2;AES256;prod
      30303031303230333034303530363037303830393061306230633064306530663130313131323133
      3134313531363137313831393161316231633164316531660a316661323331613964313465623361
      34643631336234383536333735333631343233653666343039363361656639663462653562353437
      3964373038373862360a353039313735313965656239646566353862666663313161363236386463
      3232
      """;

  private static VaultPassword password(String id, String text) {
    return new VaultPassword(id, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String open(String envelope, VaultPassword... passwords) {
    return switch (new VaultPasswords(List.of(passwords)).open(envelope)) {
      case VaultSecrets.Opened.Plain(byte[] bytes) -> new String(bytes, StandardCharsets.UTF_8);
      case VaultSecrets.Opened.Refused(String message, String hint) -> message + " | " + hint;
    };
  }

  @Test
  void opensWithTheRightPassword() {
    assertThat(open(PLAIN, password("default", "hunter2")))
        .isEqualTo("password: s3cret\nport: 80\n");
  }

  @Test
  void triesAllPasswordsWhateverTheLabel() {
    assertThat(open(LABELLED, password("default", "hunter2"), password("prod", "other")))
        .isEqualTo("grüße");
    assertThat(open(LABELLED, password("x", "other"))).isEqualTo("grüße");
  }

  @Test
  void saysWhichPasswordsItTried() {
    assertThat(open(LABELLED, password("dev", "wrong")))
        .isEqualTo(
            "no vault password given opens this | tried dev; it was encrypted with the id prod");
    assertThat(open(PLAIN)).contains("no vault password was given").contains("--vault-id");
  }

  @Test
  void refusesWhatWasTamperedWith() {
    assertThat(open(PLAIN.replace("1323734", "1323735"), password("default", "hunter2")))
        .contains("no vault password given opens this");
    assertThat(open(PLAIN.replace("30303031", "xyz"), password("default", "hunter2")))
        .contains("not hexadecimal");
    assertThat(open("$ANSIBLE_VAULT;1.0;AES\n00\n", password("default", "hunter2")))
        .contains("vault format 1.0 is not supported");
  }

  @Test
  void valuesFromVaultsAreSecret(@TempDir Path directory) throws IOException {
    YamlFiles files =
        new YamlFiles(
            new VaultPasswords(List.of(password("default", "hunter2"), password("prod", "other"))),
            directory);
    Files.writeString(directory.resolve("all.yml"), PLAIN);
    YamlFile whole = files.load(Path.of("all.yml"));
    assertThat(whole.problems()).isEmpty();
    assertThat(new YamlData(new Diagnostics()).value(whole.root().orElseThrow()))
        .isEqualTo(
            Value.dictOf(
                "password",
                new Value.Secret(new Value.Text("s3cret")),
                "port",
                new Value.Secret(new Value.Int(80))));
    YamlFile inline =
        files.parse("greeting: !vault |\n  " + LABELLED.strip().replace("\n", "\n  ") + "\n", "t");
    assertThat(new YamlData(new Diagnostics()).value(inline.root().orElseThrow()))
        .isEqualTo(Value.dictOf("greeting", new Value.Secret(new Value.Text("grüße"))));
  }

  @Test
  void aValueWithoutItsPasswordStaysClosedWithAWarning() {
    YamlFile file =
        new YamlFiles(VaultSecrets.none(), Path.of("/nowhere"))
            .parse("a: !vault |\n  " + PLAIN.strip().replace("\n", "\n  ") + "\n", "t");
    assertThat(file.problems())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.span()).hasToString("t:2:3");
              assertThat(d.severity()).isEqualTo(Diagnostic.Severity.WARNING);
              assertThat(d.message()).contains("--vault-password-file");
            });
    assertThat(new YamlData(new Diagnostics()).value(file.root().orElseThrow()))
        .isInstanceOfSatisfying(
            Value.Dict.class,
            d -> assertThat(d.get("a").orElseThrow()).isInstanceOf(ClosedVault.class));
  }

  @Test
  void readsPasswordsFromFilesAndScripts(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("pass");
    Files.writeString(file, "hunter2\n");
    VaultPasswordFiles files =
        new VaultPasswordFiles(
            directory,
            directory,
            command ->
                String.join(" ", command.subList(1, command.size()))
                    .getBytes(StandardCharsets.UTF_8),
            VaultSecrets.none());
    assertThat(files.read("default", "pass")).isEqualTo(password("default", "hunter2"));
    assertThat(files.read("prod", "pass")).isEqualTo(password("prod", "hunter2"));
    Path script = directory.resolve("ask-client.sh");
    Files.writeString(script, "#!/bin/sh\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    assertThat(files.read("dev", "ask-client.sh")).isEqualTo(password("dev", "--vault-id dev"));
    assertThatThrownBy(() -> files.read("default", "none")).hasMessageContaining("was not found");
  }
}
