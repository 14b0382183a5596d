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
import dev.play.modules.base.file.FileResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code state: link} and {@code state: hard}. */
public final class LinkState {
  private LinkState() {}

  /** A symbolic link to {@code src}; what an existing link points to where that is not given. */
  public static Plan symbolic(FileRequest request, Optional<String> src, HostView host) {
    HostPath path = request.path();
    host.need(List.of(Probe.FileAt.of(path), new Probe.FileAt(path, true)));
    FileInfo own = host.known(Probe.FileAt.of(path));
    String target =
        src.or(own::linkTarget)
            .orElseThrow(() -> new ModuleFailure("src is required for creating new symlinks"));
    HostPath absolute = resolved(own.isDirectory() ? path : path.parent(), target);
    FileInfo pointed = host.known(new Probe.FileAt(absolute, true));
    if (!pointed.exists() && !request.force()) {
      throw new ModuleFailure(
          "src file does not exist, use \"force=yes\" if you really want to create the link: "
              + absolute);
    }
    List<Effect> effects = new ArrayList<>();
    boolean as = own.isLink() && own.linkTarget().equals(Optional.of(target));
    if (!as) {
      replace(request, own, "symlink", host, effects);
      effects.add(new Effect.Link(path, target, true));
    }
    Attributes changes = Attributes.NONE;
    if (request.follow() && pointed.exists()) {
      changes = request.attributes().changes(host, at(pointed, path));
    } else if (as && !request.follow()) {
      changes = request.attributes().changes(host, own);
    } else if (!request.follow()) {
      // Permissions of links mean nothing on Linux; only their owners can be set.
      changes = request.attributes().withMode(Optional.empty()).forNew(host, false);
    }
    if (!changes.isEmpty()) {
      effects.add(new Effect.SetAttributes(path, changes, request.follow()));
    }
    StateDiff diff = StateDiff.of(path, own, "link").with(own, changes);
    if (!own.linkTarget().equals(Optional.of(target))) {
      diff.with("src", own.linkTarget().orElse(null), target);
    }
    TaskResult values = TaskResult.of("dest", path.text(), "src", target).with("diff", diff.told());
    FileInfo shown = request.follow() && pointed.exists() ? pointed : own;
    return FileResult.plan(effects, FileResult.with(values, host, shown, changes, "link"));
  }

  /** A further name for the file {@code src}. */
  public static Plan hard(FileRequest request, Optional<String> src, HostView host) {
    HostPath path = request.path();
    HostPath source =
        src.map(HostPath::of)
            .orElseThrow(() -> new ModuleFailure("src is required for creating new hardlinks"));
    host.need(List.of(Probe.FileAt.of(path), Probe.FileAt.of(source)));
    FileInfo own = host.known(Probe.FileAt.of(path));
    FileInfo pointed = host.known(Probe.FileAt.of(source));
    if (!pointed.exists()) {
      throw new ModuleFailure(
          "src does not exist", TaskResult.of("dest", path.text(), "src", source.text()));
    }
    List<Effect> effects = new ArrayList<>();
    boolean as = own.isFile() && own.inode() == pointed.inode() && own.device() == pointed.device();
    if (!as) {
      replace(request, own, "hard link", host, effects);
      effects.add(new Effect.Link(path, source.text(), false));
    }
    Attributes changes = request.attributes().changes(host, pointed);
    if (!changes.isEmpty()) {
      effects.add(new Effect.SetAttributes(path, changes, request.follow()));
    }
    TaskResult values =
        TaskResult.of("dest", path.text(), "src", source.text(), "size", pointed.size())
            .with("diff", StateDiff.of(path, own, as ? "file" : "hard").with(own, changes).told());
    return FileResult.plan(effects, FileResult.with(values, host, pointed, changes, "hard"));
  }

  /** What makes way for the link, or why it may not be made. */
  private static void replace(
      FileRequest request, FileInfo own, String kind, HostView host, List<Effect> effects) {
    HostPath path = request.path();
    if (!own.exists() || (own.isLink() && kind.equals("symlink"))) {
      return;
    }
    if (!request.force()) {
      throw new ModuleFailure(
          "refusing to convert from "
              + FileResult.stateOf(own)
              + " to "
              + kind
              + " for "
              + path
              + " (force: true does)");
    }
    if (own.isDirectory()) {
      if (!host.known(new Probe.TreeAt(path, 1)).isEmpty()) {
        throw new ModuleFailure("the directory " + path + " is not empty, refusing to convert it");
      }
      effects.add(new Effect.Remove(path));
    }
  }

  private static HostPath resolved(HostPath directory, String target) {
    HostPath path = HostPath.of(target);
    return path.isAbsolute() || target.startsWith("~") ? path : directory.child(target);
  }

  private static FileInfo at(FileInfo info, HostPath path) {
    return new FileInfo(
        path,
        info.kind(),
        info.mode(),
        info.owner(),
        info.group(),
        info.uid(),
        info.gid(),
        info.size(),
        info.modified(),
        info.accessed(),
        info.changed(),
        info.inode(),
        info.device(),
        info.links(),
        info.linkTarget());
  }
}
