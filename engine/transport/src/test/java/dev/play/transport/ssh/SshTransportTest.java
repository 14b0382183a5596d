package dev.play.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.connection.Connection;
import dev.play.connection.ShellRequest;
import dev.play.host.Blob;
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
    return sshd.children().stream()
        .filter(child -> child.info().command().orElse("").endsWith("sshd"))
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  private static void signal(String name, Set<Long> pids) throws IOException {
    for (long pid : pids) {
      TestSshd.execute(List.of("kill", "-" + name, Long.toString(pid)));
    }
  }

  @Test
  void neverLetsAScriptTakeHalfItsInputForTheWhole() throws IOException, InterruptedException {
    Path there = directory.resolve("there");
    Path half = directory.resolve("half");
    Set<Long> before = pids();
    Connection cut = connect();
    cut.run(ShellRequest.of(":"));
    Set<Long> own = pids();
    own.removeAll(before);
    // The input stops half-way: nothing reads it any more until the connection is killed.
    String script =
        "head -c 1000000 >HALF; kill -STOP PIDS; cat >>HALF; mv HALF THERE"
            .replace("HALF", half.toString())
            .replace("THERE", there.toString())
            .replace("PIDS", String.join(" ", own.stream().map(String::valueOf).toList()));
    Thread sender =
        Thread.ofVirtual()
            .start(
                () ->
                    assertThatThrownBy(
                            () ->
                                cut.run(
                                    ShellRequest.of(script).withStdin(Blob.of(random(30_000_000)))))
                        .isInstanceOf(HostException.class));
    run(
        "while [ \"$(wc -c <HALF)\" -lt 1000000 ]; do sleep 0.05; done"
            .replace("HALF", half.toString()));
    signal("KILL", own);
    assertThat(sender.join(Duration.ofSeconds(10))).isTrue();
    run("i=0; while [ $i -lt 10 ] && ! [ -e " + there + " ]; do sleep 0.1; i=$((i + 1)); done");
    assertThat(there).doesNotExist();
    cut.close();
  }
}
