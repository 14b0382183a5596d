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
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts gathered by modules that settings and variables name, on this machine. */
class FactsModulesTest {
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
    file(
        "library/one",
        """
        #!/bin/sh
        echo '{"ansible_facts": {"whose": "one", "lists": [1, 3], "words": {"a": "one", "b": "one"}}}'
        """);
    file(
        "library/two",
        """
        #!/bin/sh
        echo '{"ansible_facts": {"whose": "two", "lists": [1, 2], "words": {"b": "two"}}}'
        """);
    file("library/bad", "#!/bin/sh\necho '{\"failed\": true, \"msg\": \"no wonder\"}'\n");
  }

  private void playbook(String vars, String tasks) throws IOException {
    file(
        "site.yml",
        "- hosts: localhost\n  gather_facts: true\n  vars: {" + vars + "}\n  tasks:\n" + tasks);
  }

  private static final String MERGED =
      """
          - assert:
              that:
                - whose == 'two'
                - ansible_facts.lists == [3, 1, 2]
                - "ansible_facts.words == {'a': 'one', 'b': 'two'}"
      """;

  @Test
  void mergesTheFactsOfTheModulesThatAVariableNames() throws IOException {
    playbook("ansible_facts_modules: [one, two]", MERGED);
    assertThat(play("run", "site.yml")).as(out()).isZero();
    playbook("ansible_facts_modules: [one, two], ansible_facts_parallel: false", MERGED);
    assertThat(play("run", "site.yml")).as(out()).isZero();
  }

  @Test
  void asksTheModulesThatTheSettingNamesBesideTheUsualOne() throws IOException {
    environment.put("ANSIBLE_FACTS_MODULES", "smart,one");
    playbook(
        "", "    - assert: {that: [ansible_facts.whose == 'one', ansible_system is defined]}\n");
    assertThat(play("run", "site.yml")).as(out()).isZero();
  }

  @Test
  void namesTheModulesThatFail() throws IOException {
    playbook("ansible_facts_modules: [one, bad, absent]", MERGED);
    assertThat(play("run", "site.yml")).isEqualTo(2);
    assertThat(out())
        .contains("The following modules failed to execute: bad, absent", "no wonder", "absent");
  }

  @Test
  void leavesSetupsOwnDefaultsToSetup() throws IOException {
    playbook(
        "",
        """
            - gather_facts:
              module_defaults: {setup: {gather_subset: '!all'}}
            - assert: {that: "gather_subset == ['!all']"}
            - gather_facts:
              module_defaults: {setup: {gather_subset: '!all'}, gather_facts: {gather_subset: min}}
            - assert: {that: "gather_subset == ['min']"}
        """);
    assertThat(play("run", "site.yml")).as(out()).isZero();
  }

  @Test
  void answersForSetupAsAJobInACheckToo() throws IOException {
    playbook(
        "",
        """
            - setup: {gather_subset: min}
              async: 60
              poll: 0
              register: job
            - async_status: {jid: "{{ job.ansible_job_id }}"}
              register: done
              until: done is finished
            - assert: {that: "done.ansible_facts.ansible_system is defined"}
        """);
    assertThat(play("run", "site.yml")).as(out()).isZero();
    assertThat(play("check", "site.yml")).as(out()).isZero();
    assertThat(out()).contains("would change=0", "unknown=0");
  }

  @Test
  void callsAModuleOfThePlaybooksOwnByATemplatesName() throws IOException {
    playbook(
        "which: one",
        """
            - action: "{{ which }}"
              register: told
            - assert: {that: told.ansible_facts.whose == 'one'}
        """);
    assertThat(play("run", "site.yml")).as(out()).isZero();
  }
}
