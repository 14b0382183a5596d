package dev.play.yaml;

import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.vault.VaultSecrets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Loads YAML (and JSON) files of one document each. Immutable, thread-safe, keeps nothing. */
public final class YamlFiles {
  private final VaultSecrets vault;
  private final Path workingDirectory;

  /**
   * @param vault opens whole encrypted files and {@code !vault} values
   * @param workingDirectory file names in messages are relative to it where they lie below it
   */
  public YamlFiles(VaultSecrets vault, Path workingDirectory) {
    this.vault = vault;
    this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
  }

  /** How a file is called in messages. */
  public String nameOf(Path file) {
    Path absolute = workingDirectory.resolve(file).normalize();
    return absolute.startsWith(workingDirectory) && !absolute.equals(workingDirectory)
        ? workingDirectory.relativize(absolute).toString()
        : absolute.toString();
  }

  /** What a vault's envelope holds; empty for other texts, and where no password opens it. */
  public Optional<String> opened(String text) {
    return VaultSecrets.isEnvelope(text)
            && vault.open(text) instanceof VaultSecrets.Opened.Plain(byte[] plain)
        ? Optional.of(new String(plain, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** Reads a file. Never throws for what is in it or for its absence: that is a diagnostic. */
  public YamlFile load(Path file) {
    String name = nameOf(file);
    try {
      return parse(Files.readAllBytes(workingDirectory.resolve(file)), name);
    } catch (NoSuchFileException e) {
      return failed(name, "there is no such file");
    } catch (IOException e) {
      return failed(name, "cannot be read: " + e.getMessage());
    }
  }

  /** A text that came from elsewhere, for example the command line. */
  public YamlFile parse(String text, String name) {
    Diagnostics problems = new Diagnostics();
    Optional<Node> root = new YamlReader(text, name, vault, false, problems).read();
    return new YamlFile(name, root, problems.all());
  }

  private YamlFile parse(byte[] bytes, String name) {
    Diagnostics problems = new Diagnostics();
    boolean secret = false;
    byte[] plain = bytes;
    if (VaultSecrets.isEnvelope(head(bytes))) {
      switch (vault.open(new String(bytes, StandardCharsets.US_ASCII))) {
        case VaultSecrets.Opened.Plain(byte[] opened) -> {
          plain = opened;
          secret = true;
        }
        case VaultSecrets.Opened.Refused(String message, String hint) -> {
          problems.error(new Span(name, 1, 1, 1), message, hint);
          return new YamlFile(name, Optional.empty(), problems.all());
        }
      }
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(plain)).toString();
      Optional<Node> root = new YamlReader(text, name, vault, secret, problems).read();
      return new YamlFile(name, root, problems.all());
    } catch (CharacterCodingException e) {
      return failed(name, "is not UTF-8 text");
    }
  }

  private static String head(byte[] bytes) {
    return new String(bytes, 0, Math.min(bytes.length, 32), StandardCharsets.ISO_8859_1);
  }

  private static YamlFile failed(String name, String message) {
    return new YamlFile(
        name,
        Optional.empty(),
        List.of(Diagnostic.error(new Span(name, 0, 0, 1), name + ": " + message)));
  }
}
