package dev.play.run.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.run.fake.Scenario;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that went to a host within another text, and come back by themselves. */
class MaskedPartsTest {
  @TempDir Path directory = Path.of(".");

  /** As a container does whose last words are told: what they say is nothing that play made. */
  @Test
  void masksASecretThatAHostTellsThoughItWentThereAsPartOfAText() {
    Scenario done =
        new Scenario(directory)
            .run(
                """
                - hosts: a
                  tasks:
                    - act: {say: make, value: hunter2-of-a}
                      no_log: true
                      register: made
                    - act: {say: "PASSWORD={{ made.value }} USER=ada"}
                    - act: {say: "PASSWORD={{ lookup('password', 'kept length=12') }}"}
                    - act: {say: up, value: "ada cannot log in by hunter2-of-a, nor by {{ lookup('file', 'kept') }}.", fail_on: a}
                """);
    assertThat(done.console())
        .contains("ada cannot log in by ********, nor by ********.")
        .doesNotContain("hunter2-of-a");
  }
}
