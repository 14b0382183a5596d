package dev.play.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.connection.Connection;
import dev.play.connection.ShellRequest;
import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.HostException;
import dev.play.host.HostPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every transport does alike. The host shares this machine's file system. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
public abstract class TransportContract {
  @TempDir protected Path directory;
  protected Connection connection;

  /** Opens a connection to the host under test. */
  protected abstract Connection connect();

  @BeforeEach
  void open() {
    connection = connect();
  }

  @AfterEach
  void close() {
    connection.close();
  }

  protected CommandOutput run(String script) {
    return connection.run(ShellRequest.of(script));
  }

  @Test
  void keepsOutputErrorsAndStatusApart() {
    CommandOutput output = run("echo out; echo err >&2; exit 3");
    assertThat(output.out()).isEqualTo("out\n");
    assertThat(output.err()).isEqualTo("err\n");
    assertThat(output.status()).isEqualTo(3);
  }

  @Test
  void givesOutputWithoutALastNewlineAsItIs() {
    assertThat(run("printf x").out()).isEqualTo("x");
    assertThat(run(":").out()).isEmpty();
  }

  @Test
  void carriesEveryByteBothWays() {
    byte[] bytes = new byte[256 * 300];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    CommandOutput output = connection.run(ShellRequest.of("cat").withStdin(Blob.of(bytes)));
    assertThat(output.stdout()).isEqualTo(Blob.of(bytes));
  }

  @Test
  void carriesTwentyMegabytesOnBothStreams() {
    CommandOutput output =
        run("head -c 20000000 /dev/zero; head -c 20000000 /dev/zero >&2; echo end");
    assertThat(output.stdout().size()).isEqualTo(20_000_004);
    assertThat(output.stderr().size()).isEqualTo(20_000_000);
  }

  @Test
  void carriesInputThatTheScriptAnswersWhileReading() {
    byte[] bytes = random(8 << 20);
    CommandOutput output =
        connection.run(ShellRequest.of("tee /dev/stderr").withStdin(Blob.of(bytes)));
    assertThat(output.stdout()).isEqualTo(Blob.of(bytes));
    assertThat(output.stderr()).isEqualTo(Blob.of(bytes));
  }

  @Test
  void survivesAScriptThatLeavesItsInputUnread() {
    Blob input = Blob.of(random(3 << 20));
    assertThat(connection.run(ShellRequest.of("head -c 1 >/dev/null").withStdin(input)).ok())
        .isTrue();
    assertThat(connection.run(ShellRequest.of("exit 4").withStdin(input)).status()).isEqualTo(4);
    assertThat(run("echo next").out()).isEqualTo("next\n");
  }

  @Test
  void givesAScriptWithoutInputTheEndOfFile() {
    assertThat(run("cat; read -r x; echo $?").out()).isEqualTo("1\n");
  }

  @Test
  void runsScriptsOfAMegabyte() {
    String script = "# " + "x".repeat(1 << 20) + "\nprintf '%s' 'it''s'\n\n";
    assertThat(run(script).out()).isEqualTo("its");
    CommandOutput output = connection.run(ShellRequest.of(script + "cat").withStdin(Blob.of("in")));
    assertThat(output.out()).isEqualTo("itsin");
  }

  @Test
  void runsScriptsOfEverySizeAroundTheInlineLimit() {
    for (int size = 4070; size <= 4110; size++) {
      String text = "é\\'\n".repeat(2) + "y".repeat(size - 8);
      String script = "cat <<'END'\n" + text + "\nEND";
      assertThat(run(script).out()).isEqualTo(text + "\n");
    }
  }

  @Test
  void takesScriptsLiterally() {
    String text = "'\"$(echo no)`echo no`\\n\\\\ $HOME %s *\ttab\r\n second line\n\n!x ~";
    assertThat(run("cat <<'END'\n" + text + "\nEND\n").out()).isEqualTo(text + "\n");
  }

  @Test
  void hidesItsOwnWorkingsFromTheScript() {
    assertThat(run("echo \"$#:$*:${1-none}\"").out()).isEqualTo("0::none\n");
    CommandOutput output = run("set; env");
    assertThat(output.status()).isZero();
    assertThat(run("echo next").out()).isEqualTo("next\n");
  }

