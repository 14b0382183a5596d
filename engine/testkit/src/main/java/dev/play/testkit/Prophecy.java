package dev.play.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.connection.Become;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.Observed;
import dev.play.host.PackageInfo;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.host.UnitInfo;
import dev.play.task.HostSession;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleOutcome.Status;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a check said the probes would answer, against what they answer after the run, and what it
 * said would be done.
 */
final class Prophecy {
  private static final Value ATIME = new Value.Text("atime");
  private static final Value MTIME = new Value.Text("mtime");

  private final HostSession checked;
  private final HostSession fresh;

  Prophecy(HostSession checked, HostSession fresh) {
    this.checked = checked;
    this.fresh = fresh;
  }

  /** Every answer that was predicted with certainty is the host's. */
  void cameTrue(Optional<Become> as) {
    try (fresh) {
      for (Probe<?> probe : checked.observed(as)) {
        if (!probe.about().contains(Resource.CLOCK)
            && checked.view(as).read(probe) instanceof Observed.Known<?>(Object predicted)) {
          Observed<?> real = fresh.view(as).read(probe);
          assertThat(comparable(((Observed.Known<?>) real).value(), predicted))
              .describedAs("the answer to %s", probe)
              .isEqualTo(comparable(predicted, predicted));
        }
      }
    }
  }

  /** The real answer, with what no prediction tells as in the prediction. */
  static Object comparable(Object real, Object predicted) {
    return switch (predicted) {
      case FileInfo p when real instanceof FileInfo r -> info(r, p);
      // Before lists are refreshed nobody knows which version will come.
      case PackageInfo p when p.version().isEmpty() && real instanceof PackageInfo r ->
          new PackageInfo(
              r.name(),
              r.installed(),
              p.version(),
              p.architecture(),
              r.held(),
              r.configFilesLeft());
      case UnitInfo p when real instanceof UnitInfo r -> unit(r, p);
      case List<?> p when real instanceof List<?> r && r.size() == p.size() -> {
        List<Object> out = new ArrayList<>();
        for (int i = 0; i < p.size(); i++) {
          out.add(comparable(r.get(i), p.get(i)));
        }
        yield out;
      }
      case Optional<?> p when p.isPresent() && real instanceof Optional<?> r && r.isPresent() ->
          Optional.of(comparable(r.get(), p.get()));
      case Value.Dict p when real instanceof Value.Dict r -> entries(r, p);
      case Value.Sequence p when real instanceof Value.Sequence r -> {
        List<Value> out = new ArrayList<>(r.items());
        for (int i = 0; i < Math.min(out.size(), p.items().size()); i++) {
          out.set(i, (Value) comparable(out.get(i), p.items().get(i)));
        }
        yield new Value.Sequence(out);
      }
      case Value.Unknown unknown -> unknown;
      default -> real;
    };
  }

  /** What an API adds to what it was asked for is its own. */
  private static Value.Dict entries(Value.Dict real, Value.Dict predicted) {
    Map<Value, Value> out = new LinkedHashMap<>();
    predicted
        .entries()
        .forEach(
            (k, v) -> {
              Value there = real.entries().get(k);
              if (there != null) {
                out.put(k, (Value) comparable(there, v));
              } else if (v.equals(Value.FALSE)) {
                out.put(k, v); // APIs leave out what is false
              }
            });
    return new Value.Dict(out);
  }

  /** What a change of a unit predicts is its states; the rest follows from them. */
  private static UnitInfo unit(UnitInfo r, UnitInfo p) {
    return new UnitInfo(
        r.unit(),
        r.loadState(),
        r.activeState(),
        p.subState(),
        r.unitFileState(),
        r.needsDaemonReload(),
        p.properties());
  }

  private static FileInfo info(FileInfo r, FileInfo p) {
    return new FileInfo(
        r.path(),
        r.kind(),
        r.mode(),
        r.owner(),
        r.group(),
        p.uid() < 0 ? p.uid() : r.uid(),
        p.gid() < 0 ? p.gid() : r.gid(),
        p.size() < 0 || p.isDirectory() ? p.size() : r.size(),
        p.modified(),
        p.accessed(),
        p.changed(),
        p.inode() < 0 ? p.inode() : r.inode(),
        p.device(),
        p.links(),
        r.linkTarget());
  }

  /**
   * Status, effects, diff and known values are as they were told.
   *
   * @param mayBeUnknown whether a check may say that it does not know
   */
  static void wasTold(ModuleOutcome checked, ModuleOutcome ran, boolean mayBeUnknown) {
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
      case UNKNOWN -> assertThat(mayBeUnknown).describedAs(checked.toString()).isTrue();
      case CHANGED -> throw new AssertionError("a check cannot change anything");
    }
    if (checked.resultUnknown().isEmpty() && ran.status() != Status.FAILED) {
      checked.result().values().entries().forEach((name, value) -> known(name, value, ran));
    }
  }

  private static void known(Value name, Value value, ModuleOutcome ran) {
    if (value instanceof Value.Unknown) {
      return;
    }
    String key = CaseFile.plain(name);
    assertThat(
            ran.result()
                .values()
                .get(key)
                .map(v -> (Value) comparable(v, value))
                .map(Prophecy::withoutAccess))
        .describedAs("result %s as predicted", key)
        .contains(withoutAccess(value));
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

  /**
   * The value without {@code atime} in whatever dictionary tells a file's times, at any depth:
   * looking at a directory or a file moves it, where mounted with relatime whenever it is not later
   * than the last change (mount(8)).
   */
  private static Value withoutAccess(Value value) {
    return switch (value) {
      case Value.Dict(var entries) -> {
        Map<Value, Value> out = new LinkedHashMap<>();
        entries.forEach((k, v) -> out.put(k, withoutAccess(v)));
        if (out.containsKey(MTIME)) {
          out.remove(ATIME);
        }
        yield new Value.Dict(out);
      }
      case Value.Sequence(var items) ->
          new Value.Sequence(items.stream().map(Prophecy::withoutAccess).toList());
      default -> value;
    };
  }
}
