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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhyTest {
  @TempDir Path directory = Path.of(".");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private int play(String... args) {
    out.reset();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return Main.execute(
        new Terminal(
            Map.of("PATH", "/usr/bin:/bin"),
            directory,
            directory,
            stream,
            stream,
            null,
            Clock.systemUTC()),
        args);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void tellsEachPlaceWithItsLineAndTheValueOfTheWinner() throws IOException {
    write("hosts", "[web]\nweb1 base=80 port=1\nweb2 port=2\n\n[web:vars]\n# port=8\nport = 3\n");
    write("group_vars/all.yml", "---\nother: 1\nport: 4\n");
    write("host_vars/web1/main.yml", "port: \"{{ base | int + 1 }}\"\n");
    assertThat(play("why", "web1", "port", "-i", "hosts")).isZero();
    assertThat(out())
        .isEqualTo(
            """
            -> "{{ base | int + 1 }}"  from host_vars/web1/main.yml:1:1 (host_vars beside the playbook)
               = 81
               "{{ base | int + 1 }}"  from host_vars/web1/main.yml:1:1 (host_vars beside the inventory)
               1  from hosts:2:14 (inventory host variables)
               4  from group_vars/all.yml:3:1 (group_vars/all beside the playbook)
               4  from group_vars/all.yml:3:1 (group_vars/all beside the inventory)
               3  from hosts:7:1 (inventory group variables)
            """);
  }

  @Test
  void findsPlacesInInventoriesOfYaml() throws IOException {
    write(
        "hosts.yml",
        "all:\n  vars: {port: 1}\n  children:\n    web:\n      hosts:\n        web1: {port: 2}\n      vars:\n        port: 3\n");
    assertThat(play("why", "web1", "port", "-i", "hosts.yml")).isZero();
    assertThat(out())
        .contains("-> 2  from hosts.yml:6:16", "3  from hosts.yml:8:9", "1  from hosts.yml:2:10");
  }

  @Test
  void looksIntoThePlaysRolesAndTasksOfAPlaybook() throws IOException {
    write("roles/r/defaults/main.yml", "---\ntone: 1\n");
    write(
        "roles/r/tasks/main.yml",
        "- include_tasks: more.yml\n  vars: {tone: 7}\n- debug:\n  vars: {tone: 4}\n");
    write("roles/r/tasks/more.yml", "- set_fact:\n    tone: 6\n");
    write("vars/v.yml", "tone: 5\n");
    write(
        "site.yml",
        """
        - hosts: web
          vars: {tone: 3}
          tasks:
            - include_vars: v.yml
            - command: x
              register: tone
          roles: [{role: r, tone: 8}]
        - hosts: other
        """);
    assertThat(play("why", "web1", "tone", "-i", "hosts", "-p", "site.yml")).isOne();
    write("hosts", "[web]\nweb1\n[other]\no\n");
    assertThat(play("why", "web1", "tone", "-i", "hosts", "-p", "site.yml")).isZero();
    assertThat(out().lines().toList())
        .anySatisfy(line -> assertThat(line).isEqualTo("play at site.yml:1:3:"))
        .anySatisfy(line -> assertThat(line).startsWith("-> 3  from site.yml:2:10"))
        .anySatisfy(line -> assertThat(line).startsWith("   1  from roles/r/defaults/main.yml:2:1"))
        .anySatisfy(line -> assertThat(line).startsWith(" * 4  from roles/r/tasks/main.yml:4:10"))
        .anySatisfy(line -> assertThat(line).startsWith(" * 5  from vars/v.yml:1:1"))
        .anySatisfy(line -> assertThat(line).startsWith(" * 6  from roles/r/tasks/more.yml:2:5"))
        .anySatisfy(line -> assertThat(line).startsWith(" * 7  from roles/r/tasks/main.yml:2:10"))
        .anySatisfy(line -> assertThat(line).startsWith(" * 8  from site.yml:7:21"))
        .anySatisfy(line -> assertThat(line).contains("site.yml:5:7 (set_fact or register)"))
        .noneSatisfy(line -> assertThat(line).contains("site.yml:8"));
  }

  @Test
  void saysWhatIsWrongWithTheValueAndWhereToLookFurther() throws IOException {
    write("hosts", "web1 a=\"{{ nobody }}\"\n");
    assertThat(play("why", "web1", "a", "-i", "hosts")).isZero();
    assertThat(out()).contains("   = ", "nobody");
    assertThat(play("why", "web1", "b", "-i", "hosts")).isOne();
    assertThat(out()).contains("b is not defined for web1 outside of plays; -p PLAYBOOK");
  }
}
