package dev.play.run.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.run.fake.Scenario;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FirstFoundTest {
  @TempDir Path directory = Path.of(".");

  @Test
  void looksFirstAmongWhatTheTaskIsFor() {
    Scenario done =
        new Scenario(directory)
            .hosts("a,")
            .file("roles/r/vars/debian.yml", "found: vars\n")
            .file("roles/r/tasks/debian.yml", "- debug: {msg: found the tasks}\n")
            .file(
                "roles/r/tasks/main.yml",
                """
                - include_tasks: "{{ lookup('first_found', [os + '.yml']) }}"
                - include_tasks: "{{ item }}"
                  with_first_found: ["{{ os }}.yml"]
                - include_vars: "{{ item }}"
                  with_first_found: ["{{ os }}.yml"]
                - assert: {that: found == 'vars'}
                """)
            .run("- {hosts: a, vars: {os: debian}, roles: [r]}\n");
    assertThat(done.said()).containsExactly("a: found the tasks", "a: found the tasks");
    assertThat(done.console()).contains("failed=0");
  }
}
