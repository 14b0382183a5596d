package dev.play.modules.base.copy;

import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.TaskResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A tree of the host's own as things to copy ({@code remote_src}). */
public final class HostSource {
  private HostSource() {}

  /**
   * All that is below a directory, parents first.
   *
   * @param prefix put before every path; empty, or a name that ends in {@code /}
   * @param follow copy what links point to; those that point nowhere, or to where we are, stay
   *     links
   */
  public static List<TreeCopy.Entry> entries(
      HostView host, HostPath directory, String prefix, boolean follow) {
    List<TreeCopy.Entry> out = new ArrayList<>();
    List<Probe<?>> digests = new ArrayList<>();
    new Reading(host, follow, out, digests).add(directory, prefix, Set.of());
    host.need(digests);
    return out;
  }

  private record Reading(
      HostView host, boolean follow, List<TreeCopy.Entry> out, List<Probe<?>> digests) {
    /**
     * @param above inodes of the directories that are being read
     */
    void add(HostPath directory, String prefix, Set<Long> above) {
      Map<HostPath, Set<Long>> inside = new HashMap<>();
      inside.put(
          directory.normal(), with(above, host.known(new Probe.FileAt(directory, true)).inode()));
      String top = directory.normal().text();
      int cut = top.length() + (top.equals("/") ? 0 : 1);
      for (FileInfo info : host.known(new Probe.TreeAt(directory, Integer.MAX_VALUE))) {
        String path = prefix + info.path().text().substring(cut);
        Set<Long> here = inside.getOrDefault(info.path().parent(), above);
        if (info.isDirectory()) {
          inside.put(info.path(), with(here, info.inode()));
          out.add(new TreeCopy.Entry.Directory(path));
        } else if (info.isLink()) {
          link(info, path, here);
        } else if (info.isFile()) {
          file(info, path);
        }
      }
    }

    private static Set<Long> with(Set<Long> above, long inode) {
      Set<Long> all = new HashSet<>(above);
      all.add(inode);
      return all;
    }

    private void link(FileInfo link, String path, Set<Long> above) {
      FileInfo target = follow ? host.known(new Probe.FileAt(link.path(), true)) : link;
      if (target.isFile()) {
        file(target, path);
      } else if (target.isDirectory() && !above.contains(target.inode())) {
        out.add(new TreeCopy.Entry.Directory(path));
        add(link.path(), path + "/", above);
      } else {
        out.add(new TreeCopy.Entry.Link(path, link.linkTarget().orElse("")));
      }
    }

    private void file(FileInfo info, String path) {
      HostPath from = info.path();
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
}
