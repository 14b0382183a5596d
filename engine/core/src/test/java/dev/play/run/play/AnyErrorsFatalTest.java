package dev.play.run.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.run.fake.Scenario;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code any_errors_fatal}. */
class AnyErrorsFatalTest {
  @TempDir Path directory = Path.of(".");

  @Test
  void failsAHostForAnothersSakeOnceItsAlwaysSectionIsOver() {
    Scenario done =
        new Scenario(directory)
            .hosts("a,b,")
            .run(
                """
                - hosts: a,b
                  any_errors_fatal: true
                  tasks:
                    - block:
                        - act: {say: one, fail_on: a}
                      always:
                        - act: always
                    - act: never
                """);
    assertThat(done.log()).containsExactlyInAnyOrder("a: one", "b: one", "a: always", "b: always");
  }

  @Test
  void letsBothGoOnBehindARescueWhereBothHaveFailed() {
    Scenario done =
        new Scenario(directory)
            .hosts("a,b,")
            .run(
                """
                - hosts: a,b
                  any_errors_fatal: true
                  tasks:
                    - block:
                        - act: {say: one, fail_on: "a,b"}
                      rescue:
                        - act: rescue
                    - act: after
                """);
    assertThat(done.log())
        .containsExactlyInAnyOrder(
            "a: one", "b: one", "a: rescue", "b: rescue", "a: after", "b: after");
  }
}
