package dev.play.modules.base.file;

import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.module.ControllerFiles;
import dev.play.module.ModuleFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Digests of what the controller holds. */
public final class Digests {
  private Digests() {}

  /** Of content to be sent, in lower-case hexadecimal. */
  public static String of(Content content, DigestAlgorithm algorithm, ControllerFiles files) {
    return switch (content) {
      case Content.Bytes bytes -> bytes.blob().digest(algorithm);
      case Content.LocalFile file ->
          algorithm == DigestAlgorithm.SHA256
              ? file.sha256()
              : files.digest(file.path(), algorithm);
    };
  }

  /** Of a file of the controller's, read in pieces. */
  public static String of(Path file, DigestAlgorithm algorithm) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance(algorithm.javaName());
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new ModuleFailure("cannot read " + file + ": " + e.getMessage());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm.javaName(), e);
    }
  }

  /** A file of the controller's exactly as it lies there (vault files stay encrypted). */
  public static Content verbatim(Path file, ControllerFiles files) {
    try {
      return new Content.LocalFile(
          file, Files.size(file), files.digest(file, DigestAlgorithm.SHA256));
    } catch (IOException e) {
      throw new ModuleFailure("cannot read " + file + ": " + e.getMessage());
    }
  }

  /**
   * The algorithm of a name such as {@code sha256} or {@code SHA-1}.
   *
   * @throws ModuleFailure when hosts have no tool for it
   */
  public static DigestAlgorithm named(String name) {
    String plain = name.replace("-", "").toUpperCase(Locale.ROOT);
    for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
      if (algorithm.name().equals(plain)) {
        return algorithm;
      }
    }
    throw new ModuleFailure("unknown checksum algorithm " + name);
  }
}
