package dev.play.modules.base.state;

import dev.play.host.Attributes;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.file.Directories;
import dev.play.modules.base.file.FileResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code state: directory}. */
public final class DirectoryState {
  private DirectoryState() {}

  /** The directory with its missing parents. */
  public static Plan plan(FileRequest request, boolean recurse, HostView host) {
    HostPath path = request.path();
    host.need(List.of(Probe.FileAt.of(path), new Probe.FileAt(path, true)));
    FileInfo own = host.known(Probe.FileAt.of(path));
    FileInfo real = host.known(new Probe.FileAt(path, true));
    TaskResult values = TaskResult.of("path", path.text());
    if (!own.exists()) {
      List<Effect> effects = new ArrayList<>(Directories.missing(host, path, request.attributes()));
      Attributes given = request.attributes().forNew(host, true);
      TouchState.addTimes(request, host, effects);
      values = values.with("diff", StateDiff.of(path, own, "directory").told());
      return FileResult.plan(
          effects, FileResult.with(values, host, FileInfo.absent(path), given, "directory"));
    }
    boolean through = own.isLink() && request.follow();
    FileInfo now = through ? real : own;
    if (!now.isDirectory()) {
      throw new ModuleFailure(path + " already exists as a " + FileResult.stateOf(now));
    }
    List<Effect> effects = new ArrayList<>();
    Attributes changes = request.attributes().changes(host, now);
    if (!changes.isEmpty()) {
      effects.add(new Effect.SetAttributes(path, changes, request.follow()));
    }
    TouchState.addTimes(request, host, effects);
    if (recurse) {
      new Below(request, host, effects).add(path);
    }
    StateDiff diff = StateDiff.of(path, now, "directory").with(now, changes);
    values = values.with("diff", diff.with(now, request.times(), host).told());
    return FileResult.plan(
        effects, FileResult.with(values.with("size", now.size()), host, now, changes, "directory"));
  }

  /** Everything below: links themselves, and with follow what they point to and all below that. */
  private record Below(FileRequest request, HostView host, List<Effect> effects, Set<Long> seen) {
    Below(FileRequest request, HostView host, List<Effect> effects) {
      this(request, host, effects, new HashSet<>());
    }

    void add(HostPath root) {
      for (FileInfo info : host.known(new Probe.TreeAt(root, Integer.MAX_VALUE))) {
        change(info, info.path(), false);
        if (info.isLink() && request.follow()) {
          through(info.path());
        }
      }
    }

    private void through(HostPath link) {
      FileInfo target = host.known(new Probe.FileAt(link, true));
      if (target.exists() && seen.add(target.inode())) {
        change(target, link, true);
        if (target.isDirectory()) {
          add(link);
        }
      }
    }

    private void change(FileInfo now, HostPath path, boolean follow) {
      Attributes changes = request.attributes().changes(host, now);
      if (!changes.isEmpty()) {
        effects.add(new Effect.SetAttributes(path, changes, follow));
      }
    }
  }
}
