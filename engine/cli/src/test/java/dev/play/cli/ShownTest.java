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
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownTest {
  @TempDir Path directory = Path.of(".");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private String told(Map<String, String> settings, String... arguments) {
    out.reset();
    err.reset();
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
    Main.execute(
        new Terminal(
            environment,
            directory,
            directory,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            null,
            Clock.systemUTC()),
        arguments);
    return out.toString(StandardCharsets.UTF_8);
  }

  private String run(String... settings) throws IOException {
    Files.writeString(
        directory.resolve("site.yml"),
        """
        - hosts: localhost
          tasks:
            - name: fine
              ping:
            - name: left out
              ping:
              when: false
            - name: broken
              fail:
              ignore_errors: true
            - name: new
              copy: {content: x, dest: "{{ playbook_dir }}/made"}
              diff: true
        """);
    Files.writeString(directory.resolve("made"), "y");
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      given.put(settings[i], settings[i + 1]);
    }
    return told(given, "run", "site.yml");
  }

  @Test
  void hidesTasksWithoutResultsToTellOf() throws IOException {
    assertThat(run()).contains("TASK [fine]", "ok: [", "TASK [left out]", "skipping: [");
    assertThat(run("ANSIBLE_DISPLAY_SKIPPED_HOSTS", "false"))
        .contains("TASK [fine]", "TASK [broken]", "TASK [new]")
        .doesNotContain("left out", "skipping: [");
    assertThat(run("ANSIBLE_DISPLAY_OK_HOSTS", "false"))
        .contains("TASK [left out]", "TASK [broken]", "changed: [")
        .doesNotContain("TASK [fine]", "ok: [");
  }

  @Test
  void tellsFailuresWhereAndHowThatIsAskedFor() throws IOException {
    assertThat(run("ANSIBLE_DISPLAY_FAILED_STDERR", "true")).doesNotContain("fatal: [");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("fatal: [localhost]: FAILED!");
    assertThat(run("ANSIBLE_SHOW_TASK_PATH_ON_FAILURE", "true"))
        .contains("task path: site.yml:8\nfatal: [");
  }

  @Test
  void namesBothSidesOfADiff() throws IOException {
    String made = directory.resolve("made").toString();
    assertThat(run()).contains("--- before: " + made + "\n+++ after: " + made + "\n");
  }

  @Test
  void tellsResultsOnALineEachInAnsiblesSpacing() {
    assertThat(told(Map.of(), "exec", "localhost", "-m", "ping", "-o"))
        .contains("localhost | SUCCESS => {\"changed\": false,\"ping\": \"pong\"}");
  }
}
