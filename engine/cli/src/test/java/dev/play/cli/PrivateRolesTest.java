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

class PrivateRolesTest {
  @TempDir Path directory = Path.of(".");

  /** What a play sees of three roles: one of its own, one imported, one included. */
  private String seen(Map<String, String> settings) throws IOException {
    for (String role : new String[] {"one", "two", "three"}) {
      Path defaults = Files.createDirectories(directory.resolve("roles/" + role + "/defaults"));
      Files.writeString(defaults.resolve("main.yml"), role + ": " + role + "\n");
      Path tasks = Files.createDirectories(directory.resolve("roles/" + role + "/tasks"));
      Files.writeString(tasks.resolve("main.yml"), "- ping:\n");
    }
    Files.writeString(
        directory.resolve("site.yml"),
        """
        - hosts: localhost
          roles: [one]
          post_tasks:
            - import_role: {name: two}
            - include_role: {name: three}
            - debug:
                msg: >-
                  seen {{ one | default('-') }} {{ two | default('-') }} {{ three | default('-') }}.
        """);
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream told = new PrintStream(out, true, StandardCharsets.UTF_8);
    Main.execute(
        new Terminal(environment, directory, directory, told, told, null, Clock.systemUTC()),
        "run",
        "site.yml");
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void showsWhatTheSettingLetsThemShow() throws IOException {
    assertThat(seen(Map.of())).contains("seen one two -.");
    assertThat(seen(Map.of("ANSIBLE_PRIVATE_ROLE_VARS", "true"))).contains("seen - - -.");
    assertThat(seen(Map.of("ANSIBLE_PRIVATE_ROLE_VARS", "false"))).contains("seen one two three.");
  }
}
