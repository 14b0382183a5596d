package dev.play.run.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.run.fake.Scenario;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that are done on another host. */
class DelegationTest {
  @TempDir Path directory = Path.of(".");

  private Scenario run(String playbook) {
    return new Scenario(directory).run(playbook);
  }

  @Test
  void delegatesToAnotherHost() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - act: "for {{ inventory_hostname }} {{ ansible_delegated_vars.b.inventory_hostname }}"
                  delegate_to: b
            """);
    assertThat(done.log()).containsExactly("b: for a a");
    assertThat(done.console()).contains("changed: [a -> b]");
  }

  @Test
  void knowsTheAddressOfTheHostThatItDelegatesTo() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - act: "at {{ ansible_host }} of {{ ansible_delegated_vars[ansible_host].ansible_host }}"
                  delegate_to: b
                - act: "at {{ ansible_host }}"
                - act: "at {{ ansible_host }}"
                  delegate_to: b
                  vars: {ansible_host: elsewhere}
            """);
    assertThat(done.log()).containsExactly("b: at b of b", "a: at a", "b: at elsewhere");
  }
}
