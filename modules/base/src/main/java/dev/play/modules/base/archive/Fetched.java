package dev.play.modules.base.archive;

import dev.play.host.HostPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An archive at an address: the host fetches it for each command that reads it, and keeps nothing.
 *
 * @param address for curl or wget
 */
public record Fetched(String address) {
  /** Stands for the archive in a command's words. */
  public static final HostPath PLACE = HostPath.of("/.play-fetched-archive");

  // $1 address, $2 the word that stands for the archive, then the command.
  private static final String SCRIPT =
      """
      dir=$(mktemp -d /var/tmp/play-archive.XXXXXX) || exit 2
      trap 'rm -rf -- "$dir"' EXIT
      trap 'exit 143' HUP INT TERM
      if command -v curl >/dev/null; then curl -fsSL -o "$dir/archive" -- "$1" || exit 2
      elif command -v wget >/dev/null; then wget -q -O "$dir/archive" -- "$1" || exit 2
      else echo 'install curl or wget on the host to fetch archives by address' >&2; exit 2; fi
      place=$2
      shift 2
      n=$#
      while [ "$n" -gt 0 ]; do
        word=$1
        shift
        n=$((n - 1))
        [ "$word" != "$place" ] || word=$dir/archive
        set -- "$@" "$word"
      done
      "$@"
      """;

  /** Whether a source is an address. */
  public static boolean isAddress(String src) {
    return src.matches("(?is)[a-z][a-z0-9+.-]*://.*");
  }

  /** The command, with the archive fetched first. */
  List<String> before(List<String> command) {
    List<String> argv =
        new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh", address, PLACE.text()));
    argv.addAll(command);
    return argv;
  }

  /** Told by its name; tar finds out by itself how an archive is compressed. */
  public Format format() {
    String name = address.replaceFirst("[?#].*", "").toLowerCase(Locale.ROOT);
    return name.endsWith(".zip") || name.endsWith(".jar") || name.endsWith(".war")
        ? Format.ZIP
        : Format.TAR;
  }

  /** Ansible's name for what handles it. */
  public String handler() {
    String name = address.replaceFirst("[?#].*", "").toLowerCase(Locale.ROOT);
    Format format =
        name.matches(".*\\.(tar\\.gz|tgz)")
            ? Format.TAR_GZIP
            : name.matches(".*\\.(tar\\.bz2|tbz2?)")
                ? Format.TAR_BZIP2
                : name.matches(".*\\.(tar\\.xz|txz)")
                    ? Format.TAR_XZ
                    : name.matches(".*\\.(tar\\.zst|tzst)") ? Format.TAR_ZSTD : format();
    return format.handler();
  }
}
