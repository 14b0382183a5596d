package dev.play.cloud.gce.connect.login;

import dev.play.host.HostException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * A private key with its public part.
 *
 * @param file the private key's
 * @param publicKey as {@code TYPE BASE64}
 */
record KeyPairFile(Path file, String publicKey) {
  /**
   * The user's own key.
   *
   * @throws HostException unreachable, where its public part cannot be had
   */
  static KeyPairFile of(Path file) {
    return read(file)
        .orElseThrow(
            () ->
                HostException.unreachable(
                    ("the public part of the key %s cannot be read, and OS Login wants it: write it"
                            + " beside the key with ssh-keygen -y -f %s > %s.pub")
                        .formatted(file, file, file),
                    null));
  }

  /**
   * The same, which may be named by its public part; nothing where there is no such key, or its
   * public part is not to be had.
   */
  static Optional<KeyPairFile> read(Path file) {
    boolean isPublic = file.toString().endsWith(".pub"); // the private part is an agent's
    Path beside = isPublic ? file : file.resolveSibling(file.getFileName() + ".pub");
    return text(beside)
        .flatMap(KeyPairFile::firstTwoWords)
        .or(() -> text(file).flatMap(OpenSshKey::publicPart))
        .map(key -> new KeyPairFile(file, key));
  }

  private static Optional<String> text(Path file) {
    try {
      return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      // Not readable for us, or not text: then it is not the key that we log in with either.
      return Optional.empty();
    }
  }

  private static Optional<String> firstTwoWords(String line) {
    String[] words = line.strip().split("\\s+");
    return words.length < 2 ? Optional.empty() : Optional.of(words[0] + " " + words[1]);
  }

  /**
   * The key of this directory, made when it is first wanted; only its owner can read it.
   *
   * @throws HostException unreachable, where it cannot be written
   */
  static KeyPairFile in(Path directory) {
    Path file = directory.resolve("id_ed25519");
    try {
      if (!Files.exists(file)) {
        make(file);
      }
    } catch (IOException e) {
      throw HostException.unreachable("the key for OS Login cannot be made: " + e, e);
    }
    return of(file);
  }

  private static void make(Path file) throws IOException {
    Files.createDirectories(
        file.toAbsolutePath().getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    SecureRandom random = new SecureRandom();
    Path fresh =
        file.resolveSibling(file.getFileName() + "." + Long.toHexString(random.nextLong()));
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.write(
          fresh,
          OpenSshKey.ed25519(
                  KeyPairGenerator.getInstance("Ed25519").generateKeyPair(),
                  random.nextInt(),
                  "play")
              .getBytes(StandardCharsets.US_ASCII),
          StandardOpenOption.TRUNCATE_EXISTING);
      // Another run may be doing the same: a link is made only where there is none.
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      // That one's key is as good.
      return;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK knows Ed25519", e);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
