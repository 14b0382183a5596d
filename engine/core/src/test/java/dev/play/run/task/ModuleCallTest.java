package dev.play.run.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.run.RunOptions;
import dev.play.run.fake.Scenario;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleCallTest {
  @TempDir Path directory = Path.of(".");

  private static RunOptions telling(int verbosity) {
    return new RunOptions(false, false, verbosity, 8, Set.of(), Set.of(), Optional.empty());
  }

  private Scenario run(RunOptions options) {
    return new Scenario(directory)
        .options(options)
        .run(
            """
            - hosts: a
              tasks:
                - act: {say: "{{ 'hello' }}"}
                - debug:
                    garbage {{ 'with a template' }}
                  ignore_errors: true
                  register: wrong
                - debug: {msg: "{{ wrong.msg }}"}
            """);
  }

  @Test
  void tellsHowAModuleWasCalledAtTheThirdLevelOnly() {
    assertThat(run(telling(3)).console()).contains("\"invocation\": {", "\"say\": \"hello\"");
    assertThat(run(telling(2)).console()).doesNotContain("invocation");
  }

  @Test
  void saysWhatIsNoArgument() {
    assertThat(run(RunOptions.DEFAULT).said())
        .isNotEmpty()
        .allMatch("a: invalid or malformed argument: 'garbage with a template'"::equals);
  }
}
