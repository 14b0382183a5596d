package dev.play.run.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.run.fake.Scenario;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunOnceIncludesTest {
  @TempDir Path directory = Path.of(".");

  private Scenario run(String playbook) {
    return new Scenario(directory)
        .file("me.yml", "- act: {say: once, value: shared}\n  register: got\n")
        .run(playbook);
  }

  @Test
  void anIncludeThatIsRunOnceIsTheFirstHostsAlone() {
    Scenario done =
        run(
            """
            - hosts: all
              tasks:
                - include_tasks: me.yml
                  run_once: true
                - debug: msg="{{ got.value | default('nothing') }}"
            """);
    assertThat(done.log()).containsExactly("a: once");
    assertThat(done.said()).contains("a: shared", "b: nothing", "c: nothing");
  }

  @Test
  void whereItsTasksAreRunOnceTooAllHostsGetTheirResults() {
    Scenario done =
        run(
            """
            - hosts: all
              tasks:
                - include_tasks:
                    file: me.yml
                    apply: {run_once: true}
                  run_once: true
                - debug: msg="{{ got.value | default('nothing') }}"
            """);
    assertThat(done.log()).containsExactly("a: once");
    assertThat(done.said()).contains("a: shared", "b: shared", "c: shared");
  }
}