  @Test
  void survivesScriptsThatExitExecTrapOrAreWrong() {
    assertThat(run("exec sh -c 'echo execed; exit 5'").status()).isEqualTo(5);
    assertThat(run("exec >/dev/null 2>&1; echo lost").out()).isEmpty();
    assertThat(run("exec 1>&- 2>&-; exit 2").status()).isEqualTo(2);
    assertThat(run("trap 'echo bye' EXIT; exit 6"))
        .isEqualTo(new CommandOutput(6, Blob.of("bye\n"), Blob.of("")));
    CommandOutput wrong = run("if then fi (");
    assertThat(wrong.status()).isNotZero();
    assertThat(wrong.err()).isNotBlank();
    assertThat(run("echo 'open").status()).isNotZero();
    assertThat(run("set -eu; false; echo no").out()).isEmpty();
    assertThat(run("trap 'kill 0' EXIT; echo killing").out()).isEqualTo("killing\n");
    assertThat(run("alias echo=false; readonly x=1; cd /; unset PATH; :").ok()).isTrue();
    assertThat(run("echo next").out()).isEqualTo("next\n");
  }

  @Test
  void saysWhenAScriptEndsItsShellAndGoesOn() {
    assertThatThrownBy(() -> run("kill -9 $$; sleep 40"))
        .isInstanceOfSatisfying(HostException.class, e -> assertThat(e.isUnreachable()).isFalse());
    assertThat(run("echo next").out()).isEqualTo("next\n");
  }

