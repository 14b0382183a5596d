package dev.play.effect;

import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe.FileAt;

/** Where paths lead, as far as links at their ends go. */
final class Paths {
  private static final int MOST_LINKS = 40;

  private Paths() {}

  /** A path's target through links, or why that is unknown. */
  static Observed<HostPath> resolve(HostPath path, Asker asker) {
    HostPath current = path.normal();
    for (int i = 0; i < MOST_LINKS; i++) {
      switch (asker.read(FileAt.of(current))) {
        case Observed.Unknown<FileInfo>(String because) -> {
          return Observed.unknown(because);
        }
        case Observed.Known<FileInfo>(FileInfo info) -> {
          if (!info.isLink()) {
            return Observed.known(current);
          }
          current = target(current, info.linkTarget().orElseThrow());
        }
      }
    }
    return Observed.known(current);
  }

  /** What a link at a path points to. */
  static HostPath target(HostPath link, String target) {
    HostPath raw = target.startsWith("/") ? HostPath.of(target) : link.parent().child(target);
    return squeeze(raw.normal());
  }

  /** Without {@code ..} parts, judged by the text. */
  private static HostPath squeeze(HostPath path) {
    java.util.ArrayDeque<String> parts = new java.util.ArrayDeque<>();
    for (String part : path.text().split("/")) {
      if (part.equals("..") && !parts.isEmpty() && !parts.peekLast().equals("..")) {
        parts.removeLast();
      } else if (!part.isEmpty()) {
        parts.addLast(part);
      }
    }
    return HostPath.of((path.isAbsolute() ? "/" : "") + String.join("/", parts)).normal();
  }

  static boolean same(HostPath a, HostPath b) {
    return a.normal().equals(b.normal());
  }

  /** Whether it lies below, and is not, the ancestor. */
  static boolean below(HostPath path, HostPath ancestor) {
    return path.isWithin(ancestor) && !same(path, ancestor);
  }

  /** The path that has the same place under another root. */
  static HostPath moved(HostPath path, HostPath from, HostPath to) {
    String own = path.normal().text();
    String base = from.normal().text();
    return own.equals(base)
        ? to
        : to.child(own.substring(base.equals("/") ? 1 : base.length() + 1));
  }

  /** How many levels a path lies below a root. */
  static int depth(HostPath path, HostPath root) {
    String own = path.normal().text();
    String base = root.normal().text();
    String rest = own.substring(base.equals("/") ? 1 : base.length() + 1);
    return (int) rest.chars().filter(c -> c == '/').count() + 1;
  }
}
