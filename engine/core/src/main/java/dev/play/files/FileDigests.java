package dev.play.files;

import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
  private record Asked(Path file, DigestAlgorithm algorithm, long size, FileTime modified) {}

  private final Map<Asked, String> known = new ConcurrentHashMap<>();

  Content.LocalFile content(Path file) throws IOException {
    long size = Files.size(file);
    return new Content.LocalFile(file, size, of(file, DigestAlgorithm.SHA256));
  }

  /** In lower-case hexadecimal. */
  String of(Path file, DigestAlgorithm algorithm) throws IOException {
    Asked asked = new Asked(file, algorithm, Files.size(file), Files.getLastModifiedTime(file));
    try {
      return known.computeIfAbsent(asked, FileDigests::taken);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String taken(Asked asked) {
    try (InputStream in = Files.newInputStream(asked.file())) {
      MessageDigest digest = MessageDigest.getInstance(asked.algorithm().javaName());
      byte[] buffer = new byte[65536];
      int count = in.read(buffer);
      while (count >= 0) {
        digest.update(buffer, 0, count);
        count = in.read(buffer);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + asked.algorithm().javaName(), e);
    }
  }
}