  @Test
  void doesNotWaitForBackgroundChildrenThatKeepItsOutputs() {
    long start = System.nanoTime();
    assertThat(run("sleep 30 & echo started").out()).isEqualTo("started\n");
    assertThat(run("echo next").out()).isEqualTo("next\n");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void keepsLateOutputOutOfTheNextAnswer() {
    assertThat(run("(sleep 0.3; echo late; echo late >&2) & echo started").out())
        .isEqualTo("started\n");
    CommandOutput next = run("sleep 0.7; echo mine");
    assertThat(next).isEqualTo(new CommandOutput(0, Blob.of("mine\n"), Blob.of("")));
  }

  @Test
  void endsTheProcessesAtTheTimeLimit() throws IOException {
    Path pids = directory.resolve("pids");
    long start = System.nanoTime();
    CommandOutput output =
        connection.run(
            ShellRequest.of(
                    "echo before; sh -c 'echo $$ >>PIDS; trap \"\" TERM; sleep 60; sleep 60' & sleep 60; wait"
                        .replace("PIDS", pids.toString()))
                .within(Duration.ofMillis(500)));
    assertThat(output.status()).isEqualTo(124);
    assertThat(output.out()).isEqualTo("before\n");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    String pid = Files.readString(pids).strip();
    String gone =
        "i=0; while [ $i -lt 50 ]; do grep -q '^State:.[^Z]' /proc/PID/status 2>/dev/null || exit 0;"
            + " sleep 0.1; i=$((i + 1)); done; exit 1";
    assertThat(run(gone.replace("PID", pid)).status()).isZero();
    assertThat(run("echo next").out()).isEqualTo("next\n");
  }

  @Test
  void endsWhatRunsWhenCancelledFromAnotherThread() throws InterruptedException {
    CountDownLatch heard = new CountDownLatch(1);
    CompletableFuture<CommandOutput> ended = new CompletableFuture<>();
    Thread runner =
        Thread.ofVirtual()
            .start(
                () ->
                    ended.complete(
                        connection.run(
                            ShellRequest.of("echo go; sleep 60").heardBy(countingDown(heard)))));
    assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
    connection.cancel();
    assertThat(runner.join(Duration.ofSeconds(15))).isTrue();
    assertThat(ended.join().status()).isGreaterThan(128);
    assertThat(run("echo next").out()).isEqualTo("next\n");
  }

  @Test
  void leavesTheNextScriptAloneWhenNothingRunsAtCancel() {
    run(":");
    connection.cancel();
    assertThat(run("echo fine").out()).isEqualTo("fine\n");
  }

  @Test
  void tellsOutputWhileTheScriptRuns() {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    Path gate = directory.resolve("gate");
    CommandOutput output =
        connection.run(
            ShellRequest.of(
                    "echo one; while ! [ -e GATE ]; do sleep 0.05; done; echo two"
                        .replace("GATE", gate.toString()))
                .within(Duration.ofSeconds(20))
                .heardBy(
                    new ShellRequest.Live() {
                      @Override
                      public void stdout(byte[] bytes, int length) {
                        heard.write(bytes, 0, length);
                        try {
                          Files.write(gate, new byte[0]);
                        } catch (IOException e) {
                          throw new java.io.UncheckedIOException(e);
                        }
                      }

                      @Override
                      public void stderr(byte[] bytes, int length) {}
                    }));
    assertThat(output.out()).isEqualTo("one\ntwo\n");
    assertThat(heard.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
  }

  @Test
  void refusesMoreOutputThanItKeeps() {
    assertThatThrownBy(() -> run("head -c 100000000 /dev/zero; sleep 60"))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("64 MiB");
    assertThat(run("echo next").out()).isEqualTo("next\n");
  }

  @Test
  void takesOneRoundTripForEachRequest() {
    run(":");
    long before = connection.cost().roundTrips();
    run("echo small");
    run("# " + "x".repeat(100_000));
    connection.run(ShellRequest.of("cat").withStdin(Blob.of(random(100_000))));
    assertThat(connection.cost().roundTrips() - before).isEqualTo(3);
    assertThat(connection.cost().bytesSent()).isGreaterThan(200_000);
    assertThat(connection.cost().bytesReceived()).isGreaterThan(100_000);
  }

  @Test
  void sendsAndFetchesFilesOfAnySize() throws IOException {
    for (long size : new long[] {0, 1, 100_000_000}) {
      Path source = directory.resolve("source");
      fill(source, size);
      HostPath there = HostPath.of(directory.resolve("there").toString());
      connection.upload(source, there, Optional.empty());
      assertThat(Files.mismatch(source, directory.resolve("there"))).isEqualTo(-1);
      assertThat(Files.getPosixFilePermissions(directory.resolve("there"))).hasSize(2);
      connection.download(there, directory.resolve("back"), Optional.empty());
      assertThat(Files.mismatch(source, directory.resolve("back"))).isEqualTo(-1);
    }
    try (var left = Files.list(directory)) {
      assertThat(left.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("source", "there", "back");
    }
  }

  @Test
  void takesHostileFileNamesAsTheyAre() throws IOException {
    for (String name : new String[] {"a b", "-rf", "it's", "$(x)`y`", "new\nline", "é*?[x]", "~"}) {
      Path source = Files.writeString(directory.resolve("source"), name);
      Path there = directory.resolve(name);
      connection.upload(source, HostPath.of(there.toString()), Optional.empty());
      assertThat(there).hasContent(name);
      connection.download(
          HostPath.of(there.toString()), directory.resolve("back"), Optional.empty());
      assertThat(directory.resolve("back")).hasContent(name);
    }
  }

  @Test
  void leavesTheOldFileWhereSendingFails() throws IOException {
    Path source = Files.writeString(directory.resolve("source"), "new");
    Path missing = directory.resolve("missing/there");
    assertThatThrownBy(
            () -> connection.upload(source, HostPath.of(missing.toString()), Optional.empty()))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("missing");
    assertThatThrownBy(
            () -> connection.upload(source, HostPath.of(directory.toString()), Optional.empty()))
        .hasMessageContaining("is a directory");
    assertThatThrownBy(
            () -> connection.download(HostPath.of(missing.toString()), source, Optional.empty()))
        .isInstanceOf(HostException.class);
    assertThat(source).hasContent("new");
    assertThat(run("echo next").out()).isEqualTo("next\n");
  }

  @Test
  void refusesANulInAScript() {
    assertThatThrownBy(() -> run("echo \0")).hasMessageContaining("NUL");
  }

  @Test
  void closesWithoutWaitingForWhatRuns() {
    run("sleep 20 &");
    long start = System.nanoTime();
    connection.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1500));
  }

  private static ShellRequest.Live countingDown(CountDownLatch latch) {
    return new ShellRequest.Live() {
      @Override
      public void stdout(byte[] bytes, int length) {
        latch.countDown();
      }

      @Override
      public void stderr(byte[] bytes, int length) {}
    };
  }

  protected static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static void fill(Path file, long size) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(0);
      byte[] chunk = random((int) Math.min(size, 1 << 20));
      for (long left = size; left > 0; left -= chunk.length) {
        out.write(left >= chunk.length ? chunk : Arrays.copyOf(chunk, (int) left));
      }
    }
  }
}
