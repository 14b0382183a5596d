package dev.play.modules.base.archive;

import dev.play.modules.base.edit.EncodedText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Names in tar archives that are not UTF-8, byte for byte, as paths of hosts have them. */
final class TarNames {
  private static final EncodedText NAMES = new EncodedText(StandardCharsets.UTF_8);

  private TarNames() {}

  /**
   * The entries with the names that the archive really has.
   *
   * @param entries as they were read for UTF-8
   * @param archive the same archive once more
   */
  static List<Entry> corrected(List<Entry> entries, InputStream archive) throws IOException {
    List<Entry> out = new ArrayList<>();
    try (TarArchiveInputStream in =
        new TarArchiveInputStream(archive, StandardCharsets.ISO_8859_1.name())) {
      for (Entry entry : entries) {
        TarArchiveEntry raw = in.getNextEntry();
        if (raw == null) {
          throw new IOException("it has changed while it was read");
        }
        String target = entry.kind() == Entry.Kind.LINK ? raw.getLinkName() : "";
        out.add(
            new Entry(
                name(entry.path(), raw.getName()),
                entry.kind(),
                entry.mode(),
                entry.size(),
                entry.sha256(),
                name(entry.linkTarget(), target),
                entry.modified()));
      }
    }
    return out;
  }

  /**
   * A name of an extended (pax) header is UTF-8 by definition, and the same in both readings;
   * others are bytes.
   */
  private static String name(String asUtf8, String asBytes) {
    return asUtf8.equals(asBytes)
        ? asUtf8
        : NAMES.decode(asBytes.getBytes(StandardCharsets.ISO_8859_1));
  }
}
