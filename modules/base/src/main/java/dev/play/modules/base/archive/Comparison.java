package dev.play.modules.base.archive;

import dev.play.host.CommandOutput;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.modules.base.edit.EncodedText;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether what an archive holds is on the host already. */
public final class Comparison {
  private static final EncodedText NAMES = new EncodedText(StandardCharsets.UTF_8);
  private static final Pattern LISTED =
      Pattern.compile(
          "(.)([-rwxsStT]{9})\\S* +\\S+ +[0-9,]+ +([0-9-]+) ([0-9:]+)(?:[.][0-9]+)? (.*)");
  private static final Pattern OTHERWISE =
      Pattern.compile("(.*): (?:Contents differ|Size differs)");

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
      throw unreadable(host, extraction, output);
    }
    List<String> all = (output.out() + output.err()).lines().filter(Comparison::matters).toList();
    return extraction.keepNewer() && extraction.format() != Format.ZIP
        ? all.stream().anyMatch(line -> !isNewer(host, extraction, line))
        : !all.isEmpty();
  }

  /** In the words of the tool, which says only its name; which of several it was is to be told. */
  private static ModuleFailure unreadable(
      HostView host, Extraction extraction, CommandOutput output) {
    String words = output.err().trim();
    if (words.startsWith("tar:")) {
      words =
          host.known(new Probe.Tool("tar")).map(HostPath::text).orElse("tar") + words.substring(3);
    }
    return new ModuleFailure(
        "cannot read the archive %s. Unable to list files in the archive: %s"
            .formatted(extraction.called(), words));
  }

  /** Whether what differs is a file that was changed after it was packed. */
  private static boolean isNewer(HostView host, Extraction extraction, String line) {
    Matcher m = OTHERWISE.matcher(line);
    return m.matches()
        && entries(host, extraction).stream()
            .filter(e -> e.path().equals(Listing.plain(m.group(1))))
            .anyMatch(
                e ->
                    host.known(new Probe.FileAt(extraction.dest().child(e.path()), false))
                            .modified()
                        > e.modified());
  }

  /** The entries of an archive of the host's own, without digests, as they are unpacked. */
  public static List<Entry> entries(HostView host, Extraction extraction) {
    CommandOutput output = host.known(Probe.Query.of(about(extraction), extraction.list()));
    if (!output.ok()) {
      throw unreadable(host, extraction, output);
    }
    boolean zip = extraction.format() == Format.ZIP;
    return NAMES
        .decode(output.stdout().bytes())
        .lines()
        .flatMap(line -> (zip ? Optional.of(named(line)) : listed(line)).stream())
        .filter(e -> !e.path().isEmpty())
        .toList();
  }

  private static Entry named(String name) {
    Entry.Kind kind = name.endsWith("/") ? Entry.Kind.DIRECTORY : Entry.Kind.FILE;
    return new Entry(Listing.plain(name), kind, -1, 0, "", "", 0);
  }

  /** A line of tar's, for example {@code -rw-r--r-- root/root 2 2026-11-21 09:43:00 a}. */
  private static Optional<Entry> listed(String line) {
    Matcher m = LISTED.matcher(line);
    if (!m.matches()) {
      return Optional.empty();
    }
    String name = m.group(5);
    Entry.Kind kind =
        switch (m.group(1)) {
          case "d" -> Entry.Kind.DIRECTORY;
          case "l" -> Entry.Kind.LINK;
          case "-" -> Entry.Kind.FILE;
          default -> Entry.Kind.OTHER;
        };
    long packed = LocalDateTime.parse(m.group(3) + "T" + m.group(4)).toEpochSecond(ZoneOffset.UTC);
    int arrow = name.indexOf(" -> ");
    int other = name.indexOf(" link to ");
    if (kind == Entry.Kind.LINK && arrow > 0) {
      name = name.substring(0, arrow);
    } else if (m.group(1).equals("h") && other > 0) {
      name = name.substring(0, other);
    }
    return Optional.of(new Entry(Listing.plain(name), kind, bits(m.group(2)), 0, "", "", packed));
  }

  private static int bits(String letters) {
    int mode = 0;
    for (int i = 0; i < 9; i++) {
      char c = letters.charAt(i);
      mode = mode << 1 | (c == '-' || c == 'S' || c == 'T' ? 0 : 1);
    }
    mode |= "sS".indexOf(letters.charAt(2)) >= 0 ? 04000 : 0;
    mode |= "sS".indexOf(letters.charAt(5)) >= 0 ? 02000 : 0;
    return mode | ("tT".indexOf(letters.charAt(8)) >= 0 ? 01000 : 0);
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
        && !line.contains("Removing leading")
        // A directory whose whole name was stripped.
        && !line.contains("tar: : Warning: Cannot stat");
  }
}
