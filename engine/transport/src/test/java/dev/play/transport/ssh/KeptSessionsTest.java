package dev.play.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.connection.Connection;
import dev.play.connection.ShellRequest;
import dev.play.connection.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("lab")
@Timeout(120)
@SuppressWarnings("NullAway.Init")
class KeptSessionsTest {
  /** More than one connection's sessions, by sshd's default (MaxSessions in sshd_config(5)). */
  private static final int MANY_RUNS = 15;

  @TempDir Path directory;
  private TestSshd sshd;
  private Target target;
  private final AtomicLong nanos = new AtomicLong(-5);
  private final KeptSessions kept = new KeptSessions(Duration.ofSeconds(60), nanos::get);

  @BeforeEach
  void start() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    sshd = TestSshd.start(directory, "LogLevel INFO");
    target = target("login");
  }

  @AfterEach
  void stop() {
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    kept.sweep();
    sshd.close();
  }

  private Target target(String key) {
    return SshTargets.target("127.0.0.1", sshd.port())
        .user("root")
        .key(Optional.of(directory.resolve(key)))
        .build();
  }

  private SshConnector connector(KeptSessions.Lending lending) throws IOException {
    return new SshConnector(sshd.environment(), Optional.of(lending));
  }

  private long logIns() throws IOException {
    return sshd.log().lines().filter(line -> line.contains("Accepted publickey")).count();
  }

  /** What a run does. */
  private void run() throws IOException {
    KeptSessions.Lending lending = kept.lend();
    Connection connection = connector(lending).connect(target);
    assertThat(connection.run(ShellRequest.of("echo done")).out()).isEqualTo("done\n");
    lending.end();
    connection.close();
  }

  @Test
  void aRunsLogInServesTheNextRuns() throws IOException {
    for (int i = 0; i < MANY_RUNS; i++) {
      run();
    }
    assertThat(logIns()).isEqualTo(1);
  }

  @Test
  void aRunGetsAShellOfItsOwn() throws IOException {
    KeptSessions.Lending first = kept.lend();
    Connection one = connector(first).connect(target);
    String before = one.run(ShellRequest.of("echo $$")).out();
    first.end();
    one.close();
    Connection two = connector(kept.lend()).connect(target);
    assertThat(two.run(ShellRequest.of("echo $$")).out()).isNotEqualTo(before);
    two.close();
  }

  @Test
  void afterARunsFirstConnectionOthersLogInSinceTheyMayProveThatItWorks() throws IOException {
    run();
    assertThat(logIns()).isEqualTo(1);
    KeptSessions.Lending lending = kept.lend();
    SshConnector connector = connector(lending);
    Connection first = connector.connect(target);
    assertThat(logIns()).isEqualTo(1);
    first.close();
    Connection second = connector.connect(target);
    second.run(ShellRequest.of(":"));
    assertThat(logIns()).isEqualTo(2);
    second.close();
    // Neither was left at the run's end.
    run();
    assertThat(logIns()).isEqualTo(3);
  }

  @Test
  void whatIsClosedTwiceIsNotTakenFromTheNextRun() throws IOException {
    KeptSessions.Lending first = kept.lend();
    Connection one = connector(first).connect(target);
    first.end();
    one.close();
    Connection two = connector(kept.lend()).connect(target);
    one.close();
    assertThat(two.run(ShellRequest.of("echo there")).out()).isEqualTo("there\n");
    two.close();
  }

  @Test
  void aLogInThatHasDiedIsReplacedHoweverLittleIsKnownOfItsEnd() throws IOException {
    run();
    for (int i = 1; i <= MANY_RUNS; i++) {
      ProcessHandle.of(sshd.pid()).orElseThrow().children().forEach(ProcessHandle::destroyForcibly);
      run();
      assertThat(logIns()).isEqualTo(1 + i);
    }
  }

  @Test
  void afterAMinuteALogInIsClosed() throws IOException {
    run();
    nanos.addAndGet(Duration.ofSeconds(59).toNanos());
    kept.sweep();
    run();
    assertThat(logIns()).isEqualTo(1);
    nanos.addAndGet(Duration.ofSeconds(61).toNanos());
    kept.sweep();
    run();
    assertThat(logIns()).isEqualTo(2);
  }

  @Test
  void anotherUserOrKeyIsAnotherLogIn() throws IOException {
    run();
    Files.copy(directory.resolve("login"), directory.resolve("other"));
    Files.setPosixFilePermissions(
        directory.resolve("other"), PosixFilePermissions.fromString("rw-------"));
    KeptSessions.Lending lending = kept.lend();
    Connection connection = connector(lending).connect(target("other"));
    connection.run(ShellRequest.of(":"));
    connection.close();
    assertThat(logIns()).isEqualTo(2);
  }
}
