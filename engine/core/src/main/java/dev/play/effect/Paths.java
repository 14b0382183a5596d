package dev.play.effect;

import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe.FileAt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Where paths lead through links, as the kernel walks them (path_resolution(7)). */
final class Paths {
  private static final int MOST_LINKS = 40;

  private Paths() {}

  /** What a walk along a path comes to. */
  sealed interface Walk {
    /** Its end, without links on the way. */
    record End(HostPath real) implements Walk {}

    /**
     * It goes through the place that was looked for.
     *
     * @param rest what is left of the path below that place; empty when it is the end
     */
    record Met(String rest) implements Walk {}

    /** What is on the way is unknown. */
    record Unclear(String because) implements Walk {}
  }

  /** A path without links on the way, and at its end where they are followed. */
  static Observed<HostPath> real(HostPath path, boolean follow, Asker asker) {
    return switch (walk(path, follow, Optional.empty(), asker)) {
      case Walk.End(HostPath end) -> Observed.known(end);
      case Walk.Unclear(String because) -> Observed.unknown(because);
      case Walk.Met met -> throw new IllegalStateException("nothing was looked for");
    };
  }

  /**
   * Walks along a path.
   *
   * @param follow whether a link at its end is followed
   * @param wanted a real path to stop at
   */
  static Walk walk(HostPath path, boolean follow, Optional<HostPath> wanted, Asker asker) {
    HostPath normal = path.normal();
    asker.read(FileAt.of(normal)); // all on the way is fetched with it
    Deque<String> ahead = new ArrayDeque<>();
    HostPath at = start(normal, ahead);
    int links = 0;
    boolean there = true;
    while (!ahead.isEmpty()) {
      String part = ahead.poll();
      if (part.equals("..")) {
        at = at.parent();
        continue;
      }
      HostPath next = at.child(part);
      if (wanted.isPresent() && same(next, wanted.get())) {
        return new Walk.Met(String.join("/", ahead));
      }
      if (!there || ahead.isEmpty() && !follow) {
        at = next;
        continue;
      }
      switch (asker.read(FileAt.of(next))) {
        case Observed.Unknown<FileInfo>(String because) -> {
          return new Walk.Unclear(because);
        }
        case Observed.Known<FileInfo>(FileInfo info) -> {
          if (info.isLink() && links++ < MOST_LINKS) {
            at = detour(info.linkTarget().orElseThrow(), at, ahead);
          } else {
            there = info.exists();
            at = next;
          }
        }
      }
    }
    return new Walk.End(at);
  }

  private static HostPath start(HostPath path, Deque<String> ahead) {
    String text = path.text();
    for (String part : text.split("/")) {
      if (!part.isEmpty() && !part.equals(".")) {
        ahead.add(part);
      }
    }
    if (path.isAbsolute()) {
      return HostPath.of("/");
    }
    return text.startsWith("~") ? HostPath.of(ahead.remove()) : HostPath.of(".");
  }

  /** Puts a link's target in front of what is left; gives where it starts from. */
  private static HostPath detour(String target, HostPath at, Deque<String> ahead) {
    String[] parts = target.split("/");
    for (int i = parts.length - 1; i >= 0; i--) {
      if (!parts[i].isEmpty() && !parts[i].equals(".")) {
        ahead.addFirst(parts[i]);
      }
    }
    return target.startsWith("/") ? HostPath.of("/") : at;
  }

  /** What a link at a real path points to, links on the way not resolved. */
  static HostPath target(HostPath link, String target) {
    return target.startsWith("/") ? HostPath.of(target) : link.parent().child(target);
  }

  /** A path below another. */
  static HostPath under(HostPath path, String rest) {
    return rest.isEmpty() ? path : path.child(rest);
  }

  static boolean same(HostPath a, HostPath b) {
    return a.normal().equals(b.normal());
  }

  /** Whether it lies below, and is not, the ancestor; by the texts. */
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
