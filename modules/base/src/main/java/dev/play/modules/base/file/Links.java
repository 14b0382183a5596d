package dev.play.modules.base.file;

import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import java.util.HashSet;
import java.util.Set;

/** Where symbolic links lead. */
final class Links {
  /** More than this many the kernel does not follow. */
  private static final int MOST = 40;

  private Links() {}

  /** Fails the task where a link leads back to itself: nothing can be written through it. */
  static void requireEnd(HostView host, FileInfo link) {
    Set<HostPath> seen = new HashSet<>();
    FileInfo at = link;
    while (at.isLink()) {
      if (!seen.add(at.path().normal()) || seen.size() > MOST) {
        throw new ModuleFailure(
            "Too many levels of symbolic links: '" + link.path() + "' leads in a circle");
      }
      String target = at.linkTarget().orElseThrow();
      HostPath next =
          target.startsWith("/") ? HostPath.of(target) : at.path().parent().child(target);
      at = host.known(new Probe.FileAt(next, false));
    }
  }
}
