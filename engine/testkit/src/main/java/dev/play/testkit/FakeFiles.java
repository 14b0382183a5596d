package dev.play.testkit;

import dev.play.host.Blob;
import dev.play.host.FileInfo;
import dev.play.host.FileInfo.Kind;
import dev.play.host.HostPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A tree of files in memory; all are root's. */
final class FakeFiles {
  private record Entry(Kind kind, int mode, Blob content, Optional<String> target) {}

  private final Map<HostPath, Entry> entries = new TreeMap<>();

  FakeFiles() {
    directory(HostPath.of("/"), 0755);
  }

  void file(HostPath path, String content, int mode) {
    put(path, new Entry(Kind.FILE, mode, Blob.of(content), Optional.empty()));
  }

  void directory(HostPath path, int mode) {
    put(path, new Entry(Kind.DIRECTORY, mode, Blob.of(""), Optional.empty()));
  }

  void link(HostPath path, String target) {
    put(path, new Entry(Kind.LINK, 0777, Blob.of(target), Optional.of(target)));
  }

  private void put(HostPath path, Entry entry) {
    HostPath parent = path.parent();
    if (!parent.equals(path) && !entries.containsKey(parent)) {
      directory(parent, 0755);
    }
    entries.put(path.normal(), entry);
  }

  FileInfo stat(HostPath path, boolean follow) {
    HostPath real = real(path.normal(), follow, 0);
    Entry entry = entries.get(real);
    return entry == null ? FileInfo.absent(path) : info(path, entry);
  }

  private static FileInfo info(HostPath path, Entry e) {
    return new FileInfo(
        path,
        e.kind(),
        e.mode(),
        "root",
        "root",
        0,
        0,
        e.content().size(),
        0,
        0,
        0,
        path.hashCode() & 0x7fffffff,
        1,
        1,
        e.target());
  }

  Optional<Blob> content(HostPath path) {
    Entry entry = entries.get(real(path.normal(), true, 0));
    return entry != null && entry.kind() == Kind.FILE
        ? Optional.of(entry.content())
        : Optional.empty();
  }

  List<FileInfo> tree(HostPath root, int depth) {
    HostPath real = real(root.normal(), true, 0);
    List<FileInfo> out = new ArrayList<>();
    entries.forEach(
        (path, entry) -> {
          if (path.isWithin(real) && !path.equals(real)) {
            String below =
                path.text().substring(real.text().equals("/") ? 1 : real.text().length() + 1);
            if (below.chars().filter(c -> c == '/').count() < depth) {
              out.add(info(root.child(below), entry));
            }
          }
        });
    return out;
  }

  /** Links resolved, those at the end only where they are followed. */
  private HostPath real(HostPath path, boolean follow, int links) {
    if (path.text().equals("/") || !path.isAbsolute()) {
      return path;
    }
    HostPath here = real(path.parent(), true, links).child(path.name());
    Entry entry = entries.get(here);
    if (entry == null || !follow || entry.target().isEmpty() || links > 40) {
      return here;
    }
    String target = entry.target().get();
    HostPath next = target.startsWith("/") ? HostPath.of(target) : here.parent().child(target);
    return real(next.normal(), true, links + 1);
  }
}
