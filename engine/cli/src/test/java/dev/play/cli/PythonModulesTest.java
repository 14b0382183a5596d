package dev.play.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.play.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules in Python on this machine, by a stand-in for Ansible's library. */
class PythonModulesTest {
  /** As much of it as the modules here use. */
  private static final String BASIC =
      """
      import json, sys
      _ANSIBLE_ARGS = None

      class AnsibleModule:
          def __init__(self, secrets=(), supports_check_mode=False):
              given = json.loads(_ANSIBLE_ARGS.decode())['ANSIBLE_MODULE_ARGS']
              self.check_mode = given['_ansible_check_mode']
              self.params = {k: v for k, v in given.items() if not k.startswith('_ansible_')}
              self.secrets = secrets

          def exit_json(self, **answer):
              told = {k: 'VALUE_SPECIFIED_IN_NO_LOG_PARAMETER' if k in self.secrets else v
                      for k, v in self.params.items()}
              print(json.dumps(dict(answer, invocation=dict(module_args=told))))
              sys.exit(0)
      """;

  private static final String MODULE =
      """
      #!/usr/bin/python
      from ansible.module_utils.basic import AnsibleModule
      from ansible.module_utils import words

      module = AnsibleModule(secrets=['password'], supports_check_mode=True)
      if not module.check_mode:
          open(module.params['path'], 'w').write(words.HELLO)
      module.exit_json(changed=True, check=module.check_mode)
      """;

  @TempDir Path directory = Path.of(".");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<String, String> environment =
      new HashMap<>(Map.of("PATH", "/usr/bin:/bin:/usr/sbin:/sbin"));

  private int play(String... args) {
    out.reset();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return Main.execute(
        new Terminal(environment, directory, directory, stream, stream, null, Clock.systemUTC()),
        args);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " ");
  }

  private void file(String name, String text) throws IOException {
    Path path = directory.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @BeforeEach
  void prepare() throws IOException {
    assumeThat(Path.of("/usr/bin/python3")).exists();
    file("py/ansible/module_utils/basic.py", BASIC);
    file("module_utils/words.py", "HELLO = 'hello'\n");
    file("library/greet.py", MODULE);
    environment.put("PLAY_PYTHON_MODULES_PATH", directory + "/py");
    environment.put("ANSIBLE_REMOTE_TMP", directory + "/tmp");
  }

  private void playbook(String tasks) throws IOException {
    file(
        "site.yml",
        "- hosts: localhost\n  gather_facts: false\n  vars: {f: '"
            + directory
            + "/f'}\n  tasks:\n"
            + tasks);
  }

  @Test
  void runsAModuleThatNeedsAnsiblesLibraryWhereThatIsAllowed() throws IOException {
    playbook("    - greet: {path: '{{ f }}'}\n    - greet: {path: '{{ f }}2'}\n");
    assertThat(play("run", "site.yml")).isEqualTo(1);
    assertThat(out()).contains("needs Ansible's Python library", "--python-modules");
    assertThat(play("run", "--python-modules", "site.yml")).as(out()).isZero();
    assertThat(directory.resolve("f")).hasContent("hello");
    assertThat(directory.resolve("f2")).hasContent("hello");
    try (var kept = Files.list(directory.resolve("tmp/play-python"))) {
      assertThat(kept).hasSize(1);
    }
  }

  @Test
  void takesTheModulesWordInACheckAndSaysSo() throws IOException {
    environment.put("PLAY_PYTHON_MODULES", "true");
    playbook("    - greet: {path: '{{ f }}'}\n    - greet: {path: '{{ f }}'}\n");
    assertThat(play("check", "site.yml")).as(out()).isZero();
    assertThat(directory.resolve("f")).doesNotExist();
    assertThat(out())
        .contains("would change=1", "unknown=1", "the module's own word", "what comes before it");
  }

  @Test
  void doesNotAskAModuleThatDoesNotSayItHasACheckMode() throws IOException {
    environment.put("PLAY_PYTHON_MODULES", "true");
    file("library/greet.py", MODULE.replace(", supports_check_mode=True", ""));
    playbook("    - greet: {path: '{{ f }}'}\n");
    assertThat(play("check", "site.yml")).as(out()).isZero();
    assertThat(directory.resolve("f")).doesNotExist();
    assertThat(out()).contains("unknown=1");
    playbook("    - greet: {path: '{{ f }}'}\n      check_mode: true\n");
    assertThat(play("run", "site.yml")).as(out()).isZero();
    assertThat(directory.resolve("f")).doesNotExist();
    assertThat(out()).contains("skipped=1");
  }

  @Test
  void hidesFromThenOnWhatOnlyTheModuleKnowsToBeSecret() throws IOException {
    environment.put("PLAY_PYTHON_MODULES", "true");
    playbook(
        """
            - greet: {path: "{{ f }}", password: "{{ word }}"}
              vars: {word: unguessable}
            - debug: {msg: "it is unguessable"}
        """);
    assertThat(play("run", "-vvv", "site.yml")).as(out()).isZero();
    assertThat(out()).contains("it is ********").doesNotContain("unguessable");
  }

  @Test
  void saysWhichPackageAHostWithoutPythonLacks() throws IOException {
    environment.put("PLAY_PYTHON_MODULES", "true");
    playbook(
        """
            - greet: {path: "{{ f }}"}
              vars: {ansible_python_interpreter: /nowhere/python}
        """);
    assertThat(play("run", "site.yml")).isEqualTo(2);
    assertThat(out()).contains("/nowhere/python", "ansible_python_interpreter");
  }

  @Test
  void givesModulesTheDefaultsOfTheirGroupsAndOfTheirOwn() throws IOException {
    environment.put("PLAY_PYTHON_MODULES", "true");
    environment.put("ANSIBLE_COLLECTIONS_PATH", directory + "/c");
    file(
        "c/ansible_collections/ns/col/meta/runtime.yml",
        "action_groups: {greeters: [greet, ansible.builtin.debug]}\n");
    file("c/ansible_collections/ns/col/plugins/modules/greet.py", MODULE);
    playbook(
        """
            - debug:
              module_defaults: {group/ns.col.greeters: {msg: of the group}}
        """);
    assertThat(play("run", "site.yml")).as(out()).isZero();
    assertThat(out()).contains("of the group");
    playbook(
        """
            - module_defaults:
                group/ns.col.greeters: {path: "{{ f }}"}
                ns.col.greet: {password: own}
              ns.col.greet:
        """);
    assertThat(play("run", "-vvv", "site.yml")).as(out()).isZero();
    assertThat(directory.resolve("f")).hasContent("hello");
    assertThat(out()).contains("\"password\": \"VALUE_SPECIFIED_IN_NO_LOG_PARAMETER\"");
    playbook("    - ping:\n      module_defaults: {group/ns.col.none: {data: x}}\n");
    assertThat(play("run", "site.yml")).isEqualTo(1);
    assertThat(out()).contains("could not resolve the module_defaults group ns.col.none");
  }
}
