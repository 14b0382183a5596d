package dev.play.modules.base.archive;

import dev.play.host.CommandOutput;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether what an archive holds is on the host already. */
public final class Comparison {
  private Comparison() {}

  /** Entries of an archive of the controller's that the host has not, or has otherwise. */
  public static List<Entry> differing(
      HostView host, HostPath dest, List<Entry> entries, boolean keepNewer) {
    List<Probe<?>> probes = new ArrayList<>();
    for (Entry entry : entries) {
      HostPath path = dest.child(entry.path());
      probes.add(new Probe.FileAt(path, entry.kind() != Entry.Kind.LINK));
      if (entry.kind() == Entry.Kind.FILE) {
        probes.add(Probe.DigestOf.sha256(path));
      }
    }
    host.need(probes);
    return entries.stream().filter(e -> !isThere(host, dest, e, keepNewer)).toList();
  }

  private static boolean isThere(HostView host, HostPath dest, Entry entry, boolean keepNewer) {
    HostPath path = dest.child(entry.path());
    FileInfo now = host.known(new Probe.FileAt(path, entry.kind() != Entry.Kind.LINK));
    return switch (entry.kind()) {
      case DIRECTORY -> now.isDirectory();
      case LINK -> now.linkTarget().equals(Optional.of(entry.linkTarget()));
      case OTHER -> now.exists();
      case FILE ->
          now.isFile()
              && ((keepNewer && now.modified() > entry.modified())
                  || host.known(Probe.DigestOf.sha256(path)).equals(Optional.of(entry.sha256())));
    };
  }

  /** Whether an archive of the host's own differs from what is there. */
  public static boolean differs(HostView host, Extraction extraction) {
    CommandOutput output = host.known(Probe.Query.of(about(extraction), extraction.compare()));
    if (output.status() > 1) {
      throw new ModuleFailure(
          "cannot read the archive " + extraction.archive() + ": " + output.err().trim());
    }
    return (output.out() + output.err()).lines().anyMatch(Comparison::matters);
  }

  /** Names of an archive of the host's own. */
  public static List<String> names(HostView host, Extraction extraction) {
    CommandOutput output = host.known(Probe.Query.of(about(extraction), extraction.list()));
    if (!output.ok()) {
      throw new ModuleFailure(
          "cannot read the archive " + extraction.archive() + ": " + output.err().trim());
    }
    return output.out().lines().toList();
  }

  private static Set<Resource> about(Extraction extraction) {
    return Set.of(new Resource.Tree(extraction.dest()), Resource.path(extraction.archive()));
  }

  /** Times, owners and modes are no reason to unpack again; what the task asks of them is set. */
  private static boolean matters(String line) {
    return !line.isBlank()
        && !line.endsWith(": Mod time differs")
        && !line.endsWith(": Uid differs")
        && !line.endsWith(": Gid differs")
        && !line.endsWith(": Mode differs")
        && !line.contains("Removing leading");
  }
}
