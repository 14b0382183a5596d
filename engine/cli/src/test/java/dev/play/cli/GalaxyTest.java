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

class GalaxyTest {
  @TempDir Path directory = Path.of(".");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int play(String... args) {
    out.reset();
    err.reset();
    return Main.execute(
        new Terminal(
            Map.of("PATH", "/usr/bin:/bin", "ANSIBLE_ROLES_PATH", "roles"),
            directory,
            directory,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            null,
            Clock.systemUTC()),
        args);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void installsWhatTheFileAsksForThenListsAndRunsIt() throws IOException {
    write("mine/tasks/main.yml", "- debug: {msg: found}\n");
    write("tools/galaxy.yml", "{namespace: acme, name: tools, version: 1.0.0}\n");
    write("tools/roles/r/tasks/main.yml", "- debug: {msg: found too}\n");
    write(
        "requirements.yml",
        "roles: [{src: ./mine, name: its}]\ncollections: [{source: ./tools, type: dir}]\n");
    assertThat(play("galaxy", "install", "--collections-path", "collections"))
        .describedAs(err())
        .isZero();
    assertThat(out()).contains("its", "acme.tools (1.0.0) was installed", "requirements.lock.yml");
    assertThat(play("galaxy", "list")).isZero();
    assertThat(out()).contains("- its, (unknown version)", "- acme.tools, 1.0.0");
    assertThat(play("galaxy", "collection", "list", "acme.none")).isOne();
    write("site.yml", "- {hosts: localhost, gather_facts: false, roles: [its, acme.tools.r]}\n");
    assertThat(play("run", "site.yml")).describedAs(err()).isZero();
    assertThat(out()).contains("found", "found too");
    assertThat(play("galaxy", "install", "--collections-path", "collections", "--locked"))
        .describedAs(err())
        .isZero();
  }

  @Test
  void installsOnlyOneKindWhereThatIsNamed() throws IOException {
    write("mine/tasks/main.yml", "[]\n");
    write("tools/galaxy.yml", "{namespace: acme, name: tools, version: 1.0.0}\n");
    write(
        "req.yml",
        "roles: [{src: ./mine, name: its}]\ncollections: [{source: ./tools, type: dir}]\n");
    assertThat(play("galaxy", "collection", "install", "-r", "req.yml", "-p", "here")).isZero();
    assertThat(directory.resolve("here/ansible_collections/acme/tools/MANIFEST.json")).exists();
    assertThat(directory.resolve("roles")).doesNotExist();
    assertThat(play("galaxy", "role", "install", "-r", "req.yml", "-p", "there")).isZero();
    assertThat(directory.resolve("there/its/tasks/main.yml")).exists();
    assertThat(directory.resolve("req.lock.yml")).content().contains("acme.tools", "its");
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    assertThat(play("galaxy", "install")).isOne();
    assertThat(err()).contains("there is no requirements file");
    assertThat(play("galaxy", "install", "someone.nginx")).isOne();
    assertThat(err()).contains("no galaxy server is set", "give its src");
    write("requirements.yml", "- {sorce: x}\n");
    assertThat(play("galaxy", "install")).isOne();
    assertThat(err()).contains("requirements.yml:1:4", "sorce is no key of a role");
    assertThat(play("galaxy", "install", "-s", "nowhere", "a.b")).isOne();
    assertThat(err()).contains("there is no galaxy server nowhere");
  }
}
