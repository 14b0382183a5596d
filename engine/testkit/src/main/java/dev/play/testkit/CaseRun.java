package dev.play.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.connection.Connection;
import dev.play.connection.ShellRequest;
import dev.play.effect.Describe;
import dev.play.host.Effect;
import dev.play.host.HostName;
import dev.play.schema.Bound;
import dev.play.schema.ModuleSpec;
import dev.play.shell.ShellText;
import dev.play.task.HostSession;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleOutcome.Status;
import dev.play.task.ModuleRunner;
import dev.play.task.RunSettings;
import dev.play.task.ShellAccess;
import dev.play.task.remote.RemoteAccess;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Checks, runs and runs again one case, and holds the laws to it. */
public final class CaseRun {
  private final ModuleSpec spec;
  private final ModuleCase one;
  private final Supplier<Connection> connector;
  private final CaseHost host;
  private final String parent;
  private final String root;

  private CaseRun(
      ModuleSpec spec,
      ModuleCase one,
      Supplier<Connection> connector,
      CaseHost host,
      String directory) {
    this.spec = spec;
    this.one = one;
    this.connector = connector;
    this.host = host;
    this.parent = host.shell(host.base(), "mktemp -d -p " + ShellText.quote(host.base())).strip();
    this.root = parent + "/" + directory;
  }

  /**
   * Runs a case.
   *
   * @param directory name of the case's root directory
   */
  static void holdsTheLaws(ModuleSpec spec, ModuleCase one, CaseHost host, String directory)
      throws IOException {
    holdsTheLaws(spec, one, host, host.connector(), directory);
  }

  /**
   * Runs a case over a connection of its own.
   *
   * @param host which scripts look at
   * @param connector which the task itself goes over
   * @param directory name of the case's root directory
   */
  public static void holdsTheLaws(
      ModuleSpec spec,
      ModuleCase one,
      CaseHost host,
      Supplier<Connection> connector,
      String directory)
      throws IOException {
    HeldConnection eyes = new HeldConnection(host.connector());
    try {
      new CaseRun(spec, one, connector, host.over(eyes), directory).check();
    } catch (AssertionError broken) {
      throw new AssertionError(
          spec.name() + ": " + one.name() + ": " + broken.getMessage(), broken);
    } finally {
      eyes.end();
    }
  }

  private void check() throws IOException {
    if (one.expected().status().equals("refused")) {
      isRefused();
      return;
    }
    if (isOpen() && bound() instanceof Bound.Wrong) {
      host.shell(host.base(), "rmdir -- " + ShellText.quote(parent));
      return;
    }
    Path controller = controllerFiles();
    host.shell(parent, "mkdir -- " + ShellText.quote(root));
    new GivenFiles(host, root).make(one.given());
    if (one.prepare().isPresent()) {
      host.shell(root, host.named(one.prepare().get()));
    }
    String before = snapshot();
    boolean failed;
    try (HostSession session = session()) {
      ModuleOutcome checked = run(session, controller, true);
      assertThat(CaseHost.differences(before, snapshot()))
          .describedAs("check changes nothing")
          .isEmpty();
      ModuleOutcome ran = carriedOut(controller);
      if (ran.status() != Status.FAILED) {
        new Prophecy(session, session()).cameTrue(host.as());
      }
      theCheckToldTheTruth(checked, ran);
      if (!isOpen()) {
        isAsExpected(checked, ran);
      }
      failed = ran.status() == Status.FAILED;
    }
    boolean comparable = !isOpen() || one.again().equals("same");
    if (!failed && comparable) {
      secondRun(controller);
    }
    assertThat(host.shell(parent, "find . -name pwned")).describedAs("values stay data").isEmpty();
    host.shell(host.base(), "rm -rf -- " + ShellText.quote(parent));
  }

  /** Whatever becomes of it is right, as long as the laws hold. */
  private boolean isOpen() {
    return one.expected().status().equals(ModuleCase.Expected.WHATEVER);
  }

  private Bound bound() {
    return spec.bind((Value.Dict) rooted(one.arguments()));
  }

  /** The arguments don't fit: said before any host is asked. */
  private void isRefused() {
    String told =
        switch (bound()) {
          case Bound.Wrong(var problems, var values) -> problems.toString();
          case Bound.Arguments a -> throw new AssertionError("nothing is wrong with " + a);
          case Bound.Unknown(String because) -> throw new AssertionError(because);
        };
    assertThat(told).contains(one.expected().message().orElseThrow());
    host.shell(host.base(), "rmdir -- " + ShellText.quote(parent));
  }

