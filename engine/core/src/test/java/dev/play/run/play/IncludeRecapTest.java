package dev.play.run.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.run.fake.Scenario;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncludeRecapTest {
  @TempDir Path directory = Path.of(".");

  /** As of ansible-core 2.18, run beside it: each include that is done counts, imports do not. */
  @Test
  void includesOfTasksAndOfRolesCountAsOkOnceAnItem() {
    Scenario done =
        new Scenario(directory)
            .hosts("a,")
            .file("roles/r/tasks/main.yml", "- act: {say: in, change: false}\n")
            .file("me.yml", "- act: {say: me, change: false}\n")
            .run(
                """
                - hosts: all
                  tasks:
                    - include_role: {name: r}
                    - include_role: {name: r}
                      loop: [1, 2]
                    - include_tasks: me.yml
                    - include_tasks: me.yml
                      loop: [1, 2]
                    - include_role: {name: r}
                      when: false
                    - import_role: {name: r}
                """);
    assertThat(done.counts("a").ok()).isEqualTo(13);
    assertThat(done.counts("a").skipped()).isEqualTo(1);
  }
}
