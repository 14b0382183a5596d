package dev.play.run.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.run.fake.Scenario;
import dev.play.template.EvaluationException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** vars_prompt where nobody is there to answer. */
class PromptTest {
  @TempDir Path directory = Path.of(".");

  private Scenario run(String playbook) {
    return new Scenario(directory).hosts("a,").run(playbook);
  }

  @Test
  void takesTheDefaultOfAQuestionThatNobodyAnswers() {
    Scenario done =
        run(
            """
            - hosts: all
              vars_prompt:
                - {name: colour, prompt: Which colour, default: blue, private: false}
              tasks:
                - act: "paint {{ colour }}"
            """);
    assertThat(done.log()).containsExactly("a: paint blue");
  }

  @Test
  void namesAllQuestionsThatNobodyAnswersAndTouchesNoHost() {
    Scenario scenario = new Scenario(directory).hosts("a,");
    assertThatThrownBy(
            () ->
                scenario.run(
                    """
                    - hosts: all
                      vars_prompt:
                        - {name: one, prompt: First}
                        - {name: two, prompt: Second}
                      tasks:
                        - act: "{{ one }} {{ two }}"
                    """))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("nobody is there to answer vars_prompt for one, two");
    assertThat(scenario.log()).isEmpty();
  }
}
