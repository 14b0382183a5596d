package dev.play.modules.base.search;

import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.module.HostView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All that is below a directory.
 *
 * @param levels how far below; 1 for what is in the directory itself
 * @param follow go on below links to directories, but never below a directory that lies above
 */
public record Walk(int levels, boolean follow) {
  /** What there is, a directory before what it holds; nothing where there is no directory. */
  public List<FileInfo> below(HostView host, HostPath root) {
    if (!follow) {
      return host.known(new Probe.TreeAt(root, levels));
    }
    List<FileInfo> out = new ArrayList<>();
    walk(host, root, levels, Set.of(), out);
    return out;
  }

  /**
   * How many Ansible says it has looked at: all that was found and, where the depth is limited
   * below the first level, what lies one level further down.
   */
  public int examined(HostView host, HostPath root, List<FileInfo> found) {
    boolean limited = levels > 1 && levels < Integer.MAX_VALUE;
    return limited ? new Walk(levels + 1, follow).below(host, root).size() : found.size();
  }

  private void walk(
      HostView host, HostPath root, int deep, Set<List<Long>> above, List<FileInfo> out) {
    FileInfo top = host.known(new Probe.FileAt(root, true));
    List<Long> identity = List.of(top.device(), top.inode());
    if (!top.isDirectory() || above.contains(identity)) {
      return;
    }
    Set<List<Long>> path = new HashSet<>(above);
    path.add(identity);
    List<FileInfo> found = host.known(new Probe.TreeAt(root, deep));
    host.need(
        found.stream()
            .filter(FileInfo::isLink)
            .map(f -> new Probe.FileAt(f.path(), true))
            .toList());
    for (FileInfo info : found) {
      out.add(info);
      int left = deep == Integer.MAX_VALUE ? deep : deep - depth(root, info.path());
      if (info.isLink() && left > 0) {
        walk(host, info.path(), left, path, out);
      }
    }
  }

  private static int depth(HostPath root, HostPath path) {
    int own = root.normal().text().length();
    return (int) path.text().substring(own).chars().filter(c -> c == '/').count();
  }
}
