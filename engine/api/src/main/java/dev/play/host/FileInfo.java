package dev.play.host;

import java.util.Optional;

/**
 * What stat(1) tells of a path. For an absent path only {@code path} and {@code kind} mean
 * anything.
 *
 * @param path as asked
 * @param kind ABSENT where there is nothing (also below something that is not a directory)
 * @param mode permission bits, 0 to 07777
 * @param owner user name, or the number where it has none
 * @param group group name, or the number where it has none
 * @param size in bytes
 * @param modified modification time in seconds since the epoch, with fraction
 * @param accessed access time, likewise
 * @param changed status change time, likewise
 * @param linkTarget where a symbolic link points, as it is written
 */
public record FileInfo(
    HostPath path,
    Kind kind,
    int mode,
    String owner,
    String group,
    long uid,
    long gid,
    long size,
    double modified,
    double accessed,
    double changed,
    long inode,
    long device,
    long links,
    Optional<String> linkTarget) {
  /** What is at the path. */
  public enum Kind {
    ABSENT,
    FILE,
    DIRECTORY,
    LINK,
    FIFO,
    SOCKET,
    BLOCK_DEVICE,
    CHARACTER_DEVICE
  }

  public static FileInfo absent(HostPath path) {
    return new FileInfo(
        path, Kind.ABSENT, 0, "", "", -1, -1, 0, 0, 0, 0, 0, 0, 0, Optional.empty());
  }

  public boolean exists() {
    return kind != Kind.ABSENT;
  }

  public boolean isFile() {
    return kind == Kind.FILE;
  }

  public boolean isDirectory() {
    return kind == Kind.DIRECTORY;
  }

  public boolean isLink() {
    return kind == Kind.LINK;
  }
}
