package dev.play.modules.base.archive;

/**
 * One thing in an archive.
 *
 * @param path as the archive has it; once it is selected relative to where it is unpacked, without
 *     {@code ./} before it or {@code /} after it
 * @param mode permission bits; -1 where the archive does not tell
 * @param sha256 of a file, else empty
 * @param linkTarget of a symbolic link, else empty
 * @param modified seconds since the epoch
 */
public record Entry(
    String path, Kind kind, int mode, long size, String sha256, String linkTarget, long modified) {
  /** What it is. */
  public enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    /** A further name of a file, or a device. */
    OTHER
  }

  Entry withPath(String other) {
    return new Entry(other, kind, mode, size, sha256, linkTarget, modified);
  }
}
