package dev.play.modules.base.state;

import dev.play.host.Attributes;
import dev.play.host.Command;
import dev.play.host.Content;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.file.FileResult;
import dev.play.modules.base.file.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code state: touch}, and times for the other states. */
public final class TouchState {
  private TouchState() {}

  /** A file that is there, with new times. */
  public static Plan plan(FileRequest request, HostView host) {
    HostPath path = request.path();
    host.need(List.of(Probe.FileAt.of(path), new Probe.FileAt(path, true)));
    FileInfo own = host.known(Probe.FileAt.of(path));
    FileInfo now = host.known(new Probe.FileAt(path, request.follow()));
    List<Effect> effects = new ArrayList<>();
    TaskResult values = TaskResult.of("dest", path.text());
    if (!own.exists() || (request.follow() && !now.exists())) {
      Placement.requireDirectory(host, path.parent());
      Attributes given = request.attributes().forNew(host, false);
      effects.add(
          new Effect.WriteFile(
              path, Content.of(""), Optional.empty(), given, false, Optional.empty(), false));
      dates(request, host, path, effects);
      return FileResult.plan(
          effects,
          FileResult.with(
              values.with("size", 0).with("diff", StateDiff.of(path, own, "touch").told()),
              host,
              FileInfo.absent(path),
              given,
              "file"));
    }
    addTimes(request, host, effects);
    Attributes changes = request.attributes().changes(host, now);
    StateDiff diff = StateDiff.of(path, now, "touch").with(now, changes);
    if (!changes.isEmpty()) {
      effects.add(new Effect.SetAttributes(path, changes, request.follow()));
    }
    return FileResult.plan(
        effects,
        FileResult.with(
            values
                .with("size", now.size())
                .with("diff", diff.with(now, request.times(), host).told()),
            host,
            now,
            changes,
            FileResult.stateOf(now)));
  }

  /** Adds what sets the times asked for on something that is there, where they differ. */
  public static void addTimes(FileRequest request, HostView host, List<Effect> effects) {
    if (request.times().preserved()) {
      return;
    }
    HostPath path = request.path();
    boolean modifyNow = request.times().modified().equals("now");
    boolean accessNow = request.times().accessed().equals("now");
    if (modifyNow || accessNow) {
      effects.add(touch(path, request.follow(), accessNow, modifyNow, host));
    }
    dates(request, host, path, effects);
  }

  private static void dates(
      FileRequest request, HostView host, HostPath path, List<Effect> effects) {
    FileInfo now = host.known(new Probe.FileAt(path, request.follow()));
    Optional<Double> modified =
        request.times().modifiedAt(host).filter(t -> !now.exists() || t != now.modified());
    Optional<Double> accessed =
        request.times().accessedAt(host).filter(t -> !now.exists() || t != now.accessed());
    if (modified.isPresent() || accessed.isPresent()) {
      Attributes times =
          new Attributes(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              modified,
              accessed,
              Optional.empty());
      effects.add(new Effect.SetAttributes(path, times, request.follow()));
    }
  }

  /** touch(1) by the host's own clock; all but the times stays, so the rest is predicted. */
  private static Effect touch(
      HostPath path, boolean follow, boolean access, boolean modify, HostView host) {
    List<String> argv = new ArrayList<>(List.of("touch"));
    if (!follow) {
      argv.add("-h");
    }
    if (!access || !modify) {
      argv.add(access ? "-a" : "-m");
    }
    argv.addAll(List.of("--", path.text()));
    Probe.FileAt own = Probe.FileAt.of(path);
    Probe.FileAt real = new Probe.FileAt(path, true);
    return Effect.Run.of(Command.of(argv), "touch " + path, Set.of(Resource.path(path)))
        .predicting(
            new Effect.Prediction<>(own, touched(host.known(own))),
            new Effect.Prediction<>(real, touched(host.known(real))));
  }

  /** As it is, but for times that only the host's clock knows. */
  private static FileInfo touched(FileInfo info) {
    return new FileInfo(
        info.path(),
        info.kind(),
        info.mode(),
        info.owner(),
        info.group(),
        info.uid(),
        info.gid(),
        info.size(),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        info.inode(),
        info.device(),
        info.links(),
        info.linkTarget());
  }
}
