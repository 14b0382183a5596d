package dev.play.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.settings.Settings;
import dev.play.source.Diagnostics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PythonModulesTest {
  @TempDir Path directory = Path.of(".");

  private Path file(String name, String text) throws IOException {
    Path path = directory.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private PythonModules modules(Map<String, String> environment, String printed) {
    return new PythonModules(
        Settings.load(environment, directory, directory, new Diagnostics()),
        List.of(directory.resolve("c")),
        command -> Optional.of(printed));
  }

  private PythonModules modules() throws IOException {
    file("py/ansible/module_utils/basic.py", "from ansible.module_utils.six import moves\n");
    file("py/ansible/module_utils/six/__init__.py", "from . import _six\n");
    file("py/ansible/module_utils/six/_six.py", "");
    file("py/ansible/module_utils/unused.py", "");
    return modules(
        Map.of("PLAY_PYTHON_MODULES", "1", "PLAY_PYTHON_MODULES_PATH", directory + "/py"), "");
  }

  private static Map<String, String> unpacked(ModuleArchive archive) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive.zip().bytes()))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        files.put(e.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  @Test
  void packsWhatAModuleImportsAndNothingElse() throws IOException {
    PythonModules modules = modules();
    Path module = file("library/own.py", "from ansible.module_utils.basic import AnsibleModule\n");
    ModuleArchive archive = modules.archive(module, List.of());
    assertThat(archive.name()).isEqualTo("ansible.modules.own");
    assertThat(unpacked(archive))
        .containsOnlyKeys(
            "ansible/__init__.py",
            "ansible/release.py",
            "ansible/module_utils/__init__.py",
            "ansible/module_utils/basic.py",
            "ansible/module_utils/six/__init__.py",
            "ansible/module_utils/six/_six.py",
            "ansible/modules/__init__.py",
            "ansible/modules/own.py");
  }

  @Test
  void packsTheSameFilesToTheSameBytes() throws IOException {
    Path module = file("library/own.py", "import ansible.module_utils.basic\n");
    String digest = modules().archive(module, List.of()).digest();
    assertThat(modules().archive(module, List.of()).digest()).isEqualTo(digest);
    Files.writeString(module, "import ansible.module_utils.basic # more\n");
    assertThat(modules().archive(module, List.of()).digest()).isNotEqualTo(digest);
  }

  @Test
  void takesTheUtilitiesOfTheRoleBeforeThoseOfTheInstallation() throws IOException {
    PythonModules modules = modules();
    file("role/module_utils/six.py", "own = 1\n");
    Path module = file("role/library/own.py", "");
    assertThat(unpacked(modules.archive(module, List.of(directory.resolve("role")))))
        .containsEntry("ansible/module_utils/six.py", "own = 1\n")
        .doesNotContainKey("ansible/module_utils/six/__init__.py");
  }

  @Test
  void packsTheUtilitiesOfCollectionsByRelativeImportsToo() throws IOException {
    PythonModules modules = modules();
    String collection = "c/ansible_collections/ns/col/plugins/";
    file(collection + "module_utils/one.py", "from .two import x\n");
    file(collection + "module_utils/two.py", "");
    Path module = file(collection + "modules/own.py", "from ..module_utils.one import x\n");
    ModuleArchive archive = modules.archive(module, List.of());
    assertThat(archive.name()).isEqualTo("ansible_collections.ns.col.plugins.modules.own");
    assertThat(unpacked(archive))
        .containsKeys(
            "ansible_collections/__init__.py",
            "ansible_collections/ns/col/plugins/__init__.py",
            "ansible_collections/ns/col/plugins/module_utils/two.py",
            "ansible_collections/ns/col/plugins/modules/own.py");
  }

  @Test
  void tellsWhatIsImportedInAnyCaseAndIsNowhere() throws IOException {
    PythonModules modules = modules();
    Path module =
        file(
            "library/own.py",
            """
            EXAMPLES = '''
            from ansible.module_utils.example import x
            '''
            from ansible.module_utils.basic import AnsibleModule
            from ansible.module_utils.six.moves import zip
            import json
            try:
                from ansible.module_utils.perhaps import x
            except ImportError:
                pass
            """);
    assertThat(modules.archive(module, List.of()).missing()).isEmpty();
    Path other = file("library/other.py", "from ansible.module_utils.gone import x, y\n");
    assertThat(modules.archive(other, List.of()).missing())
        .contains(
            "Could not find imported module support code for ansible.modules.other.  Looked for"
                + " (['ansible.module_utils.gone.x', 'ansible.module_utils.gone'])");
  }

  @Test
  void findsTheInstallationBesideItsModulesOrWhereverPythonHasIt() throws IOException {
    modules();
    Path root = directory.resolve("py/ansible");
    Map<String, String> on = Map.of("PLAY_PYTHON_MODULES", "1");
    assertThat(modules(on, root + "/__init__.py\n").installation())
        .contains(new PythonInstallation(root));
    assertThat(modules(on, "").installation()).isEmpty();
    assertThat(modules(Map.of(), root + "/__init__.py\n").installation()).isEmpty();
    Map<String, String> library =
        Map.of("PLAY_PYTHON_MODULES", "1", "ANSIBLE_LIBRARY", root + "/modules:/else");
    assertThat(modules(library, "").installation()).contains(new PythonInstallation(root));
    assertThat(modules(library, "").libraries()).containsExactly(Path.of("/else"));
  }

  @Test
  void findsModulesOfTheInstallationAndItsCollections() throws IOException {
    PythonModules modules = modules();
    Path own = file("py/ansible/modules/own.py", "");
    Path other = file("py/ansible_collections/ns/col/plugins/modules/other.py", "");
    assertThat(modules.find("own")).contains(own);
    assertThat(modules.find("ansible.builtin.own")).contains(own);
    assertThat(modules.find("ns.col.other")).contains(other);
    assertThat(modules.find("other")).isEmpty();
    assertThat(modules.find("../own")).isEmpty();
  }
}
