package dev.play.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ends that are nobody's wish. */
class EndingTest {
  @TempDir Path directory = Path.of(".");

  @Test
  void tellsWhatWasDoneWhenInterruptedAndEndsWith130() throws IOException, InterruptedException {
    Files.writeString(
        directory.resolve("site.yml"),
        """
        - hosts: localhost
          gather_facts: false
          tasks:
            - command: /bin/true
            - name: wait
              command: sleep 60
            - command: touch never
        """);
    Process play =
        // Where the tests run in the background, interrupts are ignored, and so they would be in
        // play.
        new ProcessBuilder(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.play.cli.Main",
                "run",
                "site.yml")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader out = play.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      while (line != null && !line.startsWith("TASK [wait]")) {
        line = out.readLine();
      }
      assertThat(line).isNotNull();
      assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(play.pid())).start().waitFor())
          .isZero();
      String rest = out.lines().collect(Collectors.joining("\n"));
      assertThat(play.waitFor(Duration.ofSeconds(20).toMillis(), TimeUnit.MILLISECONDS)).isTrue();
      assertThat(rest).contains("interrupted", "PLAY RECAP", "ok=1").doesNotContain("fatal");
      assertThat(play.exitValue()).isEqualTo(130);
      assertThat(directory.resolve("never")).doesNotExist();
    } finally {
      play.destroyForcibly();
    }
  }

  @Test
  void givesAStackTraceForAnErrorOfOurs() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream broken =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8) {
          @Override
          public void println(String text) {
            throw new StackOverflowError("of ours");
          }
        };
    Terminal terminal =
        new Terminal(
            Map.of("PATH", "/usr/bin:/bin"),
            directory,
            directory,
            broken,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            null,
            Clock.systemUTC());
    assertThat(Main.execute(terminal, "exec", "localhost", "-m", "ping")).isEqualTo(70);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("bug in play", "StackOverflowError: of ours", "\tat dev.play.");
  }
}
