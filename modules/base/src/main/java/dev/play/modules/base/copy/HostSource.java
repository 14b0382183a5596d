package dev.play.modules.base.copy;

import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.TaskResult;
import java.util.ArrayList;
import java.util.List;

/** A tree of the host's own as things to copy ({@code remote_src}). */
public final class HostSource {
  private HostSource() {}

  /**
   * All that is below a directory, parents first.
   *
   * @param prefix put before every path; empty, or a name that ends in {@code /}
   */
  public static List<TreeCopy.Entry> entries(HostView host, HostPath directory, String prefix) {
    List<FileInfo> below = host.known(new Probe.TreeAt(directory, Integer.MAX_VALUE));
    int cut = directory.normal().text().length() + (directory.normal().text().equals("/") ? 0 : 1);
    List<TreeCopy.Entry> out = new ArrayList<>();
    List<Probe<?>> digests = new ArrayList<>();
    for (FileInfo info : below) {
      HostPath from = info.path();
      String path = prefix + from.text().substring(cut);
      if (info.isDirectory()) {
        out.add(new TreeCopy.Entry.Directory(path));
      } else if (info.isLink()) {
        out.add(new TreeCopy.Entry.Link(path, info.linkTarget().orElse("")));
      } else if (info.isFile()) {
        digests.add(Probe.DigestOf.sha256(from));
        digests.add(new Probe.FileAt(from, true));
        out.add(
            new TreeCopy.Entry.File(
                path,
                info.mode(),
                (placement, view, to, wanted, made) ->
                    placement.decideCopy(view, from, to, wanted, made, TaskResult.EMPTY)));
      }
    }
    host.need(digests);
    return out;
  }
}
