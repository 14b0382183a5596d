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

class VerifyTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  @TempDir Path directory = Path.of(".");

  private int verify(String tasks, String... more) throws IOException {
    Files.writeString(
        directory.resolve("site.yml"),
        "- hosts: localhost\n  gather_facts: false\n  tasks:\n" + tasks);
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    Terminal terminal =
        new Terminal(
            Map.of("PATH", "/usr/bin:/bin"),
            directory,
            directory,
            System.in,
            stream,
            stream,
            null,
            Clock.systemUTC());
    String[] all = new String[more.length + 2];
    all[0] = "verify";
    all[1] = "site.yml";
    System.arraycopy(more, 0, all, 2, more.length);
    return Main.execute(terminal, all);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void runsTheProofsAndNothingElse() throws IOException {
    String tasks =
        """
            - {name: Change, file: {path: PLACE/made, state: touch}}
            - {name: Proof, assert: {that: 1 == 1}, tags: verify}
            - block: [{name: Proof within, debug: {msg: seen}, tags: [never, verify]}]
        """;
    assertThat(verify(tasks.replace("PLACE", directory.toString()))).as(this::said).isZero();
    assertThat(said()).contains("Proof", "Proof within").doesNotContain("Change");
    assertThat(directory.resolve("made")).doesNotExist();
  }

  @Test
  void failsWhereAProofDoes() throws IOException {
    assertThat(verify("    - {name: Proof, assert: {that: 1 == 2}, tags: verify}\n")).isEqualTo(2);
  }

  @Test
  void refusesAPlaybookThatProvesNothing() throws IOException {
    assertThat(verify("    - {name: Change, ping: }\n")).isNotZero();
    assertThat(said()).contains("no task of site.yml is tagged verify");
  }

  @Test
  void refusesFurtherTags() throws IOException {
    assertThat(verify("    - {ping: , tags: verify}\n", "--tags", "other")).isNotZero();
    assertThat(said()).contains("verify runs the tasks tagged verify");
  }
}
