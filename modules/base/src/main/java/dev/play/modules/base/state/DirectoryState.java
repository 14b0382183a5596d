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
import java.util.List;

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
      below(request, host, effects);
    }
    return FileResult.plan(
        effects, FileResult.with(values.with("size", now.size()), host, now, changes, "directory"));
  }

  /** Everything below; of links only the link itself, never what it points to. */
  private static void below(FileRequest request, HostView host, List<Effect> effects) {
    for (FileInfo info : host.known(new Probe.TreeAt(request.path(), Integer.MAX_VALUE))) {
      Attributes changes = request.attributes().changes(host, info);
      if (!changes.isEmpty()) {
        effects.add(new Effect.SetAttributes(info.path(), changes, false));
      }
    }
  }
}
