package dev.play.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.connection.Connection;
import dev.play.connection.ShellRequest;
import dev.play.host.CommandOutput;
import dev.play.host.HostException;
import dev.play.host.HostName;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.schema.ModuleSpec;
import dev.play.task.HostSession;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleOutcome.Status;
import dev.play.task.ModuleRunner;
import dev.play.task.Planned;
import dev.play.task.RunSettings;
import dev.play.task.ShellAccess;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleRunnerTest {
  private final ModuleSpec spec = ModuleSpec.of(Put.class);
  private final ModuleRunner runner = new ModuleRunner(new SecureRandom());
  private final Path root;
  @AutoClose private final HostSession host;

  ModuleRunnerTest(@TempDir Path root) {
    this.root = root;
    this.host = session(() -> LocalShell.in(root));
  }

  private static HostSession session(Supplier<Connection> connector) {
    return new HostSession(
        new HostName("here"),
        new ShellAccess(connector, new SecureRandom(), InstantSource.system()));
  }

  private HostPath at(String name) {
    return HostPath.of(root.resolve(name).toString());
  }

  private RunSettings settings(String task, boolean check) {
    return new RunSettings(
        task,
        check,
        true,
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        CaseFiles.in(root),
        true,
        ShellRequest.SILENT);
  }

  private Planned ahead(Put.Args args) {
    return new Planned(spec, args, Optional.empty(), Map.of(), CaseFiles.in(root), false);
  }

  private ModuleOutcome run(Put.Args args) {
    return runner.run(spec, args, host, settings("task", false));
  }

  private ModuleOutcome check(String task, Put.Args args) {
    return runner.run(spec, args, host, settings(task, true));
  }

  private long roundTrips() {
    return host.cost().connection().roundTrips();
  }

  @Test
  void changesOnceAndIsTheSameAfterwards() {
    ModuleOutcome first = run(Put.text(at("f"), "one\n"));
    assertThat(first.status()).isEqualTo(Status.CHANGED);
    assertThat(first.leftOver()).isEmpty();
    assertThat(first.diff().orElseThrow()).contains("+one");
    assertThat(root.resolve("f")).hasContent("one\n");
    assertThat(run(Put.text(at("f"), "one\n")).status()).isEqualTo(Status.SAME);
  }

  @Test
  void asksForManyTasksInOneRoundTrip() throws IOException {
    List<Planned> ahead = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Files.writeString(root.resolve("f" + i), "same\n");
      ahead.add(ahead(Put.text(at("f" + i), "same\n")));
    }
    runner.anticipate(ahead, host);
    for (int i = 0; i < 50; i++) {
      assertThat(run(Put.text(at("f" + i), "same\n")).status()).isEqualTo(Status.SAME);
    }
    assertThat(roundTrips()).isEqualTo(1);
    assertThat(host.cost().processes()).isEqualTo(2);
  }

  @Test
  void asksNothingAheadThatATaskInFrontWillHaveAskedAnew() throws IOException {
    Files.writeString(root.resolve("g"), "same\n");
    runner.anticipate(
        List.of(
            ahead(Put.script(at("f"), "echo x > \"$1\"")),
            ahead(Put.from(at("f"), at("g"))),
            ahead(Put.from(at("h"), at("g")))),
        host);
    assertThat(host.observed(Optional.empty()))
        .contains(Probe.DigestOf.sha256(at("h")))
        .doesNotContain(Probe.DigestOf.sha256(at("f")));
  }

  @Test
  void asksAlongWithTheNextQuestionWhatIsForeseen() throws IOException {
    List<Planned> ahead = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Files.writeString(root.resolve("f" + i), "same\n");
      ahead.add(ahead(Put.text(at("f" + i), "same\n")));
    }
    runner.foresee(ahead, host);
    assertThat(roundTrips()).isZero();
    for (int i = 0; i < 3; i++) {
      assertThat(run(Put.text(at("f" + i), "same\n")).status()).isEqualTo(Status.SAME);
    }
    assertThat(roundTrips()).isEqualTo(1);
  }

  @Test
  void seesInACheckWhatEarlierTasksWouldHaveDone() {
    assertThat(check("write f", Put.text(at("f"), "one\n")).status())
        .isEqualTo(Status.WOULD_CHANGE);
    ModuleOutcome copy = check("copy f", Put.from(at("g"), at("f")));
    assertThat(copy.status()).isEqualTo(Status.WOULD_CHANGE);
    assertThat(copy.diff().orElseThrow()).contains("+one");
    assertThat(check("again", Put.text(at("g"), "one\n")).status()).isEqualTo(Status.SAME);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void saysUntilWhenSomethingIsUnknown() {
    ModuleOutcome script = check("run it", Put.script(at("f"), "echo hello > \"$1\""));
    assertThat(script.status()).isEqualTo(Status.WOULD_CHANGE);
    assertThat(script.resultUnknown()).contains("until \"run it\"");
    ModuleOutcome after = check("use it", Put.from(at("g"), at("f")));
    assertThat(after.status()).isEqualTo(Status.UNKNOWN);
    assertThat(after.because()).contains("until \"run it\"");
    ModuleOutcome last = check("use that", Put.from(at("h"), at("g")));
    assertThat(last.because()).contains("until \"use it\"");
    assertThat(check("other", Put.text(at("i"), "x")).status()).isEqualTo(Status.WOULD_CHANGE);
  }

  @Test
  void keepsPredictionsOutOfTasksThatAreCarriedOut() {
    check("write f", Put.text(at("f"), "one\n"));
    assertThat(run(Put.text(at("f"), "one\n")).status()).isEqualTo(Status.CHANGED);
    assertThat(root.resolve("f")).hasContent("one\n");
  }

  @Test
  void plansAgainWhenTheHostChangedUnderIt() throws IOException {
    Files.writeString(root.resolve("f"), "one\n");
    runner.anticipate(List.of(ahead(Put.text(at("f"), "two\n"))), host);
    Files.writeString(root.resolve("f"), "somebody else's\n");
    ModuleOutcome outcome = run(Put.text(at("f"), "two\n"));
    assertThat(outcome.status()).isEqualTo(Status.CHANGED);
    assertThat(root.resolve("f")).hasContent("two\n");
    assertThat(outcome.outcomes()).hasSize(2);
  }

  @Test
  void failsInTheHostsOwnWordsAndLeavesTheOldFile() throws IOException {
    Files.createDirectory(root.resolve("dir"));
    ModuleOutcome outcome = run(Put.text(at("nowhere/f"), "x"));
    assertThat(outcome.status()).isEqualTo(Status.FAILED);
    assertThat(outcome.because().orElseThrow()).contains("nowhere").contains("writing");
    assertThat(run(Put.text(at("dir"), "x")).because().orElseThrow()).contains("is a directory");
    ModuleOutcome script = run(Put.script(at("g"), "echo no >&2; exit 3"));
    assertThat(script.result().values().get("rc")).contains(Value.of(3));
    assertThat(script.result().values().get("stderr")).contains(Value.text("no\n"));
  }

  @Test
  void readsOnAfterALostConnection() {
    List<Connection> opened = new ArrayList<>();
    HostSession flaky =
        session(
            () -> {
              Connection connection =
                  opened.isEmpty() ? new LostConnection(root) : LocalShell.in(root);
              opened.add(connection);
              return connection;
            });
    ModuleOutcome outcome =
        runner.run(spec, Put.text(at("f"), "x"), flaky, settings("task", false));
    assertThat(outcome.status()).isEqualTo(Status.CHANGED);
    assertThat(opened).hasSize(2);
    flaky.close();
  }

  @Test
  void dialsAHostOnceWhenLookingAheadFindsThatItIsNotThere() {
    List<String> dialled = new ArrayList<>();
    HostSession absent =
        session(
            () -> {
              dialled.add("here");
              throw HostException.unreachable("no route", null);
            });
    Planned ahead = ahead(Put.text(at("f"), "x"));
    assertThatThrownBy(() -> runner.anticipate(List.of(ahead, ahead), absent))
        .hasMessage("no route");
    RunSettings settings = settings("task", false);
    for (int task = 1; task <= 2; task++) {
      assertThatThrownBy(() -> runner.run(spec, ahead.args(), absent, settings))
          .isInstanceOf(HostException.class)
          .hasMessage("no route");
      // The first task hears what looking ahead has found; one after it tries for itself.
      assertThat(dialled).hasSize(task);
    }
  }

  /** A connection that is gone by the time it is used. */
  private static final class LostConnection implements Connection {
    private final LocalShell shell;

    LostConnection(Path directory) {
      this.shell = LocalShell.in(directory);
    }

    @Override
    public CommandOutput run(ShellRequest request) {
      throw HostException.unreachable("the connection is gone", null);
    }

    @Override
    public void upload(Path file, HostPath to, Optional<dev.play.connection.Become> become) {
      shell.upload(file, to, become);
    }

    @Override
    public void download(HostPath from, Path file, Optional<dev.play.connection.Become> become) {
      shell.download(from, file, become);
    }

    @Override
    public void cancel() {
      shell.cancel();
    }

    @Override
    public Cost cost() {
      return Cost.NOTHING;
    }

    @Override
    public String user() {
      return shell.user();
    }

    @Override
    public void close() {
      shell.close();
    }
  }
}
