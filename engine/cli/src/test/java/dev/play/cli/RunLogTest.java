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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
  @TempDir Path directory = Path.of(".");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private List<String> logged(Map<String, String> settings) throws IOException {
    Files.writeString(
        directory.resolve("site.yml"),
        """
        - hosts: localhost
          tasks:
            - name: normal task
              ping:
            - ping:
              when: "{{ one }} == 1"
              vars: {one: 1}
        """);
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
    environment.put("ANSIBLE_LOG_PATH", directory.resolve("log").toString());
    PrintStream told = new PrintStream(out, true, StandardCharsets.UTF_8);
    Main.execute(
        new Terminal(
            environment,
            directory,
            directory,
            told,
            told,
            null,
            Clock.fixed(Instant.parse("2026-03-04T05:06:07.089Z"), ZoneOffset.UTC)),
        "run",
        "site.yml");
    return Files.readAllLines(directory.resolve("log"));
  }

  @Test
  void addsWhatARunTellsWithItsTimeAndWeight() throws IOException {
    List<String> lines = logged(Map.of());
    assertThat(lines)
        .allMatch(
            line -> line.matches("2026-03-04 05:06:07,089 p=\\d+ u=\\S+ n=ansible \\w+\\| .*"))
        .anyMatch(line -> line.contains("INFO| TASK [normal task] ***"))
        .anyMatch(line -> line.contains("INFO| ok: [localhost]"))
        .anyMatch(line -> line.contains("WARNING| [WARNING]: conditional statements should not"));
    assertThat(logged(Map.of())).hasSize(2 * lines.size());
  }

  @Test
  void tellsMoreInTheLogThanOnTheConsoleWhereThatIsAskedFor() throws IOException {
    assertThat(logged(Map.of("ANSIBLE_LOG_VERBOSITY", "3")))
        .anyMatch(line -> line.contains("<localhost> EXEC "))
        .anyMatch(line -> line.contains("\"ping\": \"pong\""));
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("EXEC", "pong");
  }
}
