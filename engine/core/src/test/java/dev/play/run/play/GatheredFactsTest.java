package dev.play.run.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.run.fake.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the facts is gathered. */
class GatheredFactsTest {
  @TempDir Path directory = Path.of(".");

  private List<Set<String>> gathered(String playbook) {
    return new Scenario(directory).hosts("a,").run(playbook).gathered();
  }

  @Test
  void isWhatAnyOfThePlaysRefersTo() {
    assertThat(
            gathered(
                """
                - hosts: all
                  tasks:
                    - debug: {msg: "{{ ansible_distribution }}"}
                - hosts: all
                  gather_facts: false
                  tasks:
                    - debug: {msg: "{{ ansible_mounts | default('') }}"}
                """))
        .containsExactly(
            Set.of("!all", "!fqdn", "!local", "!date_time", "!lsb", "!systemd", "hardware"));
  }

  @Test
  void isAllWhereAnyMayBeSeen() {
    assertThat(
            gathered(
                "- hosts: all\n  tasks:\n    - debug: {msg: '{{ ansible_facts | length }}'}\n"))
        .containsExactly(Set.of("all"));
    assertThat(
            gathered(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - gather_facts:
                      register: seen
                    - setup:
                """))
        .containsExactly(Set.of("all"), Set.of("all"));
  }

  @Test
  void isWhatThePlayAsksForByName() {
    assertThat(
            gathered(
                """
                - hosts: all
                  gather_subset: [network]
                  tasks:
                    - debug: {msg: "{{ ansible_distribution }}"}
                - hosts: all
                  gather_subset: [all]
                  tasks: [{debug: {msg: x}}]
                """))
        .containsExactly(Set.of("network"), Set.of("all"));
  }

  @Test
  void isOfEveryGroupWhatTheSetupModuleTakes() {
    String playbook =
        "- hosts: all\n  tasks:\n    - debug: {msg: '{{ ansible_NAME | default(1) }}'}\n";
    for (String name : List.of("fqdn", "domain", "lsb", "systemd", "date_time", "local", "env")) {
      Scenario done = new Scenario(directory).hosts("a,").run(playbook.replace("NAME", name));
      assertThat(done.gathered()).as(name).hasSize(1);
    }
  }
}
