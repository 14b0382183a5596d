package dev.play.run.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.run.fake.Scenario;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host is asked before the tasks' turns. */
class LookaheadTest {
  @TempDir Path directory = Path.of(".");

  private Scenario run(String playbook) {
    return new Scenario(directory).hosts("a,").run(playbook);
  }

  @Test
  void asksForAllTasksAtOnceFromTheFirstOn() {
    Scenario done =
        run(
            """
            - hosts: all
              tasks:
                - act: {say: one, change: false}
                - block:
                    - act: {say: two, change: false}
                - act: {say: "three {{ item }}", change: false}
                  loop: [x, y]
                - debug: {msg: hello}
                - act: {say: four, change: false}
            """);
    assertThat(done.asked()).containsExactly("a: one, two, three x, three y, four");
  }

  @Test
  void looksAgainBehindAChange() {
    Scenario done =
        run(
            """
            - hosts: all
              tasks:
                - act: {say: one, change: false}
                - act: {say: two, change: true}
                - act: {say: three, change: false}
                - act: {say: four, change: false}
            """);
    assertThat(done.asked()).containsExactly("a: one, two, three, four", "a: three, four");
  }

  @Test
  void leavesOutWhatCannotBeToldBeforeItsTurn() {
    Scenario done =
        run(
            """
            - hosts: all
              tasks:
                - act: {say: one, change: false}
                  register: first
                - act: {say: "two {{ first.value }}", change: false}
                - act: {say: three, change: false}
                  when: first.value == "other"
                - act: {say: "four {{ lookup('pipe', 'touch happened; echo x') }}", change: false}
                  when: false
                - act: {say: five, change: false}
                  delegate_to: b
                - act: {say: six, change: false}
                  tags: never
                - act: {say: seven, change: false}
            """);
    assertThat(done.asked().getFirst()).isEqualTo("a: one, seven");
    assertThat(done.log()).containsExactly("a: one", "a: two one", "b: five", "a: seven");
    assertThat(directory.resolve("happened")).doesNotExist();
  }

  @Test
  void asksAHostThatWasNotHeardOfOnlyWhereTheTaskItselfWill() {
    Scenario done =
        run(
            """
            - hosts: all
              tasks:
                - act: {say: elsewhere, change: false}
                  delegate_to: b
                - act: {say: here, change: false}
                - act: {say: too, change: false}
            """);
    assertThat(done.asked()).first().isEqualTo("a: here, too");
  }

  @Test
  void asksWithTheFactsWhatCanBeToldWithoutThem() {
    Scenario done =
        run(
            """
            - hosts: all
              gather_facts: true
              tasks:
                - act: {say: one, change: false}
                - act: {say: "two {{ ansible_distribution }}", change: false}
                - act: {say: three, change: false}
            """);
    assertThat(done.asked())
        .containsExactly("a: with the facts one, three", "a: one, two Debian, three");
  }
}
