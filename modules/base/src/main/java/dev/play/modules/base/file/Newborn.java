package dev.play.modules.base.file;

import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.TaskResult;
import java.util.List;
import java.util.Set;

/** What a new file gets from who makes it and where: owner, group and permissions. */
final class Newborn {
  private static final Probe.Query MAKER =
      Probe.Query.of(
          Set.of(Resource.topic("umask")), "/bin/sh", "-c", "umask; id -u; id -un; id -g; id -gn");

  private Newborn() {}

  static TaskResult told(TaskResult values, HostView host, HostPath path, String state) {
    List<String> maker = host.known(MAKER).out().lines().toList();
    if (maker.size() != 5 || !(maker.get(0) + maker.get(1) + maker.get(3)).matches("[0-9]+")) {
      return values;
    }
    boolean directory = state.equals("directory");
    int all = directory ? 0777 : 0666;
    int mode = state.equals("link") ? 0777 : all & ~Integer.parseInt(maker.getFirst(), 8);
    FileInfo above =
        host.read(new Probe.FileAt(path.parent(), true))
                instanceof Observed.Known<FileInfo>(FileInfo found)
            ? found
            : FileInfo.absent(path.parent());
    boolean inherits = above.isDirectory() && (above.mode() & 02000) != 0;
    return values
        .with("uid", Long.parseLong(maker.get(1)))
        .with("owner", maker.get(2))
        .with("gid", inherits ? above.gid() : Long.parseLong(maker.get(3)))
        .with("group", inherits ? above.group() : maker.get(4))
        .with("mode", String.format("0%03o", inherits && directory ? mode | 02000 : mode));
  }
}
