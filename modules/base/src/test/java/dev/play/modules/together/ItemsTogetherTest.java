package dev.play.modules.together;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.connection.ShellRequest;
import dev.play.host.HostName;
import dev.play.modules.base.Command;
import dev.play.modules.base.Copy;
import dev.play.modules.base.File;
import dev.play.modules.base.Lineinfile;
import dev.play.schema.Bound;
import dev.play.schema.ModuleSpec;
import dev.play.task.HostSession;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleRunner;
import dev.play.task.ModuleRunner.Item;
import dev.play.task.RunSettings;
import dev.play.task.ShellAccess;
import dev.play.testkit.LocalShell;
import dev.play.testkit.NoControllerFiles;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items done together leave what items done one after the other leave, and say the same. */
class ItemsTogetherTest {
  private static final ModuleSpec FILE = ModuleSpec.of(File.class);
  private static final ModuleSpec COPY = ModuleSpec.of(Copy.class);
  private static final ModuleSpec LINE = ModuleSpec.of(Lineinfile.class);
  private static final ModuleSpec COMMAND = ModuleSpec.of(Command.class);

  @TempDir Path directory = Path.of(".");

  private static Item item(ModuleSpec spec, Path root, Object... arguments) {
    Object[] rooted =
        Stream.of(arguments)
            .map(a -> a instanceof String s ? s.replace("ROOT", root.toString()) : a)
            .toArray();
    if (!(spec.bind(Value.dictOf(rooted)) instanceof Bound.Arguments(Record args))) {
      throw new AssertionError(spec.bind(Value.dictOf(rooted)).toString());
    }
    return new Item(
        spec,
        args,
        new RunSettings(
            "item",
            false,
            true,
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            new NoControllerFiles(),
            true,
            ShellRequest.SILENT));
  }

  /** How a list of items went. */
  private record Done(List<String> said, List<String> left, long roundTrips) {}

  private Done done(Path root, List<Item> items, boolean together) throws IOException {
    ModuleRunner runner = new ModuleRunner(new SecureRandom());
    List<ModuleOutcome> outcomes = new ArrayList<>();
    long cost;
    try (HostSession session =
        new HostSession(
            new HostName("here"),
            new ShellAccess(
                () -> LocalShell.in(root), new SecureRandom(), InstantSource.system()))) {
      while (outcomes.size() < items.size()) {
        List<Item> rest = items.subList(outcomes.size(), items.size());
        Item first = rest.getFirst();
        outcomes.addAll(
            together
                ? runner.runSome(rest, session)
                : List.of(runner.run(first.module(), first.args(), session, first.settings())));
      }
      cost = session.cost().connection().roundTrips();
    }
    return new Done(
        outcomes.stream().map(o -> told(o).replace(root.toString(), "ROOT")).toList(),
        tree(root),
        cost);
  }

  private static String told(ModuleOutcome outcome) {
    return outcome.status()
        + " "
        + outcome.result().values().get("msg").map(Value::toString).orElse("")
        + outcome.leftOver().orElse("")
        + outcome.diff().orElse("");
  }

  private static List<String> tree(Path root) throws IOException {
    List<String> out = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted().toList()) {
        boolean link = Files.isSymbolicLink(path);
        out.add(
            root.relativize(path)
                + " "
                + (link
                    ? "-> " + Files.readSymbolicLink(path).getFileName()
                    : PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                + (!link && Files.isRegularFile(path) ? " " + Files.readString(path) : ""));
      }
    }
    return out;
  }

  private List<Item> items(String kind, Path root) {
    return switch (kind) {
      case "files" ->
          IntStream.range(0, 12)
              .mapToObj(i -> item(COPY, root, "content", "c" + i, "dest", "ROOT/f" + i))
              .toList();
      case "the same file" ->
          IntStream.range(0, 6)
              .mapToObj(i -> item(COPY, root, "content", "c" + i, "dest", "ROOT/f" + i % 2))
              .toList();
      case "what lies in each other" ->
          Stream.of("a", "a/b", "a/b/c", "z", "a/b")
              .map(d -> item(FILE, root, "path", "ROOT/" + d, "state", "directory"))
              .toList();
      case "lines of a file" ->
          Stream.of("one", "two", "one", "three")
              .map(l -> item(LINE, root, "path", "ROOT/lines", "line", l, "create", true))
              .toList();
      case "one that fails" ->
          Stream.of("m1", "no/such", "m2", "m3")
              .map(d -> item(COPY, root, "content", "x", "dest", "ROOT/" + d))
              .toList();
      case "what is made, kept, removed and made again" ->
          Stream.of("touch x", "directory y", "absent x", "touch x", "absent y", "directory w")
              .map(s -> s.split(" "))
              .map(s -> item(FILE, root, "state", s[0], "path", "ROOT/" + s[1]))
              .toList();
      case "links and what they lead to" ->
          List.of(
              item(FILE, root, "state", "directory", "path", "ROOT/real"),
              item(FILE, root, "state", "link", "src", "ROOT/real", "path", "ROOT/link"),
              item(COPY, root, "content", "by link", "dest", "ROOT/link/in"),
              item(COPY, root, "content", "by name", "dest", "ROOT/real/in"),
              item(FILE, root, "path", "ROOT/link/in", "mode", "0600"));
      case "a command that makes what another looks at" ->
          List.of(
              item(COPY, root, "content", "x", "dest", "ROOT/before"),
              item(COMMAND, root, "cmd", "mkdir ROOT/made", "creates", "ROOT/made"),
              item(COPY, root, "content", "x", "dest", "ROOT/made/in"),
              item(COMMAND, root, "cmd", "rm ROOT/before", "removes", "ROOT/before"),
              item(COPY, root, "content", "x", "dest", "ROOT/before"));
      default -> throw new AssertionError(kind);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "files",
        "the same file",
        "what lies in each other",
        "lines of a file",
        "one that fails",
        "what is made, kept, removed and made again",
        "links and what they lead to",
        "a command that makes what another looks at"
      })
  void leaveAndSayWhatOneAfterTheOtherDoes(String kind) throws IOException {
    Path alone = Files.createDirectory(directory.resolve("alone"));
    Path together = Files.createDirectory(directory.resolve("together"));
    Done one = done(alone, items(kind, alone), false);
    Done all = done(together, items(kind, together), true);

    assertThat(all.left()).isEqualTo(one.left());
    assertThat(all.said()).isEqualTo(one.said());

    // And once more, with (nearly) nothing left to do.
    assertThat(done(together, items(kind, together), true).said())
        .isEqualTo(done(alone, items(kind, alone), false).said());
    assertThat(tree(together)).isEqualTo(tree(alone));
  }

  @Test
  void costAFewRoundTripsHoweverManyTheyAre() throws IOException {
    List<Item> many =
        IntStream.range(0, 100)
            .mapToObj(i -> unverified(item(COPY, directory, "content", "c", "dest", "ROOT/f" + i)))
            .toList();

    assertThat(done(directory, many, true).roundTrips()).isLessThanOrEqualTo(5);
    assertThat(done(directory, many, true).roundTrips()).isLessThanOrEqualTo(4);
  }

  private static Item unverified(Item item) {
    RunSettings s = item.settings();
    return new Item(
        item.module(),
        item.args(),
        new RunSettings(
            s.task(),
            false,
            false,
            s.become(),
            s.environment(),
            s.timeout(),
            s.files(),
            false,
            s.live()));
  }
}
