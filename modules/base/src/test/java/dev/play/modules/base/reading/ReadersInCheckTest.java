package dev.play.modules.base.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.connection.ShellRequest;
import dev.play.host.HostName;
import dev.play.modules.base.File;
import dev.play.modules.base.Shell;
import dev.play.modules.system.Getent;
import dev.play.schema.Bound;
import dev.play.schema.ModuleSpec;
import dev.play.task.HostSession;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleOutcome.Status;
import dev.play.task.ModuleRunner;
import dev.play.task.RunSettings;
import dev.play.task.RunSettings.Trust;
import dev.play.task.ShellAccess;
import dev.play.testkit.LocalShell;
import dev.play.testkit.NoControllerFiles;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check makes of commands, on this machine. */
class ReadersInCheckTest {
  private static final Trust WHOLE_CHECK = new Trust(false, true);
  private static final Trust AUTHOR_SAYS_HARMLESS = new Trust(true, true);

  private final Path root;
  @AutoClose private final HostSession host;

  ReadersInCheckTest(@TempDir Path root) {
    this.root = root;
    this.host =
        new HostSession(
            new HostName("here"),
            new ShellAccess(() -> LocalShell.in(root), new SecureRandom(), InstantSource.system()));
  }

  @BeforeEach
  void putAFile() throws IOException {
    Files.writeString(root.resolve("f"), "words\n");
  }

  private ModuleOutcome check(Class<?> module, Trust trust, String... arguments) {
    ModuleSpec spec = ModuleSpec.of(module);
    Bound bound = spec.bind(Value.dictOf((Object[]) arguments));
    return new ModuleRunner(new SecureRandom())
        .run(
            spec,
            ((Bound.Arguments) bound).record(),
            host,
            new RunSettings(
                "look",
                true,
                false,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                new NoControllerFiles(),
                false,
                ShellRequest.SILENT,
                trust));
  }

  private ModuleOutcome shell(Trust trust, String line) {
    return check(Shell.class, trust, "cmd", line);
  }

  private ModuleOutcome file() {
    return check(File.class, WHOLE_CHECK, "path", root + "/f", "state", "file");
  }

  private void predictAFileBeside() throws IOException {
    Files.createDirectory(root.resolve("seen"));
    Files.createDirectory(root.resolve("other"));
    Files.writeString(root.resolve("seen/open"), "");
    ModuleOutcome outcome =
        check(File.class, WHOLE_CHECK, "path", root + "/other/new", "state", "touch");
    assertThat(outcome.status()).isEqualTo(Status.WOULD_CHANGE);
  }

  @Test
  void findLooksThroughWhatIsNotPredictedToChange() throws IOException {
    predictAFileBeside();
    ModuleOutcome outcome = shell(WHOLE_CHECK, "find -L " + root + "/seen -perm /o+w -type f");
    assertThat(outcome.resultUnknown()).isEmpty();
    ModuleOutcome words =
        check(
            dev.play.modules.base.Command.class,
            WHOLE_CHECK,
            "cmd",
            "find " + root + "/seen -type f");
    assertThat(words.result().values().get("stdout")).contains(Value.text(root + "/seen/open"));
  }

  @Test
  void findIsUnknownWhereAPredictionIsBelow() throws IOException {
    predictAFileBeside();
    assertThat(shell(WHOLE_CHECK, "find " + root + " -type f").status()).isEqualTo(Status.UNKNOWN);
    assertThat(shell(WHOLE_CHECK, "find " + root + "/other/new -type f").status())
        .isEqualTo(Status.UNKNOWN);
  }

  @Test
  void findIsUnknownWhereALinkLeadsToAPrediction() throws IOException {
    predictAFileBeside();
    Files.createSymbolicLink(root.resolve("alias"), root.resolve("other"));
    assertThat(shell(WHOLE_CHECK, "find " + root + "/alias -type f").status())
        .isEqualTo(Status.UNKNOWN);
    Files.createSymbolicLink(root.resolve("seen/link"), root.resolve("other/new"));
    assertThat(shell(WHOLE_CHECK, "find " + root + "/seen -type f").resultUnknown()).isEmpty();
    assertThat(shell(WHOLE_CHECK, "find -L " + root + "/seen -type f").status())
        .isEqualTo(Status.UNKNOWN);
  }