  private String snapshot() {
    return host.snapshot(root) + (one.where() == ModuleCase.Where.LAB ? host.system() : "");
  }

  private HostSession session() {
    return new HostSession(
        new HostName("case"),
        new RemoteAccess(
            new ShellAccess(connector, new SecureRandom(), InstantSource.system()),
            host.remotes(),
            InstantSource.system()));
  }

  private ModuleOutcome carriedOut(Path controller) {
    try (HostSession session = session()) {
      return run(session, controller, false);
    }
  }

  private ModuleOutcome run(HostSession session, Path controller, boolean check) {
    RunSettings settings =
        new RunSettings(
            one.name(),
            check,
            true,
            host.as(),
            environment(),
            Optional.empty(),
            CaseFiles.in(controller),
            true,
            ShellRequest.SILENT);
    return switch (bound()) {
      case Bound.Arguments(Record args) ->
          new ModuleRunner(new SecureRandom()).run(spec, args, session, settings);
      case Bound.Wrong(var problems, var values) -> throw new AssertionError(problems.toString());
      case Bound.Unknown(String because) -> throw new AssertionError(because);
    };
  }

  private Map<String, String> environment() {
    Map<String, String> out = new LinkedHashMap<>();
    one.environment().forEach((name, value) -> out.put(name, rooted(value)));
    return out;
  }

  private void theCheckToldTheTruth(ModuleOutcome checked, ModuleOutcome ran) {
    switch (checked.status()) {
      case SAME, SKIPPED -> assertThat(ran.status()).isEqualTo(checked.status());
      case WOULD_CHANGE -> {
        if (ran.status() != Status.FAILED) {
          assertThat(ran.status()).isEqualTo(Status.CHANGED);
          // Where the check says why it sees no further there may be more, but nothing else first.
          assertThat(deeds(ran))
              .describedAs("effects as predicted")
              .startsWith(deeds(checked).toArray(Effect[]::new));
          if (checked.because().isEmpty()) {
            assertThat(ran.effects())
                .describedAs("no more effects")
                .hasSameSizeAs(checked.effects());
            assertThat(ran.diff()).describedAs("diff as predicted").isEqualTo(checked.diff());
          }
        }
      }
      case FAILED -> assertThat(ran.status()).isEqualTo(Status.FAILED);
      case UNKNOWN ->
          assertThat(isOpen() || one.expected().check().equals(Optional.of("unknown")))
              .describedAs(checked.toString())
              .isTrue();
      case CHANGED -> throw new AssertionError("a check cannot change anything");
    }
    if (checked.resultUnknown().isEmpty() && ran.status() != Status.FAILED) {
      checked
          .result()
          .values()
          .entries()
          .forEach(
              (name, value) -> {
                if (!(value instanceof Value.Unknown)) {
                  assertThat(
                          ran.result()
                              .values()
                              .get(CaseFile.plain(name))
                              .map(v -> (Value) Prophecy.comparable(v, value))
                              .map(AccessTimes::without))
                      .describedAs("result %s as predicted", CaseFile.plain(name))
                      .contains(AccessTimes.without(value));
                }
              });
    }
  }

  private void isAsExpected(ModuleOutcome checked, ModuleOutcome ran) {
    ModuleCase.Expected expected = one.expected();
    String told = ran.status().name().toLowerCase(Locale.ROOT);
    assertThat(told).describedAs("%s", ran).isEqualTo(expected.status());
    String check =
        checked.status().name().toLowerCase(Locale.ROOT).replace("would_change", "changed");
    assertThat(check)
        .describedAs("the check")
        .isEqualTo(expected.check().orElse(expected.status()));
    if (one.again().equals("same")) {
      assertThat(ran.leftOver()).describedAs("converges").isEmpty();
    }
    expected.message().ifPresent(m -> assertThat(ran.because().orElse("")).contains(rooted(m)));
    expected.diff().ifPresent(d -> assertThat(checked.diff().orElse("")).contains(rooted(d)));
    expected
        .effects()
        .ifPresent(
            all ->
                assertThat(ran.effects().stream().map(Describe::inWords))
                    .containsExactlyElementsOf(all.stream().map(this::rooted).toList()));
    expected
        .result()
        .forEach(
            (name, value) ->
                assertThat(ran.result().values().get(name).map(v -> likewise(v, rooted(value))))
                    .describedAs("result %s of %s", name, ran.result())
                    .contains(rooted(value)));
    assertThat(likewise(ran.result().facts(), expected.facts()))
        .describedAs("facts")
        .isEqualTo(expected.facts());
    assertThat(ran.result().values().entries().keySet())
        .describedAs("what is registered")
        .containsAll(expected.registers().stream().map(Value.Text::new).toList());
    new GivenFiles(host, root).areThere(expected.files());
    expected.proof().ifPresent(script -> host.shell(root, "set -e\n" + host.named(script)));
  }

