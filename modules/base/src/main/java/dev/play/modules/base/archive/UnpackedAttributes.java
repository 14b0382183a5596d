package dev.play.modules.base.archive;

import dev.play.host.Attributes;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.modules.base.file.FileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a task asks for on everything that was in an archive.
 *
 * @param dest where it was unpacked
 */
public record UnpackedAttributes(HostPath dest, FileAttributes wanted) {
  /** Whether nothing is asked for. */
  public boolean none() {
    return wanted.equals(FileAttributes.NONE);
  }

  /**
   * What has to be set.
   *
   * @param fresh those of the entries that are unpacked by an effect before
   */
  public List<Effect> of(HostView host, List<Entry> entries, List<Entry> fresh) {
    List<Effect> effects = new ArrayList<>();
    Set<Entry> unpacked = new HashSet<>(fresh);
    List<Entry> all = new ArrayList<>();
    for (Entry folder : none() ? List.<Entry>of() : unnamedFolders(entries)) {
      all.add(folder);
      if (!host.known(new Probe.FileAt(dest.child(folder.path()), true)).exists()) {
        unpacked.add(folder);
      }
    }
    all.addAll(entries);
    // What is in a directory before the directory: its new mode may keep us out.
    for (Entry entry : none() ? List.<Entry>of() : all.reversed()) {
      HostPath path = dest.child(entry.path());
      boolean link = entry.kind() == Entry.Kind.LINK;
      FileAttributes asked = link ? wanted.withMode(Optional.empty()) : wanted;
      Attributes changes =
          unpacked.contains(entry)
              ? ofFresh(host, asked, entry)
              : asked.changes(host, host.known(new Probe.FileAt(path, !link)));
      if (!changes.isEmpty()) {
        effects.add(new Effect.SetAttributes(path, changes, !link));
      }
    }
    return effects;
  }

  /** Folders at the top that come along with what is in them: the archive does not name them. */
  private static List<Entry> unnamedFolders(List<Entry> entries) {
    Set<String> names = new TreeSet<>();
    for (Entry entry : entries) {
      int slash = entry.path().indexOf('/');
      if (slash > 0) {
        names.add(entry.path().substring(0, slash));
      }
    }
    entries.forEach(e -> names.remove(e.path()));
    return names.stream()
        .map(name -> new Entry(name, Entry.Kind.DIRECTORY, -1, 0, "", "", 0))
        .toList();
  }

  private static Attributes ofFresh(HostView host, FileAttributes asked, Entry entry) {
    boolean directory = entry.kind() == Entry.Kind.DIRECTORY;
    int base = entry.mode() >= 0 ? entry.mode() : directory ? 0755 : 0644;
    Attributes all = asked.forNew(host, directory);
    return new Attributes(
        asked.mode().map(m -> m.apply(base, directory)),
        all.owner(),
        all.group(),
        Optional.empty(),
        Optional.empty(),
        all.flags());
  }
}
