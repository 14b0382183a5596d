package dev.play.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.source.Diagnostics;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  private final Diagnostics problems = new Diagnostics();

  private Settings with(String config, Map<String, String> environment) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(directory.resolve("ansible.cfg"), config);
    return Settings.load(environment, directory, Path.of("/home/me"), problems);
  }

  @Test
  void theEnvironmentWinsOverTheFileAndTheFileOverWhatIsUsual() throws IOException {
    Settings settings = with("[defaults]\nforks = 7\ntimeout: 3\n", Map.of("ANSIBLE_FORKS", "9"));

    assertThat(settings.number("DEFAULT_FORKS")).isEqualTo(9);
    assertThat(settings.number("DEFAULT_TIMEOUT")).isEqualTo(3);
    assertThat(settings.text("DEFAULT_GATHERING")).contains("implicit");
    assertThat(settings.find("DEFAULT_FORKS").orElseThrow().origin())
        .isEqualTo("env: ANSIBLE_FORKS");
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void pathsOfAFileCountFromIt() throws IOException {
    Settings settings = with("[defaults]\nroles_path = r:~/s ; ours\n", Map.of());

    assertThat(settings.paths("DEFAULT_ROLES_PATH"))
        .containsExactly(directory.resolve("r"), Path.of("/home/me/s"));
    assertThat(settings.paths("DEFAULT_MODULE_PATH").getFirst())
        .isEqualTo(Path.of("/home/me/.ansible/plugins/modules"));
  }

  @Test
  void aFileThatEverybodyMayWriteBesideIsNotRead() throws IOException {
    Files.writeString(directory.resolve("ansible.cfg"), "[defaults]\nforks = 7\n");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));

    Settings settings = Settings.load(Map.of(), directory, directory, problems);

    assertThat(settings.number("DEFAULT_FORKS")).isEqualTo(5);
    assertThat(problems.all()).singleElement().asString().contains("everybody may write");
  }

  @Test
  void aWrongTypeIsAMistakeAndAnEmptyVariableIsNone() throws IOException {
    with("", Map.of("ANSIBLE_TIMEOUT", "lola", "ANSIBLE_FORKS", ""));

    assertThat(problems.all())
        .singleElement()
        .extracting(p -> p.message())
        .asString()
        .startsWith(
            "Invalid type for configuration option setting: DEFAULT_TIMEOUT (from env:"
                + " ANSIBLE_TIMEOUT)");
  }

  @Test
  void aChoiceThatIsNoneIsAMistake() throws IOException {
    with("[defaults]\ngathering = clever\n", Map.of());

    assertThat(problems.all())
        .singleElement()
        .extracting(p -> p.message())
        .asString()
        .contains("valid values are: implicit, explicit, smart");
  }

  @Test
  void whatIsNotFollowedIsNamed() throws IOException {
    with("", Map.of("ANSIBLE_NULL_REPRESENTATION", "nil"));

    assertThat(problems.all()).singleElement().asString().contains("DEFAULT_NULL_REPRESENTATION");
  }

  @Test
  void listsAreCutAtCommasAndUnquoted() throws IOException {
    Settings settings = with("[defaults]\ncowsay_enabled_stencils = 'a' , b  ; BOOM\n", Map.of());

    assertThat(settings.list("ANSIBLE_COW_ACCEPTLIST")).isEqualTo(List.of("a", "b"));
  }

  @Test
  void readsWhatAnsibleTakesForTrue() throws IOException {
    assertThat(with("", Map.of("ANSIBLE_VAULT_ID_MATCH", "1")).flag("DEFAULT_VAULT_ID_MATCH"))
        .isTrue();
    assertThat(with("", Map.of()).flag("DEFAULT_VAULT_ID_MATCH")).isFalse();
  }

  @Test
  void aHostsVariablesWinForOptionsOfPlugins() throws IOException {
    Settings settings = with("", Map.of("ANSIBLE_REMOTE_PORT", "23"));

    assertThat(
            settings.ofPlugin(
                "connection",
                "ssh",
                "port",
                name ->
                    name.equals("ansible_ssh_port")
                        ? Optional.of(Value.of(2022))
                        : Optional.empty()))
        .contains(new Settings.Found(Value.of(2022), "var: ansible_ssh_port"));
    assertThat(settings.ofPlugin("connection", "ssh", "port", name -> Optional.empty()))
        .contains(new Settings.Found(Value.of(23), "env: ANSIBLE_REMOTE_PORT"));
  }
}
