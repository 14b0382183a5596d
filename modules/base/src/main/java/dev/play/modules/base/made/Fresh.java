package dev.play.modules.base.made;

import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known beforehand of a file that is made or made anew: all but its size and times.
 *
 * @param mode of one that was not there
 */
record Fresh(HostView host, HostPath path, int mode) {
  private static final Probe.Query MAKER =
      Probe.Query.of(
          Set.of(Resource.topic("umask")), "/bin/sh", "-c", "umask; id -u; id -un; id -g; id -gn");

  Effect.Prediction<?>[] predictions() {
    FileInfo own = host.known(Probe.FileAt.of(path));
    FileInfo real = host.known(new Probe.FileAt(path, true));
    if (own.isLink()) {
      // Who owns what it leads to is nothing to rely on.
      return new Effect.Prediction<?>[0];
    }
    List<String> maker = host.known(MAKER).out().lines().toList();
    if (maker.size() != 5 || !(maker.get(1) + maker.get(3)).matches("[0-9]+")) {
      return new Effect.Prediction<?>[0];
    }
    if (real.exists() && real.uid() != Long.parseLong(maker.get(1)) && !maker.get(1).equals("0")) {
      return new Effect.Prediction<?>[0];
    }
    FileInfo after = real.exists() ? like(real) : made(maker);
    return new Effect.Prediction<?>[] {
      new Effect.Prediction<>(Probe.FileAt.of(path), after),
      new Effect.Prediction<>(new Probe.FileAt(path, true), after)
    };
  }

  private FileInfo made(List<String> maker) {
    FileInfo above =
        host.read(new Probe.FileAt(path.parent(), true))
                instanceof Observed.Known<FileInfo>(FileInfo found)
            ? found
            : FileInfo.absent(path.parent());
    boolean inherits = (above.mode() & 02000) != 0;
    return info(
        mode,
        maker.get(2),
        inherits ? above.group() : maker.get(4),
        Long.parseLong(maker.get(1)),
        inherits ? above.gid() : Long.parseLong(maker.get(3)));
  }

  private FileInfo like(FileInfo old) {
    return info(old.mode(), old.owner(), old.group(), old.uid(), old.gid());
  }

  private FileInfo info(int bits, String owner, String group, long uid, long gid) {
    return new FileInfo(
        path,
        FileInfo.Kind.FILE,
        bits,
        owner,
        group,
        uid,
        gid,
        -1,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        -1,
        -1,
        -1,
        Optional.empty());
  }
}
