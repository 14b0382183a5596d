package dev.play.effect;

import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe.FileAt;
import dev.play.host.Probe.TreeAt;
import dev.play.shell.ShellText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What find(1) will list below a directory after an effect on a path. */
final class PredictedTree {
  private final Effect effect;
  private final Predicted predicted;

  PredictedTree(Effect effect, Predicted predicted) {
    this.effect = effect;
    this.predicted = predicted;
  }

  Observed<List<FileInfo>> after(TreeAt probe, Observed<List<FileInfo>> now) {
    if (!(predicted.changed() instanceof Observed.Known<HostPath>(HostPath target))) {
      return Observed.unknown(predicted.because());
    }
    if (probe.root().isWithin(target)) {
      return atOrAbove(probe, target, now);
    }
    return switch (Paths.resolve(probe.root(), predicted.before())) {
      case Observed.Unknown<HostPath>(String because) -> Observed.unknown(because);
      case Observed.Known<HostPath>(HostPath real) when !Paths.same(real, probe.root()) ->
          moved(
              after(new TreeAt(real, probe.depth()), moved(now, probe.root(), real)),
              real,
              probe.root());
      case Observed.Known<HostPath> itself -> ofDirectory(probe, target, now);
    };
  }

  private static Observed<List<FileInfo>> moved(
      Observed<List<FileInfo>> all, HostPath from, HostPath to) {
    return all.map(
        entries ->
            entries.stream()
                .map(f -> PredictedFile.named(f, Paths.moved(f.path(), from, to)))
                .toList());
  }

  private Observed<List<FileInfo>> ofDirectory(
      TreeAt probe, HostPath target, Observed<List<FileInfo>> now) {
    if (!target.isWithin(probe.root()) || Paths.depth(target, probe.root()) > probe.depth()) {
      return now;
    }
    return switch (now) {
      case Observed.Unknown<List<FileInfo>> unknown -> unknown;
      case Observed.Known<List<FileInfo>>(List<FileInfo> entries) -> below(target, entries);
    };
  }

  /** The root itself, or something above it, changes. */
  private Observed<List<FileInfo>> atOrAbove(
      TreeAt probe, HostPath target, Observed<List<FileInfo>> now) {
    return switch (effect) {
      case Effect.SetAttributes s -> now;
      case Effect.MakeDirectory d -> now;
      case Effect.Link l when l.symbolic() -> {
        HostPath real = Paths.moved(probe.root(), target, Paths.target(target, l.target()));
        yield moved(predicted.before().read(new TreeAt(real, probe.depth())), real, probe.root());
      }
      default -> Observed.known(List.of());
    };
  }

  private Observed<List<FileInfo>> below(HostPath target, List<FileInfo> entries) {
    Optional<FileInfo> listed =
        entries.stream().filter(e -> Paths.same(e.path(), target)).findFirst();
    Observed<FileInfo> old =
        listed.map(Observed::known).orElseGet(() -> predicted.before().read(FileAt.of(target)));
    return predicted
        .thing(target, target, old)
        .map(
            changed -> {
              List<FileInfo> out = new ArrayList<>();
              boolean clears = !changed.isDirectory();
              for (FileInfo entry : entries) {
                if (!Paths.same(entry.path(), target)
                    && !(clears && Paths.below(entry.path(), target))) {
                  out.add(entry);
                }
              }
              if (changed.exists()) {
                out.add(changed);
              }
              out.sort(
                  (a, b) ->
                      Arrays.compareUnsigned(
                          ShellText.encode(a.path().text()), ShellText.encode(b.path().text())));
              return List.copyOf(out);
            });
  }
}
