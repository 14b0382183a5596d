package dev.play.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What changes by itself while a playbook waits is seen, though it was asked for before. */
class WaitingTest {
  @TempDir Path directory = Path.of(".");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private int play(String... args) {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return Main.execute(
        new Terminal(
            Map.of("PATH", "/usr/bin:/bin", "HOME", directory.toString()),
            directory,
            directory,
            stream,
            stream,
            null,
            Clock.systemUTC()),
        args);
  }

  /** Each of these ends only when the file is there, or makes it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "stat: {path: F}\n      register: late\n      until: late.stat.exists\n      retries: 60\n"
            + "      delay: 1",
        "wait_for: {path: F, sleep: 1, timeout: 60}",
        "wait_for: {timeout: 4}",
        "pause: {seconds: 4}",
        "debug: {msg: \"{{ item }}\"}\n      loop: [1, 2]\n      loop_control: {pause: 4}",
        "command: {cmd: touch F}\n      async: 60\n      poll: 1",
      })
  void isSeenAfterwards(String waits) throws IOException {
    Path file = directory.resolve("late");
    Files.writeString(
        directory.resolve("site.yml"),
        """
        - hosts: localhost
          gather_facts: false
          tasks:
            - stat: {path: F}
              register: before
            - assert: {that: not before.stat.exists}
            - shell: (sleep 1; touch F) > /dev/null 2>&1 &
              environment: {F: F}
            - stat: {path: F.other}
            - WAITS
            - stat: {path: F}
              register: after
            - assert: {that: after.stat.exists}
        """
            .replace("WAITS", waits)
            .replace("F", file.toString())
            .replace("environment: {" + file + ":", "environment: {X:"));
    int status = play("run", "-i", "localhost,", "-c", "local", "site.yml");

    assertThat(status).as(out.toString(StandardCharsets.UTF_8)).isZero();
  }
}
