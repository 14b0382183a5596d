package dev.play.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.cli.terminal.Terminal;
import dev.play.testkit.LabHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What roles of mixed tasks cost on a host where there is nothing left to do. */
@Tag("lab")
class ConvergedRoleTest {
  /** Two to open a shell, two for facts and what all tasks together ask. */
  private static final long MOST_ROUND_TRIPS = 4;

  /** Tools that all questions together may start. */
  private static final long MOST_PROCESSES = 40;

  /**
   * Processes and threads that begin on the host meanwhile, whoever starts them: sshd, sudo and
   * systemd too.
   */
  private static final long MOST_FORKS = 250;

  private static final Pattern EFFORT =
      Pattern.compile("lab: (\\d+) round trips, (\\d+) processes for questions, (\\d+) effects");

  @AutoClose private static final LabHost HOST = LabHost.start();

  @TempDir Path directory = Path.of(".");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private record Effort(long roundTrips, long processes, long effects) {}

  @BeforeEach
  void writeTheProject() throws IOException {
    Path ssh = Files.createDirectories(directory.resolve(".ssh"));
    Files.writeString(ssh.resolve("known_hosts"), HOST.address() + " " + HOST.hostKey() + "\n");
    Files.writeString(
        directory.resolve("hosts.yml"),
        """
        all:
          hosts:
            lab:
              ansible_host: %s
              ansible_user: play
              ansible_ssh_private_key_file: %s
        """
            .formatted(HOST.address(), HOST.key()));
    Files.writeString(
        directory.resolve("site.yml"), "- {hosts: all, become: true, roles: [converged]}\n");
  }

  /** Holds the role {@code converged}. */
  private static Path roles() {
    URL role = Objects.requireNonNull(ConvergedRoleTest.class.getResource("converged"));
    try {
      return Objects.requireNonNull(Path.of(role.toURI()).getParent());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private int play(String... args) {
    out.reset();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return Main.execute(
        new Terminal(
            Map.of(
                "PATH",
                "/usr/bin:/bin",
                "HOME",
                directory.toString(),
                "ANSIBLE_ROLES_PATH",
                roles().toString()),
            directory,
            directory,
            stream,
            stream,
            null,
            Clock.systemUTC()),
        args);
  }

  /** Without what went well: results may be long. */
  private String told() {
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(l -> !l.startsWith("ok: ") && !l.isBlank())
        .collect(Collectors.joining("\n"));
  }

  private Effort effort() {
    Matcher found = EFFORT.matcher(told());
    assertThat(found.find()).as(told()).isTrue();
    return new Effort(
        Long.parseLong(found.group(1)),
        Long.parseLong(found.group(2)),
        Long.parseLong(found.group(3)));
  }

  /** The number of the last process begun, in the host's own count. */
  private static long lastProcess() {
    return Long.parseLong(HOST.root("cut -d ' ' -f 5 /proc/loadavg").strip());
  }

  @Test
  void costsAFewRoundTripsAndProcessesWithoutPython() {
    assertThat(HOST.root("command -v python3 || echo none")).isEqualTo("none\n");
    assertThat(play("run", "site.yml", "-i", "hosts.yml", "-v")).as(told()).isZero();
    long before = lastProcess();
    assertThat(play("run", "site.yml", "-i", "hosts.yml", "-v")).as(told()).isZero();
    long forks = lastProcess() - before;
    Effort effort = effort();
    assertThat(told()).contains("changed=0", "failed=0");
    assertThat(effort.effects()).isZero();
    assertThat(effort.roundTrips()).isLessThanOrEqualTo(MOST_ROUND_TRIPS);
    assertThat(effort.processes()).isBetween(1L, MOST_PROCESSES);
    assertThat(forks).isBetween(1L, MOST_FORKS);
  }

  /** The role of the benchmarks, as bench/hundred writes it. */
  @Test
  void costsNoMoreRoundTripsForAHundredTasks() throws IOException, InterruptedException {
    Path script = Path.of("../../bench/hundred").toAbsolutePath().normalize();
    Process writing =
        new ProcessBuilder("sh", script.toString(), directory.toString()).inheritIO().start();
    assertThat(writing.waitFor()).isZero();
    assertThat(play("run", "hundred.yml", "-i", "hosts.yml", "-v")).as(told()).isZero();
    assertThat(play("run", "hundred.yml", "-i", "hosts.yml", "-v")).as(told()).isZero();
    Effort effort = effort();
    assertThat(told()).contains("ok=101 ", "changed=0", "failed=0");
    assertThat(effort.effects()).isZero();
    assertThat(effort.roundTrips()).isLessThanOrEqualTo(MOST_ROUND_TRIPS);
    assertThat(effort.processes()).isBetween(1L, MOST_PROCESSES);
  }
}
