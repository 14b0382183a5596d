package dev.play.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.connection.Connection;
import dev.play.effect.Describe;
import dev.play.schema.Bound;
import dev.play.schema.ModuleSpec;
import dev.play.task.HostSession;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleOutcome.Status;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks, runs and runs again one case, and holds the laws to it. */
public final class CaseRun {
  private final ModuleCase one;
  private final CaseHost host;
  private final CasePlace place;

  private CaseRun(CasePlace place) {
    this.one = place.one();
    this.host = place.host();
    this.place = place;
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
      new CaseRun(CasePlace.of(spec, one, connector, host.over(eyes), directory)).check();
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
    if (isOpen() && place.bound() instanceof Bound.Wrong) {
      place.leave();
      return;
    }
    Path controller = place.controllerFiles();
    place.make();
    String before = snapshot();
    boolean failed;
    try (HostSession session = place.session()) {
      ModuleOutcome checked = place.run(session, controller, true);
      assertThat(CaseHost.differences(before, snapshot()))
          .describedAs("check changes nothing")
          .isEmpty();
      ModuleOutcome ran = carriedOut(controller);
      if (ran.status() != Status.FAILED) {
        new Prophecy(session, place.session()).cameTrue(host.as());
      }
      Prophecy.wasTold(
          checked, ran, isOpen() || one.expected().check().equals(Optional.of("unknown")));
      if (!isOpen()) {
        isAsExpected(checked, ran);
      }
      failed = ran.status() == Status.FAILED;
    }
    boolean comparable = !isOpen() || one.again().equals("same");
    if (!failed && comparable) {
      secondRun(controller);
    }
    assertThat(place.traces()).describedAs("values stay data").isEmpty();
    place.remove();
  }

  /** Whatever becomes of it is right, as long as the laws hold. */
  private boolean isOpen() {
    return one.expected().status().equals(ModuleCase.Expected.WHATEVER);
  }

  /** The arguments don't fit: said before any host is asked. */
  private void isRefused() {
    String told =
        switch (place.bound()) {
          case Bound.Wrong(var problems, var values) -> problems.toString();
          case Bound.Arguments a -> throw new AssertionError("nothing is wrong with " + a);
          case Bound.Unknown(String because) -> throw new AssertionError(because);
        };
    assertThat(told).contains(one.expected().message().orElseThrow());
    place.leave();
  }

  private String snapshot() {
    return host.snapshot(place.root()) + (one.where() == ModuleCase.Where.LAB ? host.system() : "");
  }

  private ModuleOutcome carriedOut(Path controller) {
    try (HostSession session = place.session()) {
      return place.run(session, controller, false);
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
    expected
        .message()
        .ifPresent(m -> assertThat(ran.because().orElse("")).contains(place.rooted(m)));
    expected.diff().ifPresent(d -> assertThat(checked.diff().orElse("")).contains(place.rooted(d)));
    expected
        .effects()
        .ifPresent(
            all ->
                assertThat(ran.effects().stream().map(Describe::inWords))
                    .containsExactlyElementsOf(all.stream().map(place::rooted).toList()));
    expected
        .result()
        .forEach(
            (name, value) ->
                assertThat(
                        ran.result().values().get(name).map(v -> likewise(v, place.rooted(value))))
                    .describedAs("result %s of %s", name, ran.result())
                    .contains(place.rooted(value)));
    assertThat(likewise(ran.result().facts(), expected.facts()))
        .describedAs("facts")
        .isEqualTo(expected.facts());
    assertThat(ran.result().values().entries().keySet())
        .describedAs("what is registered")
        .containsAll(expected.registers().stream().map(Value.Text::new).toList());
    new GivenFiles(host, place.root()).areThere(expected.files());
    expected.proof().ifPresent(script -> host.shell(place.root(), "set -e\n" + host.named(script)));
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

  /** Whether a case's arguments are refused before any host is asked. */
  public static boolean isRefused(ModuleSpec spec, ModuleCase one) {
    Value arguments =
        CasePlace.replaced(one.arguments(), text -> text.replace("ROOT", "/var/tmp/case"));
    return spec.bind((Value.Dict) arguments) instanceof Bound.Wrong;
  }
}
