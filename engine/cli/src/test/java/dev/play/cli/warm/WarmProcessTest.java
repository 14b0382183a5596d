package dev.play.cli.warm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that stays, and command lines that use it. Real processes, in a directory of theirs.
 */
class WarmProcessTest {
  private static final int PATIENCE_SECONDS = 120;

  @TempDir Path directory = Path.of(".");
  private final List<Process> started = new ArrayList<>();

  /** What a command line did. */
  private record Ended(int status, String out) {}

  @BeforeEach
  void aProject() throws IOException {
    Files.writeString(
        directory.resolve("site.yml"),
        """
        - hosts: localhost
          gather_facts: false
          tasks:
            - name: who does it
              debug: msg="by {{ lookup('pipe', 'echo $PPID') }} for {{ lookup('env', 'SOMEBODY') }}"
            - name: wait
              shell: "{{ ends | default('true') }}"
              changed_when: false
        """);
    Files.createDirectories(directory.resolve(".play/warm"));
  }

  @AfterEach
  void endAll() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void aCommandLineHasItsRunDoneByTheWarmProcessWithItsOwnEnvironmentAndStatus() throws Exception {
    Process warm = warm();
    Ended first = play(Map.of("SOMEBODY", "Ada"), "run", "site.yml");
    assertThat(first.out()).contains("by " + warm.pid() + " for Ada", "ok=2");
    assertThat(first.status()).isZero();
    Ended second = play(Map.of("SOMEBODY", "Bo"), "run", "site.yml", "-e", "ends=false");
    assertThat(second.out()).contains("by " + warm.pid() + " for Bo", "failed=1");
    assertThat(second.status()).isEqualTo(2);
    assertThat(play(Map.of(), "run", "nowhere.yml").status()).isEqualTo(1);
    assertThat(warm.isAlive()).isTrue();
  }

  @Test
  void aCommandLineWithAnotherTimeZoneOrAFileOnlyItHasOpenDoesItsWorkItself() throws Exception {
    Process warm = warm();
    assertThat(play(Map.of("TZ", "Asia/Tokyo"), "run", "site.yml").out())
        .contains("ok=2")
        .doesNotContain("by " + warm.pid());
    assertThat(play(Map.of(), "run", "site.yml", "-e", "x=/dev/fd/0").out())
        .contains("ok=2")
        .doesNotContain("by " + warm.pid());
  }

  @Test
  void aCommandLineDoesItsWorkItselfWhereNobodyListensAnyMore() throws Exception {
    warm().destroyForcibly().waitFor();
    assertThat(directory.resolve(".play/warm/socket")).exists();
    assertThat(play(Map.of(), "run", "site.yml").out()).contains("ok=2");
  }

  @Test
  void anInterruptEndsTheRunAndTellsWhatWasDone() throws Exception {
    Process warm = warm();
    Process play = start(Map.of(), "run", "site.yml", "-e", "ends='echo $$ > pid; exec sleep 60'");
    try (BufferedReader out = play.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      while (line != null && !line.startsWith("TASK [wait]")) {
        line = out.readLine();
      }
      assertThat(line).isNotNull();
      assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(play.pid())).start().waitFor())
          .isZero();
      assertThat(out.lines().collect(Collectors.joining("\n")))
          .contains("interrupted", "PLAY RECAP")
          .doesNotContain("fatal", "in the middle");
    }
    assertThat(play.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(play.exitValue()).isEqualTo(130);
    assertThat(warm.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aProcessThatIsKilledInTheMiddleOfARunIsToldWithWhereToLook() throws Exception {
    Process warm = warm();
    Process play =
        start(Map.of(), "run", "site.yml", "-e", "ends='while test -e site.yml; do sleep 1; done'");
    try (BufferedReader out = play.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      while (line != null && !line.startsWith("TASK [wait]")) {
        line = out.readLine();
      }
      warm.destroyForcibly().waitFor();
      assertThat(out.lines().collect(Collectors.joining("\n")))
          .contains("in the middle of the run", ".play/runs")
          .doesNotContain("Exception");
    }
    assertThat(play.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(play.exitValue()).isEqualTo(70);
  }

  @Test
  void aSecondCommandLineDoesNotWaitForTheFirst() throws Exception {
    Process warm = warm();
    Path there = directory.resolve("there");
    Process first =
        start(
            Map.of(), "run", "site.yml", "-e", "ends='while test ! -e there; do sleep 0.1; done'");
    try (BufferedReader out = first.inputReader(StandardCharsets.UTF_8)) {
      List<String> before = new ArrayList<>();
      String line = out.readLine();
      while (line != null && !line.startsWith("TASK [wait]")) {
        before.add(line);
        line = out.readLine();
      }
      assertThat(String.join("\n", before)).contains("by " + warm.pid());
      assertThat(play(Map.of(), "run", "site.yml").out())
          .contains("ok=2")
          .doesNotContain("by " + warm.pid());
      Files.createFile(there);
      assertThat(out.lines().collect(Collectors.joining("\n"))).contains("ok=2");
    }
  }

  @Test
  void manyRunsLeaveNeitherThreadsNorOpenFilesBehind() throws Exception {
    Process warm = warm();
    Path itself = Path.of("/proc", String.valueOf(warm.pid()));
    for (int i = 0; i < 4; i++) {
      play(Map.of(), "run", "site.yml");
    }
    long threads = entries(itself.resolve("task"));
    long files = entries(itself.resolve("fd"));
    for (int i = 0; i < 8; i++) {
      play(Map.of(), "run", "site.yml");
    }
    // Carriers of virtual threads come and go; eight runs would leave eight times something.
    assertThat(entries(itself.resolve("task"))).isLessThan(threads + 8);
    assertThat(entries(itself.resolve("fd"))).isLessThan(files + 8);
  }

  @Test
  void itEndsWhenToldTo() throws Exception {
    Process warm = warm();
    assertThat(play(Map.of(), "warm", "--stop").status()).isZero();
    assertThat(warm.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(directory.resolve(".play/warm/socket")).doesNotExist();
  }

  private static long entries(Path of) throws IOException {
    try (Stream<Path> all = Files.list(of)) {
      return all.count();
    }
  }

  private Process warm() throws IOException {
    Process warm = java(Map.of(), "dev.play.cli.warm.WarmProcess", "10");
    String line = warm.inputReader(StandardCharsets.UTF_8).readLine();
    assertThat(line).startsWith("listening");
    return warm;
  }

  private Ended play(Map<String, String> environment, String... words) throws Exception {
    Process process = start(environment, words);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), out);
  }

  private Process start(Map<String, String> environment, String... words) throws IOException {
    return java(environment, "dev.play.cli.warm.WarmClient", words);
  }

  private Process java(Map<String, String> environment, String main, String... words)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    started.add(process);
    return process;
  }
}
