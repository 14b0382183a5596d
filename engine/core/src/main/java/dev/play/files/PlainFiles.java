package dev.play.files;

import dev.play.template.LookupContext;
import dev.play.vault.VaultSecrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files, opening those that are encrypted as a whole. */
final class PlainFiles {
  private static final int HEAD = 32;

  private final VaultSecrets vault;

  PlainFiles(VaultSecrets vault) {
    this.vault = vault;
  }

  /**
   * @throws IOException when it cannot be read or opened; the message is for people
   */
  LookupContext.FileContent read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (!isVault(bytes, Math.min(bytes.length, HEAD))) {
      return new LookupContext.FileContent(bytes, false);
    }
    return switch (vault.open(new String(bytes, StandardCharsets.US_ASCII))) {
      case VaultSecrets.Opened.Plain(byte[] plain) -> new LookupContext.FileContent(plain, true);
      case VaultSecrets.Opened.Refused(String message, String hint) ->
          throw new ClosedVault(
              vault.hasPasswords()
                  ? message + " (" + hint + "): " + file
                  : "A vault password or secret must be specified to decrypt " + file);
    };
  }

  boolean isVault(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(HEAD);
      return isVault(head, head.length);
    }
  }

  private static boolean isVault(byte[] bytes, int length) {
    return VaultSecrets.isEnvelope(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
  }
}
