package dev.play.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.connection.ShellRequest;
import dev.play.host.Effect;
import dev.play.host.HostName;
import dev.play.host.HostPath;
import dev.play.schema.ModuleSpec;
import dev.play.task.HostSession;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleOutcome.Status;
import dev.play.task.ModuleRunner;
import dev.play.task.RunSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FakeHostTest {
  private final FakeHost host =
      new FakeHost().file("/etc/motd", "old\n", 0644).link("/etc/alias", "motd");
  private final HostSession session = new HostSession(new HostName("fake"), host);

  private ModuleOutcome run(Put.Args args) {
    RunSettings settings =
        new RunSettings(
            "task",
            false,
            false,
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            CaseFiles.in(Path.of("nowhere")),
            true,
            ShellRequest.SILENT);
    return new ModuleRunner(new SecureRandom())
        .run(ModuleSpec.of(Put.class), args, session, settings);
  }

  @Test
  void carriesOutWhatEffectsPredict() {
    HostPath alias = HostPath.of("/etc/alias");
    assertThat(run(Put.text(alias, "new\n")).status()).isEqualTo(Status.CHANGED);
    assertThat(host.done()).hasSize(1).first().isInstanceOf(Effect.WriteFile.class);
    assertThat(run(Put.text(HostPath.of("/etc/motd"), "new\n")).status()).isEqualTo(Status.SAME);
    assertThat(run(Put.from(HostPath.of("/copy"), alias)).status()).isEqualTo(Status.CHANGED);
  }

  @Test
  void doesNotPretendToKnowWhatACommandDid() {
    ModuleOutcome outcome = run(Put.script(HostPath.of("/made"), "touch \"$1\""));
    assertThat(outcome.status()).isEqualTo(Status.CHANGED);
    assertThat(outcome.leftOver().orElseThrow()).contains("a fake host cannot know");
  }
}
