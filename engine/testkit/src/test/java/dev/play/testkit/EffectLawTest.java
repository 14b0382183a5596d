package dev.play.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.effect.Asker;
import dev.play.effect.EffectOutcome;
import dev.play.effect.Predicted;
import dev.play.host.Attributes;
import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.observe.Answers;
import dev.play.task.HostAccess;
import dev.play.task.ShellAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After an effect has been carried out on a real shell, the probes answer what it predicted. */
class EffectLawTest {
  private final Path root;

  EffectLawTest(@TempDir Path root) {
    this.root = root;
  }

  private static final List<String> HOSTILE =
      List.of(
          "a b", "$(touch pwned)", "it's", "-rf", "new\nline", "\"q\"", "ü\\n*", "%s%n", "trail ");

  private HostPath at(String name) {
    return HostPath.of(root.resolve(name).toString());
  }

  private ShellAccess access(String shell) {
    List<String> command = shell.equals("busybox") ? List.of("busybox", "sh") : List.of(shell);
    return new ShellAccess(
        () -> new LocalShell(command, root), new SecureRandom(), java.time.InstantSource.system());
  }

  /** Answers as of now, those to {@code ahead} all by one request: each takes a shell's while. */
  private Asker asker(ShellAccess access, List<Probe<?>> ahead) {
    Answers answers = access.ask(new LinkedHashSet<>(ahead), Optional.empty());
    Map<Probe<?>, Object> known = new HashMap<>();
    ahead.forEach(probe -> known.put(probe, answers.get(probe).orElseThrow()));
    return new Asker() {
      @Override
      @SuppressWarnings("unchecked") // What answers a probe is of its type.
      public <T> Observed<T> read(Probe<T> probe) {
        return Observed.known(
            (T)
                known.computeIfAbsent(
                    probe,
                    asked -> access.ask(Set.of(asked), Optional.empty()).get(asked).orElseThrow()));
      }
    };
  }

  private List<Probe<?>> questions(Set<HostPath> paths) {
    List<Probe<?>> out = new ArrayList<>();
    for (HostPath path : paths) {
      out.add(new Probe.FileAt(path, false));
      out.add(new Probe.FileAt(path, true));
      out.add(Probe.DigestOf.sha256(path));
      out.add(new Probe.DigestOf(path, DigestAlgorithm.MD5));
      out.add(Probe.ContentOf.of(path));
      out.add(new Probe.TreeAt(path, Integer.MAX_VALUE));
      out.add(new Probe.TreeAt(path, 1));
    }
    return out;
  }

  private void holdsTheLaw(String shell, Effect effect, String... names) {
    ShellAccess access = access(shell);
    Set<HostPath> paths = new LinkedHashSet<>();
    for (String name : names) {
      paths.add(at(name));
      paths.add(at(name + "/below"));
    }
    paths.add(HostPath.of(root.toString()));
    List<Probe<?>> probes = questions(paths);
    List<Observed<?>> predicted = new ArrayList<>();
    Asker before = asker(access, probes);
    Predicted prediction = new Predicted(effect, "until it ran", before);
    for (Probe<?> probe : probes) {
      predicted.add(after(prediction, probe, before));
    }
    List<EffectOutcome> outcomes = access.carryOut(List.of(effect), HostAccess.Way.PLAIN);
    assertThat(outcomes).hasSize(1);
    assertThat(outcomes.getFirst().ending())
        .describedAs(outcomes.getFirst().message())
        .isEqualTo(EffectOutcome.Ending.DONE);
    Answers answers = access.ask(new LinkedHashSet<>(probes), Optional.empty());
    for (int i = 0; i < probes.size(); i++) {
      Object real = answers.get(probes.get(i)).orElseThrow();
      assertThat(predicted.get(i))
          .describedAs("%s", probes.get(i))
          .isInstanceOf(Observed.Known.class);
      Object expected = ((Observed.Known<?>) predicted.get(i)).value();
      assertThat(Prophecy.comparable(real, expected))
          .describedAs("%s", probes.get(i))
          .isEqualTo(expected);
    }
    assertThat(root.resolve("pwned")).doesNotExist();
  }

  private <T> Observed<T> after(Predicted prediction, Probe<T> probe, Asker before) {
    return prediction.after(probe, before.read(probe));
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(root.resolve(name), content);
  }

  private Effect.WriteFile write(String name, String content, Optional<String> old) {
    return Effect.WriteFile.of(
        at(name),
        Content.of(content),
        old.map(text -> Blob.of(text).digest(DigestAlgorithm.SHA256)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "busybox"})
  void writesANewFile(String shell) {
    for (String name : HOSTILE) {
      holdsTheLaw(shell, write(name, name + "\n", Optional.empty()), name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "busybox"})
  void replacesAFileKeepingItsMode(String shell) throws IOException {
    Path file = file("old", "one\n");
    Files.setPosixFilePermissions(
        file, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-x---"));
    holdsTheLaw(shell, write("old", "two\n", Optional.of("one\n")), "old");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "busybox"})
  void writesThroughALink(String shell) throws IOException {
    file("real", "one\n");
    Files.createSymbolicLink(root.resolve("link"), Path.of("real"));
    holdsTheLaw(shell, write("link", "two\n", Optional.of("one\n")), "link", "real");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "busybox"})
  void knowsOneDirectoryByTwoNames(String shell) throws IOException {
    Files.createDirectories(root.resolve("run/sub"));
    Files.createSymbolicLink(root.resolve("var"), Path.of("run"));
    Files.createSymbolicLink(root.resolve("deep"), root.resolve("var/sub"));
    holdsTheLaw(shell, write("var/f", "x", Optional.empty()), "var", "run", "run/f", "var/f");
    holdsTheLaw(shell, write("run/sub/below", "x", Optional.empty()), "deep", "var/sub", "run/sub");
    holdsTheLaw(shell, new Effect.Link(at("run/sub/l"), "../f", true), "deep/l", "var/sub/l");
    holdsTheLaw(shell, new Effect.Link(at("var"), "run/sub", true), "var", "var/l", "deep", "run");
    holdsTheLaw(shell, new Effect.Remove(at("var")), "var", "run", "deep");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "busybox"})
  void writesBinaryContent(String shell) {
    byte[] all = new byte[256 * 3];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    holdsTheLaw(
        shell,
        new Effect.WriteFile(
            at("bin"),
            Content.of(Blob.of(all)),
            Optional.empty(),
            Attributes.mode(0640),
            false,
            Optional.of("test -s %s"),
            false),
        "bin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "busybox"})
  void makesRemovesLinksAndSets(String shell) throws IOException {
    for (String name : HOSTILE) {
      holdsTheLaw(shell, new Effect.MakeDirectory(at(name), Attributes.mode(01750)), name);
      file(name + "/below", "text");
      holdsTheLaw(
          shell, new Effect.SetAttributes(at(name + "/below"), Attributes.mode(0600), true), name);
      holdsTheLaw(shell, new Effect.Link(at("l" + name), name, true), name, "l" + name);
      holdsTheLaw(
          shell,
          new Effect.CopyFile(
              at(name + "/below"),
              at("c"),
              Optional.empty(),
              Attributes.NONE,
              false,
              Optional.empty(),
              false),
          name,
          "c");
      holdsTheLaw(shell, new Effect.Remove(at("c")), "c");
      holdsTheLaw(shell, new Effect.Remove(at(name)), name, "l" + name);
      holdsTheLaw(shell, new Effect.Link(at("l" + name), "nowhere", true), "l" + name);
      holdsTheLaw(shell, new Effect.Remove(at("l" + name)), "l" + name);
    }
  }
}
