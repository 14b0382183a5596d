package dev.play.effect;

import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.value.Value;
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
}
