package dev.play.effect;

import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.host.HostException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads the controller's file that a content stands for. */
final class LocalContent {
  private LocalContent() {}

  static Blob read(Content.LocalFile file) {
    try {
      Blob blob = Blob.of(Files.readAllBytes(file.path()));
      if (!blob.digest(DigestAlgorithm.SHA256).equals(file.sha256())) {
        throw new HostException(file.path() + " has changed since the task was planned");
      }
      return blob;
    } catch (IOException e) {
      throw new HostException("cannot read " + file.path() + ": " + e.getMessage());
    }
  }

  static String digest(Content.LocalFile file, DigestAlgorithm algorithm) {
    if (algorithm == DigestAlgorithm.SHA256) {
      return file.sha256();
    }
    try (InputStream in = Files.newInputStream(file.path())) {
      MessageDigest digest = MessageDigest.getInstance(algorithm.javaName());
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new HostException("cannot read " + file.path() + ": " + e.getMessage());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm.javaName(), e);
    }
  }
}
