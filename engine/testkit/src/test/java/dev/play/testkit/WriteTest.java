package dev.play.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.effect.EffectOutcome;
import dev.play.effect.EffectOutcome.Ending;
import dev.play.host.Attributes;
import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.task.HostAccess;
import dev.play.task.ShellAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How effects are carried out on a real shell. */
class WriteTest {
  private final Path root;
  @AutoClose private final ShellAccess access;

  WriteTest(@TempDir Path root) {
    this.root = root;
    this.access =
        new ShellAccess(() -> LocalShell.in(root), new SecureRandom(), InstantSource.system());
  }

  private HostPath at(String name) {
    return HostPath.of(root.resolve(name).toString());
  }

  private EffectOutcome carryOut(Effect effect) {
    return access.carryOut(List.of(effect), HostAccess.Way.PLAIN).getFirst();
  }

  private Effect.WriteFile replace(String name, String old, Blob content, boolean backup) {
    return new Effect.WriteFile(
        at(name),
        Content.of(content),
        Optional.of(Blob.of(old).digest(DigestAlgorithm.SHA256)),
        Attributes.NONE,
        backup,
        Optional.empty(),
        false);
  }

  private static Blob noise(int size) {
    byte[] bytes = new byte[size];
    new Random(1).nextBytes(bytes);
    return Blob.of(bytes);
  }

  @Test
  void keepsTheOldFileBesideTheNewOne() throws IOException {
    Files.writeString(root.resolve("f"), "old");
    EffectOutcome outcome = carryOut(replace("f", "old", Blob.of("new"), true));
    String backup = outcome.details().getOrDefault("backup_file", "");
    assertThat(backup).matches(".*/f\\.\\d+\\.\\d{4}-\\d\\d-\\d\\d@\\d\\d:\\d\\d:\\d\\d~");
    assertThat(Path.of(backup)).hasContent("old");
    assertThat(root.resolve("f")).hasContent("new");
  }

  @Test
  void sendsLargeContentsByAChannelOfTheirOwn() throws IOException {
    Blob large = noise(3 << 20);
    Path local = Files.write(root.resolve("local"), large.bytes());
    Content file = new Content.LocalFile(local, large.size(), large.digest(DigestAlgorithm.SHA256));
    Effect write = Effect.WriteFile.of(at("remote"), file, Optional.empty());
    assertThat(carryOut(write).ending()).isEqualTo(Ending.DONE);
    assertThat(root.resolve("remote")).hasBinaryContent(large.bytes());
  }

  @Test
  void writesNothingOverWhatItHasNotSeen() throws IOException {
    Files.writeString(root.resolve("f"), "somebody's");
    EffectOutcome outcome = carryOut(replace("f", "old", Blob.of("new"), false));
    assertThat(outcome.ending()).isEqualTo(Ending.OVERTAKEN);
    assertThat(root.resolve("f")).hasContent("somebody's");
    assertThat(root).isDirectoryNotContaining("glob:**/.play-*");
  }

  @Test
  void stopsAtTheFirstEffectThatFails() {
    Set<Resource> nothing = Set.of();
    List<EffectOutcome> outcomes =
        access.carryOut(
            List.of(
                Effect.Run.of(Command.of("printf", "%s", "$(id)"), "say", nothing),
                Effect.Run.of(
                    new Command(
                            List.of("/bin/sh", "-c", "printf %s \"$A$B\"; cat; exit 4"),
                            Map.of("A", "own"),
                            Optional.of(HostPath.of("/")),
                            Blob.of("in"))
                        .withEnvironment(Map.of("C", "c")),
                    "fail",
                    nothing),
                Effect.Run.of(Command.of("touch", at("never").text()), "never", nothing)),
            new HostAccess.Way(
                Optional.empty(),
                Map.of("A", "task's", "B", "b"),
                Optional.empty(),
                dev.play.connection.ShellRequest.SILENT));
    assertThat(outcomes).hasSize(2);
    assertThat(outcomes.getFirst().output().out()).isEqualTo("$(id)");
    assertThat(outcomes.getFirst().startedAt()).isGreaterThan(1e9);
    assertThat(outcomes.getLast().ending()).isEqualTo(Ending.FAILED);
    assertThat(outcomes.getLast().output().out()).isEqualTo("ownbin");
    assertThat(root.resolve("never")).doesNotExist();
  }

  @Test
  void showsLiveOutputWithoutTheScriptsMarks() {
    // Each stream has a thread of its own that tells of it.
    StringBuilder out = new StringBuilder();
    StringBuilder err = new StringBuilder();
    var listener =
        new dev.play.connection.ShellRequest.Live() {
          @Override
          public void stdout(byte[] bytes, int length) {
            out.append(Blob.of(java.util.Arrays.copyOf(bytes, length)).text());
          }

          @Override
          public void stderr(byte[] bytes, int length) {
            err.append(Blob.of(java.util.Arrays.copyOf(bytes, length)).text());
          }
        };
    Effect say = Effect.Run.of(Command.script("echo '<a<b'; echo err >&2"), "say", Set.of());
    access.carryOut(
        List.of(say, say),
        new HostAccess.Way(Optional.empty(), Map.of(), Optional.empty(), listener));
    assertThat(out.toString()).isEqualTo("<a<b\n<a<b\n");
    assertThat(err.toString()).isEqualTo("err\nerr\n");
  }

  @Test
  @Tag("lab")
  void leavesTheOldFileOnAFullDisk() throws IOException, InterruptedException {
    Path small = Files.createDirectory(root.resolve("small"));
    shell("mount -t tmpfs -o size=64k tmpfs " + small);
    try {
      Files.writeString(small.resolve("f"), "old");
      EffectOutcome full = carryOut(replace("small/f", "old", noise(100_000), false));
      assertThat(full.ending()).isEqualTo(Ending.FAILED);
      assertThat(full.message()).contains("No space left on device");
      assertThat(small.resolve("f")).hasContent("old");
      assertThat(small).isDirectoryNotContaining("glob:**/.play-*");
      shell("mount -o remount,ro " + small);
      EffectOutcome readOnly = carryOut(replace("small/f", "old", Blob.of("new"), false));
      assertThat(readOnly.message()).contains("Read-only file system");
      assertThat(small.resolve("f")).hasContent("old");
    } finally {
      shell("umount " + small);
    }
  }

  private static void shell(String command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("/bin/sh", "-c", command).inheritIO().start().waitFor())
        .describedAs(command)
        .isZero();
  }
}
