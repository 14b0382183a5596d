package dev.play.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.connection.Connection;
import dev.play.connection.ShellRequest;
import dev.play.host.HostException;
import dev.play.transport.TransportContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("lab")
@SuppressWarnings("NullAway.Init")
class SshTransportTest extends TransportContract {
  @TempDir static Path server;
  private static TestSshd sshd;

  @BeforeAll
  static void startServer() throws IOException {
    sshd = TestSshd.start(server);
  }

  @AfterAll
  static void stopServer() {
    sshd.close();
  }

  @Override
  protected Connection connect() {
    try {
      return new SshConnector(sshd.environment()).connect(sshd.target());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void tellsTheLoginUser() {
    assertThat(connection.user()).isEqualTo("root");
  }

  @Test
  void isUnreachableAtOnceWhenTheServerDies() {
    run(":");
    long start = System.nanoTime();
    assertThatThrownBy(() -> run("kill -9 $(ps -o ppid= -p $$); sleep 30"))
        .isInstanceOfSatisfying(HostException.class, e -> assertThat(e.isUnreachable()).isTrue());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThatThrownBy(() -> run("echo never"))
        .isInstanceOfSatisfying(HostException.class, e -> assertThat(e.isUnreachable()).isTrue());
  }

  @Test
  void isUnreachableWhenTheHostHangsWhileAScriptRuns() throws IOException {
    Set<Long> others = pids();
    try (Connection hanging =
        new SshConnector(sshd.environment())
            .connect(
                SshTargets.target("127.0.0.1", sshd.port())
                    .user("root")
                    .key(Optional.of(sshd.key()))
                    .arguments("-o", "ServerAliveInterval=1", "-o", "ServerAliveCountMax=2")
                    .build())) {
      hanging.run(ShellRequest.of(":"));
      Set<Long> own = pids();
      own.removeAll(others);
      signal("STOP", own);
      try {
        long start = System.nanoTime();
        assertThatThrownBy(() -> hanging.run(ShellRequest.of("sleep 30")))
            .isInstanceOfSatisfying(
                HostException.class, e -> assertThat(e.isUnreachable()).isTrue())
            .hasMessageContaining("did not answer");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        long closing = System.nanoTime();
        hanging.close();
        assertThat(Duration.ofNanos(System.nanoTime() - closing))
            .isLessThan(Duration.ofMillis(1500));
      } finally {
        signal("KILL", own);
      }
    }
  }

  private static Set<Long> pids() {
    return sshd.children().stream().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  private static void signal(String name, Set<Long> pids) throws IOException {
    for (long pid : pids) {
      TestSshd.execute(List.of("kill", "-" + name, Long.toString(pid)));
    }
  }
}
