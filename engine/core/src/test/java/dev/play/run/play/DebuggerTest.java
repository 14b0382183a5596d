package dev.play.run.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.report.ExitStatus;
import dev.play.run.RunDefaults;
import dev.play.run.RunOptions;
import dev.play.run.debug.DebuggerQuit;
import dev.play.run.fake.Scenario;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebuggerTest {
  private static final String FAILING =
      """
      - hosts: a
        debugger: on_failed
        vars: {word: wrong}
        tasks:
          - name: risky
            act: {say: "{{ word }}", fail_on: "{{ 'a' if word != 'right' else '' }}"}
          - act: after
      """;

  @TempDir Path directory = Path.of(".");

  private Scenario typing(String... lines) {
    return new Scenario(directory).hosts("a,").typing(lines);
  }

  @Test
  void doesATaskAgainWithAnotherArgument() {
    Scenario done =
        typing("p task.args", "task.args['say'] = 'new'", "task.args['fail_on'] = ''", "r")
            .run(FAILING);
    assertThat(done.log()).containsExactly("a: wrong", "a: new", "a: after");
    assertThat(done.prompts()).contains("[a] TASK: risky (debug)> ");
    assertThat(done.prompts()).anyMatch(text -> text.contains("'say': '{{ word }}'"));
    assertThat(done.counts("a").failed()).isZero();
    assertThat(ExitStatus.of(done.recap())).isEqualTo(ExitStatus.OK);
  }

  @Test
  void doesATaskAgainWithAnotherVariable() {
    Scenario done =
        typing("p task_vars['word']", "task_vars['word'] = 'right'", "u", "redo").run(FAILING);
    assertThat(done.prompts()).contains("'wrong'");
    assertThat(done.log()).containsExactly("a: wrong", "a: right", "a: after");
  }

  @Test
  void goesOnWithTheFailureOrEndsTheRun() {
    assertThat(typing("p result._result.msg", "nonsense", "c").run(FAILING).counts("a").failed())
        .isEqualTo(1);
    assertThatThrownBy(() -> typing("q").run(FAILING)).isInstanceOf(DebuggerQuit.class);
    assertThatThrownBy(() -> typing().run(FAILING)).isInstanceOf(DebuggerQuit.class);
  }

  @Test
  void asksBeforeEachTaskStepByStep() {
    RunOptions options =
        new RunOptions(
            false, false, 0, 4, Set.of(), Set.of(), Optional.empty(), RunDefaults.NONE, true);
    Scenario done =
        typing("y", "n", "c")
            .options(options)
            .run(
                """
                - hosts: a
                  gather_facts: false
                  tasks:
                    - act: one
                    - act: two
                    - act: three
                    - act: four
                """);
    assertThat(done.log()).containsExactly("a: one", "a: three", "a: four");
    assertThat(done.prompts()).hasSize(3).first().asString().startsWith("Perform task: TASK: act");
  }
}