  /** Of the real value what the expected one has too: dictionaries are compared by some entries. */
  private static Value likewise(Value real, Value expected) {
    return switch (expected) {
      case Value.Dict e when real instanceof Value.Dict r -> {
        Map<Value, Value> out = new LinkedHashMap<>();
        e.entries()
            .forEach(
                (k, v) -> {
                  Value there = r.entries().get(k);
                  if (there != null) {
                    out.put(k, likewise(there, v));
                  }
                });
        yield new Value.Dict(out);
      }
      case Value.Sequence e
          when real instanceof Value.Sequence r && r.items().size() == e.items().size() -> {
        List<Value> out = new ArrayList<>();
        for (int i = 0; i < e.items().size(); i++) {
          out.add(likewise(r.items().get(i), e.items().get(i)));
        }
        yield new Value.Sequence(out);
      }
      default -> real;
    };
  }

  private void secondRun(Path controller) {
    String status = carriedOut(controller).status().name().toLowerCase(Locale.ROOT);
    assertThat(status).describedAs("a second run").isEqualTo(one.again());
  }

  /**
   * What is done. What it predicts and touches is held against the host elsewhere, and may be told
   * more closely when more is known.
   */
  private static List<Effect> deeds(ModuleOutcome outcome) {
    return outcome.effects().stream()
        .map(
            effect ->
                switch (effect) {
                  case Effect.Run run ->
                      new Effect.Run(
                          run.command(), run.why(), Set.of(), List.of(), run.okStatuses());
                  case Effect.Call c ->
                      new Effect.Call(
                          c.thing(),
                          c.verb(),
                          c.path(),
                          withoutFingerprint(c.body()),
                          c.why(),
                          Set.of(),
                          List.of(),
                          c.within(),
                          c.until());
                  default -> effect;
                })
        .toList();
  }

  /**
   * What names the state that a request was made from is the API's, and another after each change.
   */
  private static Value.Dict withoutFingerprint(Value.Dict body) {
    Map<Value, Value> out = new LinkedHashMap<>(body.entries());
    out.keySet().removeIf(k -> CaseFile.plain(k).toLowerCase(Locale.ROOT).endsWith("fingerprint"));
    return new Value.Dict(out);
  }

  private String rooted(String text) {
    return host.named(text).replace("ROOT", root);
  }

  private Value rooted(Value value) {
    return replaced(value, this::rooted);
  }

  private static Value replaced(Value value, UnaryOperator<String> texts) {
    return switch (value) {
      case Value.Text(String text) -> new Value.Text(texts.apply(text));
      case Value.Template t -> new Value.Text(texts.apply(t.source()));
      case Value.Sequence s ->
          new Value.Sequence(s.items().stream().map(i -> replaced(i, texts)).toList());
      case Value.Dict d -> {
        Map<Value, Value> out = new LinkedHashMap<>();
        d.entries().forEach((k, v) -> out.put(k, replaced(v, texts)));
        yield new Value.Dict(out);
      }
      default -> value;
    };
  }

  /** Whether a case's arguments are refused before any host is asked. */
  public static boolean isRefused(ModuleSpec spec, ModuleCase one) {
    Value arguments = replaced(one.arguments(), text -> text.replace("ROOT", "/var/tmp/case"));
    return spec.bind((Value.Dict) arguments) instanceof Bound.Wrong;
  }

  private Path controllerFiles() throws IOException {
    Path directory = Files.createTempDirectory("play-controller").toRealPath();
    for (Map.Entry<String, Value> file : one.controller().entrySet()) {
      Path path = directory.resolve(file.getKey());
      Path above = path.getParent();
      if (above != null) {
        Files.createDirectories(above);
      }
      if (file.getValue() instanceof Value.Dict link) {
        Path target = Path.of(CaseFile.plain(link.get("link").orElseThrow()));
        Files.createSymbolicLink(path, target);
      } else {
        Files.writeString(path, CaseFile.plain(file.getValue()));
      }
    }
    return directory;
  }
}
