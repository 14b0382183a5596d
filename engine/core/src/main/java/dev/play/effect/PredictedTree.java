package dev.play.effect;

import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Observed;
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
    return switch (Paths.walk(probe.root(), true, Optional.of(target), predicted.before())) {
      case Paths.Walk.Unclear(String because) -> Observed.unknown(because);
      case Paths.Walk.Met(String rest) -> atOrAbove(probe, target, rest, now);
      case Paths.Walk.End(HostPath real) -> {
        boolean listed = Paths.below(target, real) && Paths.depth(target, real) <= probe.depth();
        yield listed
            ? moved(below(target, moved(now, probe.root(), real)), real, probe.root())
            : now;
      }
    };
  }

  private static Observed<List<FileInfo>> moved(
      Observed<List<FileInfo>> all, HostPath from, HostPath to) {
    return Paths.same(from, to)
        ? all
        : all.map(
            entries ->
                entries.stream()
                    .map(f -> PredictedFile.named(f, Paths.moved(f.path(), from, to)))
                    .toList());
  }

  /** The root itself, or something above it, changes. */
  private Observed<List<FileInfo>> atOrAbove(
      TreeAt probe, HostPath target, String rest, Observed<List<FileInfo>> now) {
    if (predicted.leavesWhatIsBelow()) {
      return now;
    }
    if (effect instanceof Effect.Link l && l.symbolic()) {
      HostPath real = Paths.under(Paths.target(target, l.target()), rest);
      return moved(predicted.before().read(new TreeAt(real, probe.depth())), real, probe.root());
    }
    return Observed.known(List.of());
  }

  private Observed<List<FileInfo>> below(HostPath target, Observed<List<FileInfo>> now) {
    return switch (now) {
      case Observed.Unknown<List<FileInfo>> unknown -> unknown;
      case Observed.Known<List<FileInfo>>(List<FileInfo> entries) -> below(target, entries);
    };
  }

  private Observed<List<FileInfo>> below(HostPath target, List<FileInfo> entries) {
    return predicted
        .thing(target, target)
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
