package dev.play.effect;

import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * What a written file held and is to hold, by the names under which Ansible registers a diff:
 * before, after, before_header, after_header.
 */
public final class FileDiff {
  private static final long LARGEST = 104_448;

  private FileDiff() {}

  /** Empty for what is no file of text, is secret, large or not known. */
  public static Value.Dict of(Effect effect, Asker before) {
    if (effect instanceof Effect.Remove remove) {
      return removed(remove.path(), before);
    }
    if (!(effect instanceof Effect.WriteFile write)
        || write.content().size() > LARGEST
        || (write.content() instanceof Content.Bytes b && b.secret())) {
      return Value.EMPTY_DICT;
    }
    Probe.FileAt at = new Probe.FileAt(write.path(), true);
    if (!(before.read(at) instanceof Observed.Known<FileInfo>(FileInfo old))
        || old.size() > LARGEST
        || !(before.read(Probe.ContentOf.of(write.path()))
            instanceof Observed.Known<Optional<Blob>>(Optional<Blob> held))) {
      return Value.EMPTY_DICT;
    }
    Blob now =
        switch (write.content()) {
          case Content.Bytes b -> b.blob();
          case Content.LocalFile f -> LocalContent.read(f);
        };
    String path = write.path().text();
    return Value.dictOf(
        "before",
        held.map(Blob::text).orElse(""),
        "after",
        now.text(),
        "before_header",
        path,
        "after_header",
        path);
  }

  /** Of a directory also what goes with it. */
  private static Value.Dict removed(HostPath path, Asker before) {
    if (!(before.read(Probe.FileAt.of(path)) instanceof Observed.Known<FileInfo>(FileInfo old))
        || !old.isDirectory()
        || !(before.read(new Probe.TreeAt(path, Integer.MAX_VALUE))
            instanceof Observed.Known<List<FileInfo>>(List<FileInfo> below))) {
      return Value.EMPTY_DICT;
    }
    return Value.dictOf(
        "before",
        Value.dictOf(
            "path", path.text(),
            "state", "directory",
            "path_content",
                Value.dictOf("directories", paths(below, true), "files", paths(below, false))),
        "after",
        Value.dictOf("path", path.text(), "state", "absent"));
  }

  private static List<String> paths(List<FileInfo> found, boolean directories) {
    return found.stream()
        .filter(i -> i.isDirectory() == directories)
        .map(i -> i.path().text())
        .toList();
  }
}
