package dev.play.compile.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.python.PythonModules;
import dev.play.settings.Settings;
import dev.play.source.Diagnostics;
import dev.play.vault.VaultSecrets;
import dev.play.yaml.YamlFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ForeignModulesTest {
  private static final String PYTHON = "from ansible.module_utils.basic import AnsibleModule\n";
  private static final Map<String, String> OFF = Map.of();
  private static final Map<String, String> ON = Map.of("PLAY_PYTHON_MODULES", "yes");

  @TempDir Path directory = Path.of(".");

  private Path file(String name, String text) throws IOException {
    Path path = directory.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private ForeignModules modules(Map<String, String> environment) {
    Settings settings = Settings.load(environment, directory, directory, new Diagnostics());
    PythonModules python =
        new PythonModules(
            settings, List.of(), command -> Optional.of(directory + "/py/ansible/__init__.py"));
    return new ForeignModules(
        new ModuleFiles(new RolesPath(List.of(), List.of()), directory, List.of()),
        python,
        new CollectionRuntimes(
            new YamlFiles(VaultSecrets.none(), directory), List.of(), Optional::empty));
  }

  private Optional<String> refused(ForeignModules modules, String name) {
    ModuleFile file = modules.find(name, List.of(directory)).orElseThrow();
    return modules.whyNot(file, name, name).map(r -> r.message() + ": " + r.hint());
  }

  @Test
  void namesTheOptionThatAllowsPythonModules() throws IOException {
    file("library/own.py", PYTHON);
    assertThat(refused(modules(OFF), "own"))
        .hasValueSatisfying(
            text ->
                assertThat(text).contains("needs Ansible's Python library", "--python-modules"));
    assertThat(refused(modules(ON), "own"))
        .hasValueSatisfying(text -> assertThat(text).contains("python_modules_path"));
    file("py/ansible/module_utils/basic.py", "");
    assertThat(refused(modules(ON), "own")).isEmpty();
  }

  @Test
  void refusesWhatIsHalfAnActionPlugin() throws IOException {
    file("py/ansible/module_utils/basic.py", "");
    file("library/own.py", PYTHON);
    file("action_plugins/own.py", "");
    assertThat(refused(modules(ON), "own"))
        .hasValueSatisfying(text -> assertThat(text).contains("action plugin"));
  }

  @Test
  void letsTheUsersOwnModuleWinOverOneOfPlaysWhereAllowed() throws IOException {
    Path own = file("role/library/ping.py", PYTHON);
    List<Path> around = List.of(directory.resolve("role"));
    assertThat(modules(ON).instead("ping", around).map(ModuleFile::path)).contains(own);
    assertThat(modules(ON).instead("ansible.legacy.ping", around)).isPresent();
    assertThat(modules(ON).instead("ansible.builtin.ping", around)).isEmpty();
    assertThat(modules(ON).instead("ping", List.of(directory))).isEmpty();
    assertThat(modules(OFF).instead("ping", around)).isEmpty();
  }

  @Test
  void knowsTheModulesOfRolesThatItHasMet() throws IOException {
    Path own = file("role/library/ping", PYTHON);
    file("role/library/ping.ini", "");
    ForeignModules modules = modules(ON);
    assertThat(modules.instead("ping", List.of(directory))).isEmpty();
    modules.enter(directory.resolve("role"));
    assertThat(modules.instead("ping", List.of(directory)).map(ModuleFile::path)).contains(own);
  }

  @Test
  void keepsPlaysModulesAheadOfTheInstallations() throws IOException {
    file("py/ansible/module_utils/basic.py", "");
    file("py/ansible/modules/ping.py", PYTHON);
    assertThat(modules(ON).instead("ping", List.of(directory))).isEmpty();
  }
}
