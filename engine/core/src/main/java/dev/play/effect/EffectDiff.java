package dev.play.effect;

import dev.play.host.Attributes;
import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe.ContentOf;
import dev.play.host.Probe.DigestOf;
import dev.play.host.Probe.FileAt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How an effect reads to a person: what it replaces, and what by. */
public final class EffectDiff {
  /** Larger contents are told by size and digest. */
  private static final long LARGEST_SHOWN = 1 << 20;

  private final Asker before;

  private EffectDiff(Asker before) {
    this.before = before;
  }

  /**
   * Lines of a diff, each ended by a newline; empty where there is nothing to show.
   *
   * @param before the host as it is before the effect
   */
  public static String of(Effect effect, Asker before) {
    EffectDiff diff = new EffectDiff(before);
    return switch (effect) {
      case Effect.WriteFile w -> diff.write(w) + diff.attributes(w.path(), w.attributes());
      case Effect.CopyFile c -> diff.copy(c) + diff.attributes(c.to(), c.attributes());
      case Effect.SetAttributes s -> diff.attributes(s.path(), s.attributes());
      case Effect.MakeDirectory d ->
          "+ directory " + d.path() + "\n" + diff.attributes(d.path(), d.attributes());
      case Effect.Link l -> diff.link(l);
      case Effect.Remove r -> diff.removed(r.path());
      case Effect.Run r -> "! " + r.why() + "\n";
      case Effect.Reconnect r -> "! " + r.why() + "\n";
      case Effect.Call c -> "! " + c.why() + "\n";
      case Effect.SaveLocally s -> "+ controller: " + s.path() + " (" + s.content() + ")\n";
    };
  }

  private String write(Effect.WriteFile write) {
    if (write.content() instanceof Content.Bytes(Blob blob, boolean secret) && secret) {
      return heading(write.path()) + "(the content is secret: " + blob.size() + " bytes)\n";
    }
    Observed<FileInfo> info = before.read(new FileAt(write.path(), true));
    if (info instanceof Observed.Unknown<FileInfo>(String because)) {
      return heading(write.path()) + "(what it replaces is unknown " + because + ")\n";
    }
    FileInfo old = ((Observed.Known<FileInfo>) info).value();
    Content content = write.content();
    if (old.size() > LARGEST_SHOWN || content.size() > LARGEST_SHOWN) {
      return sizes(write.path(), content.size(), content.sha256());
    }
    Blob now =
        switch (content) {
          case Content.Bytes b -> b.blob();
          case Content.LocalFile f -> LocalContent.read(f);
        };
    return switch (before.read(ContentOf.of(write.path()))) {
      case Observed.Unknown<Optional<Blob>>(String because) ->
          heading(write.path()) + "(what it replaces is unknown " + because + ")\n";
      case Observed.Known<Optional<Blob>>(Optional<Blob> held) -> texts(write.path(), held, now);
    };
  }

  private String texts(HostPath path, Optional<Blob> held, Blob now) {
    if (held.filter(EffectDiff::isBinary).isPresent() || isBinary(now)) {
      return sizes(path, now.size(), now.digest(DigestAlgorithm.SHA256));
    }
    String name = path.text().replace('\n', '?');
    if (held.isEmpty() && now.size() == 0) {
      return "--- /dev/null\n+++ " + name + " (empty)\n";
    }
    return TextDiff.unified(
        held.map(Blob::text).orElse(""), now.text(), held.isPresent() ? name : "/dev/null", name);
  }

  private static boolean isBinary(Blob blob) {
    byte[] bytes = blob.bytes();
    for (int i = 0; i < Math.min(bytes.length, 8192); i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private String sizes(HostPath path, long size, String digest) {
    String old =
        switch (before.read(DigestOf.sha256(path))) {
          case Observed.Unknown<Optional<String>>(String because) -> "(unknown " + because + ")";
          case Observed.Known<Optional<String>>(Optional<String> d) ->
              d.map(text -> "sha256 " + text).orElse("(no file)");
        };
    return heading(path) + "-" + old + "\n+sha256 " + digest + ", " + size + " bytes\n";
  }

  private static String heading(HostPath path) {
    String name = path.text().replace('\n', '?');
    return "--- " + name + "\n+++ " + name + "\n";
  }

  private String copy(Effect.CopyFile copy) {
    return heading(copy.to()) + "+(content of " + copy.from() + " on the host)\n";
  }

  private String attributes(HostPath path, Attributes wanted) {
    if (wanted.isEmpty()
        || !(before.read(new FileAt(path, true)) instanceof Observed.Known<FileInfo>(FileInfo f))) {
      return "";
    }
    List<String> out = new ArrayList<>();
    boolean there = f.exists();
    wanted
        .mode()
        .filter(m -> !there || m != f.mode())
        .ifPresent(m -> out.add(line("mode", there, octal(f.mode()), octal(m))));
    wanted
        .owner()
        .filter(o -> !there || !o.equals(f.owner()))
        .ifPresent(o -> out.add(line("owner", there, f.owner(), o)));
    wanted
        .group()
        .filter(g -> !there || !g.equals(f.group()))
        .ifPresent(g -> out.add(line("group", there, f.group(), g)));
    wanted.modified().ifPresent(t -> out.add(line("mtime", there, f.modified() + "", t + "")));
    wanted.accessed().ifPresent(t -> out.add(line("atime", there, f.accessed() + "", t + "")));
    wanted.flags().ifPresent(t -> out.add(line("flags", false, "", t)));
    return out.isEmpty()
        ? ""
        : path.text().replace('\n', '?') + ": " + String.join(", ", out) + "\n";
  }

  private static String line(String what, boolean there, String old, String wanted) {
    return what + " " + (there ? old + " -> " : "") + wanted;
  }

  private static String octal(int mode) {
    return String.format("%04o", mode);
  }

  private String link(Effect.Link link) {
    String old =
        before.read(FileAt.of(link.path())) instanceof Observed.Known<FileInfo>(FileInfo f)
                && f.exists()
            ? "- " + link.path() + f.linkTarget().map(t -> " -> " + t).orElse("") + "\n"
            : "";
    String arrow = link.symbolic() ? " -> " : " = ";
    return old + "+ " + link.path() + arrow + link.target() + "\n";
  }

  private String removed(HostPath path) {
    if (!(before.read(FileAt.of(path)) instanceof Observed.Known<FileInfo>(FileInfo f))) {
      return "- " + path + "\n";
    }
    String kind = f.isDirectory() ? "directory and all below it" : "file";
    return "- " + path + " (" + kind + ")\n";
  }
}
