package dev.play.modules.machine.packing;

import java.util.List;

/** Forms of archives and what makes them. */
public enum Packing {
  GZ(List.of("gzip", "-nc"), List.of("gzip", "-dc")),
  BZ2(List.of("bzip2", "-c"), List.of("bzip2", "-dc")),
  XZ(List.of("xz", "-c"), List.of("xz", "-dc")),
  TAR(List.of("cat"), List.of("cat")),
  ZIP(List.of("zip"), List.of("unzip"));

  /**
   * A digest of what is to be packed, and of what is packed in $2. $1 form, $3 directory, $4 not
   * empty for one bare file, the rest: how it is unpacked. Names come on standard input, each ended
   * by NUL.
   */
  public static final String COMPARE =
      """
      form=$1 dest=$2 root=$3 bare=$4
      shift 4
      case $dest in /*) ;; *) dest=$PWD/$dest ;; esac
      cd "$root" || exit 1
      sum() { sha256sum | cut -d ' ' -f 1; }
      if [ "$form" = zip ]; then
        names=$(tr '\\0' '\\n')
        { printf '%s\\n' "$names" | sed 's#/$##' | LC_ALL=C sort
          printf '%s\\n' "$names" | LC_ALL=C sort | while IFS= read -r n; do [ -d "./$n" ] || cat < "./$n"; done; } | sum
        [ -f "$dest" ] || exit 0
        inside=$(unzip -Z1 -- "$dest" 2>/dev/null) || exit 0
        { printf '%s\\n' "$inside" | sed 's#/$##' | LC_ALL=C sort
          unzip -p -- "$dest" 2>/dev/null; } | sum
      elif [ -n "$bare" ]; then
        n=$(tr -d '\\0'; echo x)
        sum < "./${n%x}"
        [ ! -f "$dest" ] || "$@" < "$dest" 2>/dev/null | sum
      else
        tar --no-recursion --warning=no-file-changed --null -T - -cf - | sum
        [ ! -f "$dest" ] || "$@" < "$dest" 2>/dev/null | sum
      fi
      """;

  /**
   * Makes it at {@code $made}. $1 form, $2 directory, $3 not empty for one bare file, the rest: how
   * it is packed. The first part is the names.
   */
  public static final String MAKE =
      """
      form=$1 root=$2 bare=$3
      shift 3
      part > "$work/names"
      back=$PWD
      cd "$root" || exit 1
      if [ "$form" = zip ]; then
        tr '\\0' '\\n' < "$work/names" | LC_ALL=C sort | zip -q -X "$work/made.zip" -@ >&2 && mv "$work/made.zip" "$made" || exit 1
      elif [ -n "$bare" ]; then
        n=$(tr -d '\\0' < "$work/names"; echo x)
        "$@" < "./${n%x}" > "$made" || exit 1
      else
        tar --no-recursion --null -T "$work/names" -cf "$work/tar" || exit 1
        "$@" < "$work/tar" > "$made" || exit 1
      fi
      cd "$back" || exit 1
      """;

  private final List<String> pack;
  private final List<String> unpack;

  Packing(List<String> pack, List<String> unpack) {
    this.pack = pack;
    this.unpack = unpack;
  }

  public List<String> pack() {
    return pack;
  }

  public List<String> unpack() {
    return unpack;
  }

  /** Tools that the host needs for it; each comes with a package of its name. */
  public List<String> tools(boolean bare) {
    return switch (this) {
      case ZIP -> List.of("zip", "unzip");
      case TAR -> List.of("tar");
      default -> bare ? List.of(pack.getFirst()) : List.of("tar", pack.getFirst());
    };
  }

  /** As Ansible and the scripts call it; also the end of names of files. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
