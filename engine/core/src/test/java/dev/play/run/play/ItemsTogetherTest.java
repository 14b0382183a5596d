package dev.play.run.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.run.fake.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items of a loop that are handed over together. The hands here take three at a time. */
class ItemsTogetherTest {
  @TempDir Path directory = Path.of(".");

  private Scenario run(String playbook) {
    return new Scenario(directory).hosts("a,").run(playbook);
  }

  @Test
  void handsOverAllItemsThatAreAskedForAndTellsEachInItsTurn() {
    Scenario done =
        run(
            """
            - hosts: all
              tasks:
                - act: {say: "{{ item }}", value: "v{{ item }}", change: false}
                  loop: [1, 2, 3, 4, 5, 6]
                  when: item != 2
                  register: all
                - act: {say: "{{ all.results | map(attribute='value', default='-') | join(' ') }}"}
            """);
    assertThat(done.together()).containsExactly(3, 2);
    assertThat(done.log())
        .containsExactly("a: 1", "a: 3", "a: 4", "a: 5", "a: 6", "a: v1 - v3 v4 v5 v6");
  }

  @Test
  void goesOnBehindAnItemThatFailsAsAnsibleDoes() {
    Scenario done =
        run(
            """
            - hosts: all
              tasks:
                - act: {say: "{{ item }}", fail_on: "{{ (item == 2) | ternary('a', 'none') }}"}
                  loop: [1, 2, 3]
                  register: all
                  ignore_errors: true
                - act: {say: "{{ all.results | map(attribute='failed') | join(' ') }}"}
            """);
    assertThat(done.log()).containsExactly("a: 1", "a: 2", "a: 3", "a: False True False");
  }

  @Test
  void looksLessFarWhereFewWentTogether() {
    Scenario done =
        run(
            """
            - hosts: all
              tasks:
                - act: {say: "{{ item }}"}
                  loop: "{{ range(40) | list }}"
            """);
    assertThat(done.log()).hasSize(40);
    assertThat(done.offered()).startsWith(40, 12, 12).endsWith(10, 7, 4, 1);
  }

  @Test
  void settlesEachItemOnce() throws IOException {
    run(
        """
        - hosts: all
          tasks:
            - act: {say: "{{ lookup('pipe', 'echo ' ~ item ~ ' | tee -a settled') }}"}
              loop: [1, 2, 3, 4]
        """);
    assertThat(Files.readString(directory.resolve("settled"))).isEqualTo("1\n2\n3\n4\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "loop_control: {pause: 1}",
        "loop_control: {break_when: [item == 9]}",
        "until: out.try == 1",
        "retries: 2",
        "timeout: 5",
        "delegate_to: b",
        "async: 5",
        "check_mode: true",
        "when: out is not defined or out.value != '9'",
        "args: {value: \"{{ out | default('') }}\"}",
      })
  void doesOneAfterTheOtherWhereATurnMayHaveToWaitForTheOneBefore(String keywords) {
    Scenario done =
        new Scenario(directory)
            .hosts("a,b,")
            .run(
                """
                - hosts: a
                  tasks:
                    - act: {say: "{{ item }}"}
                      loop: [1, 2]
                      register: out
                      %s
                """
                    .formatted(keywords));
    assertThat(done.log()).isNotEmpty();
    assertThat(done.together()).isEmpty();
  }

  @Test
  void losesTheHostAtTheItemThatWasTriedFirst() {
    Scenario done =
        run(
            """
            - hosts: all
              tasks:
                - act: {say: "{{ item }}", lose_on: "{{ (item == 4) | ternary('a', 'none') }}"}
                  loop: [1, 2, 3, 4, 5]
                - act: {say: never}
            """);
    assertThat(done.log()).containsExactly("a: 1", "a: 2", "a: 3");
    assertThat(done.console()).contains("unreachable=1");
  }
}
