package dev.play.modules.base.archive;

import dev.play.host.Command;
import dev.play.host.Effect;
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

/**
 * The commands that unpack an archive that lies on the host, and compare it with what is there.
 *
 * @param keepNewer leave files alone that are newer than the archive's
 * @param fetched where the archive comes from, if it is not on the host
 */
public record Extraction(
    Format format,
    HostPath archive,
    HostPath dest,
    Selection selection,
    boolean keepNewer,
    Optional<Fetched> fetched) {
  private static final String RUN_AND_REMOVE =
      "f=$1; shift; \"$@\"; s=$?; rm -f -- \"$f\"; exit $s";
  // unzip takes names as patterns; what is special in them is escaped before.
  private static final String COMPARE_ZIP =
      """
      a=$1 d=$2 keep=$3
      newer() {
        [ -n "$keep" ] && [ -f "$d/$1" ] || return 1
        packed=$(unzip -ZsT -- "$a" "$2" | awk 'NR == 1 {print $7}')
        [ "$(printf '%s\\n%s\\n' "$packed" "$(date -r "$d/$1" +%Y%m%d.%H%M%S)" | sort | tail -n 1)" != "$packed" ]
      }
      unzip -Z1 -- "$a" | while IFS= read -r f; do
        case $f in
        */) [ -d "$d/$f" ] || printf '%s\\n' "$f" ;;
        *) g=$(printf '%s' "$f" | sed 's/[][*?\\\\]/\\\\&/g')
           unzip -p -- "$a" "$g" | cmp -s -- - "$d/$f" || newer "$f" "$g" || printf '%s\\n' "$f" ;;
        esac
      done
      """;

  /** Of an archive on the host. */
  public Extraction(
      Format format, HostPath archive, HostPath dest, Selection selection, boolean keepNewer) {
    this(format, archive, dest, selection, keepNewer, Optional.empty());
  }

  /** How people call the archive. */
  String called() {
    return fetched.map(Fetched::address).orElseGet(archive::text);
  }

  private List<String> reading(List<String> command) {
    return fetched.map(from -> from.before(command)).orElse(command);
  }

  /** Fails the task when the host lacks what unpacks the format. */
  public void requireTools(HostView host) {
    List<String> tools =
        switch (format) {
          case ZIP -> List.of("unzip");
          case TAR -> List.of("tar");
          case TAR_GZIP, TAR_BZIP2, TAR_XZ, TAR_ZSTD -> List.of("tar", format.tool());
        };
    host.need(tools.stream().map(Probe.Tool::new).toList());
    for (String tool : tools) {
      if (host.known(new Probe.Tool(tool)).isEmpty()) {
        throw new ModuleFailure(
            "Unable to find required \""
                + tool
                + "\" on the host, which unpacking needs: install the package "
                + (tool.equals("xz") ? "xz-utils" : tool)
                + " first");
      }
    }
  }

  /** Unpacks. */
  public Command unpack() {
    return Command.of(reading(words()));
  }

  private Command unpackAndRemove() {
    List<String> argv =
        new ArrayList<>(List.of("/bin/sh", "-c", RUN_AND_REMOVE, "sh", archive.text()));
    argv.addAll(words());
    return Command.of(argv);
  }

  /**
   * Unpacks an archive that was sent for this only, and removes it.
   *
   * @param name what people call it
   * @param missing the entries that are not there yet
   */
  public Effect unpackSent(String name, List<Entry> missing) {
    List<Effect.Prediction<?>> sure = new ArrayList<>();
    FileInfo gone = FileInfo.absent(archive);
    sure.add(new Effect.Prediction<>(new Probe.FileAt(archive, false), gone));
    sure.add(new Effect.Prediction<>(new Probe.FileAt(archive, true), gone));
    for (Entry entry : missing) {
      if (entry.kind() == Entry.Kind.FILE) {
        sure.add(
            new Effect.Prediction<>(
                Probe.DigestOf.sha256(dest.child(entry.path())), Optional.of(entry.sha256())));
      }
    }
    Set<Resource> touches = Set.of(new Resource.Tree(dest), Resource.path(archive));
    return Effect.Run.of(unpackAndRemove(), "unpack " + name, touches)
        .predicting(sure.toArray(Effect.Prediction<?>[]::new));
  }

  private List<String> words() {
    return format == Format.ZIP ? unzip() : tar("-x");
  }

  private List<String> unzip() {
    List<String> argv = new ArrayList<>(List.of("unzip", keepNewer ? "-uo" : "-o"));
    argv.addAll(selection.options());
    argv.add(archive.text());
    argv.addAll(selection.include());
    if (!selection.exclude().isEmpty()) {
      argv.add("-x");
      argv.addAll(selection.exclude());
    }
    argv.addAll(List.of("-d", dest.text()));
    return argv;
  }

  private List<String> tar(String operation, String... more) {
    List<String> argv = new ArrayList<>(List.of("tar", operation));
    argv.addAll(List.of(more));
    argv.addAll(compression());
    if (keepNewer && operation.equals("-x")) {
      argv.add("--keep-newer-files");
    }
    argv.addAll(selection.options());
    selection.exclude().forEach(e -> argv.add("--exclude=" + e));
    argv.addAll(List.of("-C", dest.text(), "-f", archive.text()));
    if (!selection.include().isEmpty()) {
      argv.add("--");
      argv.addAll(selection.include());
    }
    return argv;
  }

  private List<String> compression() {
    return switch (format) {
      case TAR_GZIP -> List.of("-z");
      case TAR_BZIP2 -> List.of("-j");
      case TAR_XZ -> List.of("-J");
      case TAR_ZSTD -> List.of("--zstd");
      case TAR, ZIP -> List.of();
    };
  }

  /** Prints what differs from what is there; tar's status is 1 then, 2 for real trouble. */
  public List<String> compare() {
    return reading(
        format == Format.ZIP
            ? List.of(
                "/bin/sh",
                "-c",
                COMPARE_ZIP,
                "sh",
                archive.text(),
                dest.text(),
                keepNewer ? "keep" : "")
            : tar("--compare", "--quoting-style=literal"));
  }

  /** Prints the entries, a line each; see {@link Comparison#entries}. */
  public List<String> list() {
    return reading(
        format == Format.ZIP
            ? List.of("unzip", "-Z1", "--", archive.text())
            : tar(
                "-t",
                "-v",
                "--utc",
                "--full-time",
                "--show-transformed-names",
                "--quoting-style=literal"));
  }
}
