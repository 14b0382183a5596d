package dev.play.run.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.run.RunOptions;
import dev.play.run.fake.Scenario;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlersTest {
  @TempDir Path directory = Path.of(".");

  private Scenario run(String playbook) {
    return new Scenario(directory).run(playbook);
  }

  @Test
  void runsNotifiedHandlersOnceInTheOrderOfTheirDefinition() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - {act: one, notify: [second, first]}
                - {act: two, notify: first}
              handlers:
                - {name: first, act: h1}
                - {name: second, act: h2}
                - {name: third, act: h3}
            """);
    assertThat(done.log()).containsExactly("a: one", "a: two", "a: h1", "a: h2");
    assertThat(done.console()).contains("RUNNING HANDLER [first]");
  }

  @Test
  void notifiesOnlyWhenSomethingChangedAndOnlyThatHost() {
    Scenario done =
        run(
            """
            - hosts: a,b
              tasks:
                - act: {say: one, change: "{{ inventory_hostname == 'b' }}"}
                  notify: h
              handlers:
                - {name: h, act: handled}
            """);
    assertThat(done.log()).contains("b: handled").doesNotContain("a: handled");
  }

  @Test
  void runsAllHandlersThatListenToATopic() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - {act: one, notify: restart all}
              handlers:
                - {name: x, act: x, listen: restart all}
                - {name: y, act: y, listen: [other, restart all]}
            """);
    assertThat(done.log()).containsExactly("a: one", "a: x", "a: y");
  }

  @Test
  void takesTheTasksOfABlockForHandlersOfTheirOwn() {
    Scenario done =
        run(
            """
            - hosts: a
              vars: {yes_please: true}
              tasks:
                - {act: one, notify: [h2, h1]}
              handlers:
                - name: both
                  when: yes_please
                  block:
                    - {name: h1, act: h1}
                    - {name: h2, act: h2}
                    - {name: h3, act: h3}
                  rescue:
                    - {name: h4, act: h4}
            """);
    assertThat(done.log()).containsExactly("a: one", "a: h1", "a: h2");
  }

  @Test
  void failsOnlyWhereItNotifiesByTheNameOfAnImport() {
    Scenario done =
        new Scenario(directory)
            .file("more.yml", "- {act: imported}\n")
            .run(
                """
                - hosts: a
                  tasks:
                    - {act: {say: one, change: false}, notify: whole}
                    - {act: two, notify: whole}
                    - {act: three}
                  handlers:
                    - {name: whole, import_tasks: more.yml}
                """);
    assertThat(done.log()).containsExactly("a: one", "a: two");
    assertThat(done.console())
        .containsOnlyOnce("ERROR! The requested handler 'whole' was not found");
  }

  @Test
  void flushesWhereToldAndMayRunAgainLater() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - {act: one, notify: h}
                - meta: flush_handlers
                - {act: two, notify: h}
                - act: three
              handlers:
                - {name: h, act: handled}
            """);
    assertThat(done.log())
        .containsExactly("a: one", "a: handled", "a: two", "a: three", "a: handled");
  }

  @Test
  void letsHandlersNotifyLaterHandlers() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - {act: one, notify: first}
              handlers:
                - {name: first, act: h1, notify: second}
                - {name: second, act: h2}
            """);
    assertThat(done.log()).containsExactly("a: one", "a: h1", "a: h2");
  }

  @Test
  void leavesHandlersOutAfterAFailureUnlessTheyAreForced() {
    String playbook =
        """
        - hosts: a
          force_handlers: FORCED
          tasks:
            - {act: one, notify: h}
            - act: {say: two, fail_on: a}
            - act: three
          handlers:
            - {name: h, act: handled}
        """;
    assertThat(run(playbook.replace("FORCED", "false")).log()).containsExactly("a: one", "a: two");
    assertThat(run(playbook.replace("FORCED", "true")).log())
        .containsExactly("a: one", "a: two", "a: handled");
  }

  @Test
  void findsHandlersOfRolesByTheirFullName() {
    Scenario done =
        new Scenario(directory)
            .file("roles/r/handlers/main.yml", "- {name: h, act: of r}\n")
            .file("roles/r/tasks/main.yml", "- {act: one, notify: 'r : h'}\n")
            .run("- {hosts: a, roles: [r]}\n");
    assertThat(done.log()).containsExactly("a: one", "a: of r");
  }

  @Test
  void checksHandlersThatWouldBeNotified() {
    Scenario done =
        new Scenario(directory)
            .options(RunOptions.DEFAULT.checking())
            .run(
                """
                - hosts: a
                  tasks:
                    - {act: one, notify: h}
                    - act: {say: two, unknown: true}
                      notify: perhaps
                  handlers:
                    - {name: h, act: handled}
                    - {name: perhaps, act: maybe}
                """);
    assertThat(done.log())
        .containsExactly("a: check one", "a: check two", "a: check handled", "a: maybe perhaps");
    assertThat(done.counts("a").wouldChange()).isEqualTo(2);
    assertThat(done.counts("a").unknown()).isEqualTo(2);
    assertThat(done.console()).contains("unknown: [a] (until \"act\")");
  }
}
