package dev.play.modules.base.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.connection.ShellRequest;
import dev.play.host.HostName;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.modules.base.Command;
import dev.play.modules.base.Stat;
import dev.play.modules.net.WaitFor;
import dev.play.schema.Bound;
import dev.play.schema.ModuleSpec;
import dev.play.task.HostSession;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleOutcome.Status;
import dev.play.task.ModuleRunner;
import dev.play.task.RunSettings;
import dev.play.task.ShellAccess;
import dev.play.testkit.LocalShell;
import dev.play.testkit.NoControllerFiles;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is still known of a host behind a command of the user's. */
class AnswersBehindReadersTest {
  private final HostPath file;
  @AutoClose private final HostSession host;

  AnswersBehindReadersTest(@TempDir Path directory) throws IOException {
    file = HostPath.of(Files.writeString(directory.resolve("file"), "text\n").toString());
    host =
        new HostSession(
            new HostName("here"),
            new ShellAccess(
                () -> LocalShell.in(directory), new SecureRandom(), InstantSource.system()));
  }

  private ModuleOutcome run(Class<?> module, Object... arguments) {
    ModuleSpec spec = ModuleSpec.of(module);
    Bound bound = spec.bind(Value.dictOf(arguments));
    RunSettings settings =
        new RunSettings(
            "task",
            false,
            false,
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            new NoControllerFiles(),
            false,
            ShellRequest.SILENT);
    return new ModuleRunner(new SecureRandom())
        .run(spec, ((Bound.Arguments) bound).record(), host, settings);
  }

  @BeforeEach
  void asksForTheFile() {
    assertThat(run(Stat.class, "path", file.text()).status()).isEqualTo(Status.SAME);
  }

  @Test
  void staysWhereTheCommandOnlyReads() {
    assertThat(run(Command.class, "argv", List.of("cat", file.text())).status())
        .isEqualTo(Status.CHANGED);
    assertThat(host.observed(Optional.empty())).contains(Probe.FileAt.of(file));
  }

  @Test
  void isAskedAnewWhereItMayDoAnything() {
    assertThat(run(Command.class, "argv", List.of("touch", file.text())).status())
        .isEqualTo(Status.CHANGED);
    assertThat(host.observed(Optional.empty())).isEmpty();
  }

  @Test
  void isAskedAnewWhereSomethingWasWaitedForHoweverShort() {
    assertThat(run(WaitFor.class, "path", file.text()).status()).isEqualTo(Status.SAME);
    assertThat(host.observed(Optional.empty())).isEmpty();
  }
}