  @Test
  void findIsUnknownWhereALinkLeadsOutOfWhatItIsGiven() throws IOException {
    predictAFileBeside();
    Files.createDirectories(root.resolve("elsewhere"));
    Files.createSymbolicLink(root.resolve("seen/out"), root.resolve("elsewhere"));
    assertThat(shell(WHOLE_CHECK, "find -L " + root + "/seen -type f").status())
        .isEqualTo(Status.UNKNOWN);
  }

  @Test
  void findIsUnknownWhereItAsksForMoreThanTheFiles() throws IOException {
    predictAFileBeside();
    for (String more : new String[] {"-newer /etc/passwd", "-mtime +1", "-user root"}) {
      assertThat(shell(WHOLE_CHECK, "find " + root + "/seen " + more).status())
          .as(more)
          .isEqualTo(Status.UNKNOWN);
    }
    assertThat(shell(WHOLE_CHECK, "find " + root + "/se?n -type f").status())
        .isEqualTo(Status.UNKNOWN);
  }

  @Test
  void asksWhatOnlyReads() {
    ModuleOutcome outcome = shell(WHOLE_CHECK, "cat " + root + "/f");
    assertThat(outcome.status()).isEqualTo(Status.WOULD_CHANGE);
    assertThat(outcome.result().values().get("stdout")).contains(Value.text("words"));
    assertThat(outcome.result().values().get("msg").map(Value::toString).orElse(""))
        .contains("in check mode");
    assertThat(outcome.resultUnknown()).isEmpty();
    assertThat(file().status()).isEqualTo(Status.SAME);
  }

  @Test
  void tellsTheFailureOfWhatOnlyReads() {
    ModuleOutcome outcome = shell(WHOLE_CHECK, "cat " + root + "/nowhere");
    assertThat(outcome.status()).isEqualTo(Status.FAILED);
    assertThat(outcome.result().values().get("rc")).contains(Value.of(1));
  }

  @Test
  void asksNothingBehindAPrediction() {
    check(File.class, WHOLE_CHECK, "path", root + "/f", "mode", "0600");
    ModuleOutcome outcome = shell(WHOLE_CHECK, "cat " + root + "/f");
    assertThat(outcome.status()).isEqualTo(Status.UNKNOWN);
    assertThat(outcome.resultUnknown()).isPresent();
    assertThat(file().status()).isEqualTo(Status.SAME);
  }

  @Test
  void asksNothingWhereASingleTaskIsChecked() {
    assertThat(shell(Trust.NONE, "cat " + root + "/f").status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void runsNothingThatMayWrite() {
    ModuleOutcome outcome = shell(AUTHOR_SAYS_HARMLESS, "echo more >> " + root + "/f");
    assertThat(outcome.status()).isEqualTo(Status.UNKNOWN);
    assertThat(root.resolve("f")).hasContent("words\n");
    assertThat(file().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void believesAnAuthorWhoSaysThatAnUnknownCommandChangesNothing() {
    ModuleOutcome outcome = shell(AUTHOR_SAYS_HARMLESS, "play-test-no-such-tool list");
    assertThat(outcome.status()).isEqualTo(Status.UNKNOWN);
    assertThat(file().status()).isEqualTo(Status.SAME);
  }

  @Test
  void takesAnUnknownCommandForOneThatMayChangeAnything() {
    shell(WHOLE_CHECK, "play-test-no-such-tool list");
    assertThat(file().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void doesNotTakeFactsForMissingThatOnlyTheRunCanTell() {
    shell(WHOLE_CHECK, "play-test-no-such-tool list");
    ModuleOutcome outcome = check(Getent.class, WHOLE_CHECK, "database", "passwd");
    assertThat(outcome.status()).isEqualTo(Status.UNKNOWN);
    assertThat(outcome.result().facts().get("getent_passwd"))
        .hasValueSatisfying(v -> assertThat(v).isInstanceOf(Value.Unknown.class));
  }
}
