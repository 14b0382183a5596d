package dev.play.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.connection.Become;
import dev.play.host.FileInfo;
import dev.play.host.Observed;
import dev.play.host.PackageInfo;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.host.UnitInfo;
import dev.play.task.HostSession;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a check said the probes would answer, against what they answer after the run. */
final class Prophecy {
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
}
