package dev.play.host;

import java.nio.file.Path;

/** What a file is to hold: bytes in memory, or a file of the controller's (any size). */
public sealed interface Content {
  long size();

  String sha256();

  /**
   * @param secret never shown in a diff
   */
  record Bytes(Blob blob, boolean secret) implements Content {
    @Override
    public long size() {
      return blob.size();
    }

    @Override
    public String sha256() {
      return blob.digest(DigestAlgorithm.SHA256);
    }
  }

  /** Sent by its own channel when large. The digest is of the file as it was when planned. */
  record LocalFile(Path path, long size, String sha256) implements Content {}

  static Content of(String text) {
    return new Bytes(Blob.of(text), false);
  }

  static Content of(Blob blob) {
    return new Bytes(blob, false);
  }
}
