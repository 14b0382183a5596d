package dev.play.files;

import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Digests of the controller's files, taken once for all hosts while size and time of a file stay
 * the same. Reads piecewise: files may be larger than memory. Thread-safe.
 */
public final class FileDigests {
  private record Known(long size, FileTime modified, String sha256) {}

  private final Map<Path, Known> known = new ConcurrentHashMap<>();

  Content.LocalFile content(Path file) throws IOException {
    long size = Files.size(file);
    FileTime modified = Files.getLastModifiedTime(file);
    Known before = known.get(file);
    if (before == null || before.size() != size || !before.modified().equals(modified)) {
      before = new Known(size, modified, sha256(file));
      known.put(file, before);
    }
    return new Content.LocalFile(file, size, before.sha256());
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance(DigestAlgorithm.SHA256.javaName());
      byte[] buffer = new byte[65536];
      int count = in.read(buffer);
      while (count >= 0) {
        digest.update(buffer, 0, count);
        count = in.read(buffer);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
