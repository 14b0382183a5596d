package dev.play.modules.base.archive;

/** Kinds of archives, told by their first bytes. */
public enum Format {
  ZIP("unzip", "ZipArchive"),
  TAR_GZIP("gzip", "TgzArchive"),
  TAR_BZIP2("bzip2", "TarBzipArchive"),
  TAR_XZ("xz", "TarXzArchive"),
  TAR_ZSTD("zstd", "TarZstdArchive"),
  TAR("tar", "TarArchive");

  private final String tool;
  private final String handler;

  Format(String tool, String handler) {
    this.tool = tool;
    this.handler = handler;
  }

  /** What the host needs beside tar (or instead of it). */
  public String tool() {
    return tool;
  }

  /** Ansible's name for it. */
  public String handler() {
    return handler;
  }

  /** By the first six bytes or more, in lower-case hexadecimal. */
  public static Format of(String head) {
    if (head.startsWith("504b0304") || head.startsWith("504b0506")) {
      return ZIP;
    }
    if (head.startsWith("1f8b")) {
      return TAR_GZIP;
    }
    if (head.startsWith("425a68")) {
      return TAR_BZIP2;
    }
    if (head.startsWith("fd377a585a")) {
      return TAR_XZ;
    }
    return head.startsWith("28b52ffd") ? TAR_ZSTD : TAR;
  }
}
