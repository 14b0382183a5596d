package dev.play.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.PackageManager;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.observe.Answers;
import dev.play.task.ShellAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Probe scripts on real shells. */
class ProbeScriptTest {
  private final Path root;

  ProbeScriptTest(@TempDir Path root) {
    this.root = root;
  }

  private Answers ask(String shell, Probe<?>... probes) {
    List<String> command = shell.equals("busybox") ? List.of("busybox", "sh") : List.of(shell);
    try (ShellAccess access =
        new ShellAccess(
            () -> new LocalShell(command, root), new SecureRandom(), InstantSource.system())) {
      return access.ask(new LinkedHashSet<>(List.of(probes)), Optional.empty());
    }
  }

  private HostPath at(String name) {
    return HostPath.of(root.resolve(name).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "busybox", "bash"})
  void tellsCommandsApartWhateverTheyPrint(String shell) {
    Set<Resource> about = Set.of();
    Probe.Query loud =
        Probe.Query.of(about, "/bin/sh", "-c", "printf 'a\\0b'; printf 'oops\\n' >&2; exit 7");
    Probe.Query silent = Probe.Query.of(about, "true");
    Probe.Query absent = Probe.Query.of(about, "no-such-command", "x");
    Probe.Query hostile = Probe.Query.of(about, "printf", "%s|", "$(id)", "'", "-n", "a\nb", "");
    Probe.Query reading =
        new Probe.Query(
            List.of("cat"), Map.of("A", "it's"), Blob.of(new byte[] {1, 0, (byte) 255, 39}), about);
    Probe.Query environment =
        new Probe.Query(
            List.of("/bin/sh", "-c", "printf %s \"$A\""),
            Map.of("A", "$(id)'"),
            Blob.of(""),
            about);
    Answers answers = ask(shell, loud, silent, absent, hostile, reading, environment);
    assertThat(answers.get(loud))
        .contains(new CommandOutput(7, Blob.of("a\0b"), Blob.of("oops\n")));
    assertThat(answers.get(silent)).contains(new CommandOutput(0, Blob.of(""), Blob.of("")));
    assertThat(answers.get(absent).orElseThrow().status()).isEqualTo(127);
    assertThat(answers.get(hostile).orElseThrow().out()).isEqualTo("$(id)|'|-n|a\nb||");
    assertThat(answers.get(reading).orElseThrow().stdout())
        .isEqualTo(Blob.of(new byte[] {1, 0, (byte) 255, 39}));
    assertThat(answers.get(environment).orElseThrow().out()).isEqualTo("$(id)'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "busybox"})
  void readsManyFilesByFewProcesses(String shell) throws IOException {
    Probe<?>[] probes = new Probe<?>[300];
    for (int i = 0; i < 100; i++) {
      Files.writeString(root.resolve("f" + i), "text " + i + "\n".repeat(i % 3));
      probes[i] = Probe.ContentOf.of(at("f" + i));
      probes[100 + i] = Probe.DigestOf.sha256(at("f" + i));
      probes[200 + i] = Probe.FileAt.of(at("f" + i));
    }
    Answers answers = ask(shell, probes);
    for (int i = 0; i < 100; i++) {
      Blob content = Blob.of("text " + i + "\n".repeat(i % 3));
      assertThat(answers.get(Probe.ContentOf.of(at("f" + i)))).contains(Optional.of(content));
      assertThat(answers.get(Probe.FileAt.of(at("f" + i))).orElseThrow().size())
          .isEqualTo(content.size());
    }
    assertThat(new dev.play.observe.ProbeScript(List.of(probes), "0123456789abcdef").processes())
        .isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "busybox"})
  void seesEveryKindOfThing(String shell) throws IOException {
    Files.createSymbolicLink(root.resolve("a -> b"), Path.of("c -> d\n'e'"));
    Files.createDirectory(root.resolve("dir"));
    Files.writeString(root.resolve("dir/in\nside"), "x");
    FileInfo link =
        ask(shell, Probe.FileAt.of(at("a -> b"))).get(Probe.FileAt.of(at("a -> b"))).orElseThrow();
    assertThat(link.linkTarget()).contains("c -> d\n'e'");
    Probe.FileAt device = Probe.FileAt.of(HostPath.of("/dev/null"));
    Probe.FileAt home = Probe.FileAt.of(HostPath.of("~/dir"));
    Probe.FileAt relative = Probe.FileAt.of(HostPath.of("dir"));
    Probe.FileAt below = Probe.FileAt.of(HostPath.of("/dev/null/x"));
    Probe.TreeAt tree = new Probe.TreeAt(HostPath.of("~"), Integer.MAX_VALUE);
    Probe.ContentOf proc = Probe.ContentOf.of(HostPath.of("/proc/sys/kernel/ostype"));
    Probe.ContentOf directory = Probe.ContentOf.of(at("dir"));
    Answers answers = ask(shell, device, home, relative, below, tree, proc, directory);
    assertThat(answers.get(device).orElseThrow().kind()).isEqualTo(FileInfo.Kind.CHARACTER_DEVICE);
    assertThat(answers.get(home).orElseThrow().isDirectory()).isTrue();
    assertThat(answers.get(relative).orElseThrow().isDirectory()).isTrue();
    assertThat(answers.get(below).orElseThrow().exists()).isFalse();
    assertThat(answers.get(tree).orElseThrow().stream().map(f -> f.path().text()))
        .containsExactly("~/a -> b", "~/dir", "~/dir/in\nside");
    assertThat(answers.get(proc)).contains(Optional.of(Blob.of("Linux\n")));
    assertThat(answers.get(directory)).contains(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "busybox"})
  void refusesAFileThatIsTooLarge(String shell) throws IOException {
    Files.writeString(root.resolve("big"), "0123456789");
    Files.writeString(root.resolve("small"), "01234");
    Probe.ContentOf big = new Probe.ContentOf(at("big"), 5);
    Probe.ContentOf small = new Probe.ContentOf(at("small"), 5);
    Answers answers = ask(shell, big, small);
    assertThat(answers.get(small)).contains(Optional.of(Blob.of("01234")));
    assertThatThrownBy(() -> answers.get(big)).hasMessageContaining("10 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "busybox"})
  void knowsAccountsPackagesAndTools(String shell) {
    Probe.UserNamed rootUser = new Probe.UserNamed("root");
    Probe.UserNamed hostileUser = new Probe.UserNamed("$(id) -x");
    Probe.GroupNamed group = new Probe.GroupNamed("root");
    Probe.PackageAt dash = new Probe.PackageAt(PackageManager.APT, "dash");
    Probe.PackageAt hostile = new Probe.PackageAt(PackageManager.APT, "*; touch pwned");
    Probe.Tool sh = new Probe.Tool("sh");
    Probe.Tool none = new Probe.Tool("no-such tool; touch pwned");
    Probe.Manager manager = new Probe.Manager();
    Probe.Unit unit = Probe.Unit.of("not a unit; touch pwned");
    Answers answers =
        ask(shell, rootUser, hostileUser, group, dash, hostile, sh, none, manager, unit);
    assertThat(answers.get(rootUser).orElseThrow().orElseThrow().home()).isEqualTo("/root");
    assertThat(answers.get(hostileUser)).contains(Optional.empty());
    assertThat(answers.get(group).orElseThrow().orElseThrow().gid()).isZero();
    assertThat(answers.get(dash).orElseThrow().installed()).isTrue();
    assertThat(answers.get(hostile).orElseThrow().installed()).isFalse();
    assertThat(answers.get(sh).orElseThrow().orElseThrow().name()).isEqualTo("sh");
    assertThat(answers.get(none)).contains(Optional.empty());
    assertThat(answers.get(manager)).contains(PackageManager.APT);
    assertThat(answers.get(unit).orElseThrow().exists()).isFalse();
    assertThat(root.resolve("pwned")).doesNotExist();
  }
}
