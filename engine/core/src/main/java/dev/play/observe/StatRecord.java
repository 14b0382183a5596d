package dev.play.observe;

import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The format that stat(1) is asked for, of GNU and busybox alike, and its reading. */
final class StatRecord {
  /** An argument for {@code stat -c} in shell notation; {@code $M:} divides its fields. */
  static final String FORMAT =
      "\"$M:%f %u %g %s %Y %X %Z %i %d %h %U %G$M:%y$M:%x$M:%z$M:%n$M:%N$M:\"";

  private StatRecord() {}

  /** A path as the host names it, and what is there. */
  record Found(String name, FileInfo info) {}

  /** All records in a text, in order. */
  static List<Found> all(String text, String mark) {
    String[] fields = text.split(Pattern.quote(mark + ":"), -1);
    List<Found> out = new ArrayList<>();
    for (int i = 1; i + 6 < fields.length + 0; i += 7) {
      out.add(one(fields, i));
    }
    return out;
  }

  private static Found one(String[] fields, int at) {
    String[] n = fields[at].split(" ");
    int raw = Integer.parseInt(n[0], 16);
    String name = fields[at + 4];
    FileInfo.Kind kind = kind(raw);
    FileInfo info =
        new FileInfo(
            new HostPath(name),
            kind,
            raw & 07777,
            n[10].equals("UNKNOWN") ? n[1] : n[10],
            n[11].equals("UNKNOWN") ? n[2] : n[11],
            Long.parseLong(n[1]),
            Long.parseLong(n[2]),
            Long.parseLong(n[3]),
            time(n[4], fields[at + 1]),
            time(n[5], fields[at + 2]),
            time(n[6], fields[at + 3]),
            Long.parseLong(n[7]),
            Long.parseLong(n[8]),
            Long.parseLong(n[9]),
            kind == FileInfo.Kind.LINK
                ? Optional.of(target(name, fields[at + 5]))
                : Optional.empty());
    return new Found(name, info);
  }

  /** Whole seconds, with the fraction that the readable form has. */
  private static double time(String seconds, String readable) {
    return Double.parseDouble(seconds + fraction(readable));
  }

  /** The {@code .123} of {@code 2026-11-22 18:41:00.123 +0000}; each path has three such times. */
  static String fraction(String readable) {
    int dot = readable.indexOf('.');
    if (dot < 8 || readable.charAt(dot - 3) != ':' || readable.charAt(dot - 6) != ':') {
      return "";
    }
    int end = dot + 1;
    while (end < readable.length() && Character.isDigit(readable.charAt(end))) {
      end++;
    }
    return end == dot + 1 ? "" : readable.substring(dot, end);
  }

  /** GNU's literal style writes {@code a -> b}, busybox {@code 'a' -> 'b'}. */
  private static String target(String name, String arrow) {
    String literal = name + " -> ";
    if (arrow.startsWith(literal)) {
      return arrow.substring(literal.length());
    }
    String quoted = "'" + name + "' -> '";
    return arrow.startsWith(quoted) && arrow.endsWith("'")
        ? arrow.substring(quoted.length(), arrow.length() - 1)
        : arrow;
  }

  /** The file type bits of stat(2). */
  private static FileInfo.Kind kind(int raw) {
    return switch (raw & 0170000) {
      case 0140000 -> FileInfo.Kind.SOCKET;
      case 0120000 -> FileInfo.Kind.LINK;
      case 0060000 -> FileInfo.Kind.BLOCK_DEVICE;
      case 0040000 -> FileInfo.Kind.DIRECTORY;
      case 0020000 -> FileInfo.Kind.CHARACTER_DEVICE;
      case 0010000 -> FileInfo.Kind.FIFO;
      default -> FileInfo.Kind.FILE;
    };
  }

  /** The same under the name it was asked by. */
  static FileInfo named(FileInfo f, HostPath path) {
    return new FileInfo(
        path,
        f.kind(),
        f.mode(),
        f.owner(),
        f.group(),
        f.uid(),
        f.gid(),
        f.size(),
        f.modified(),
        f.accessed(),
        f.changed(),
        f.inode(),
        f.device(),
        f.links(),
        f.linkTarget());
  }
}
