package dev.play.modules.net.http;

import dev.play.host.CommandOutput;
import dev.play.host.DigestAlgorithm;
import dev.play.module.ModuleFailure;
import dev.play.modules.base.file.Digests;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A digest that a download must have.
 *
 * @param digest in lower-case hexadecimal, or the URL of a list of digests and names
 */
public record WantedSum(DigestAlgorithm algorithm, String digest) {

  /**
   * Reads {@code sha256:...}; empty for an empty text.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Optional<WantedSum> parse(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException(
          "checksum must be like sha256:DIGEST or sha256:URL, not " + text);
    }
    String rest = text.substring(colon + 1).strip();
    String digest = rest.contains("://") ? rest : plain(rest);
    if (!rest.contains("://") && !digest.matches("[0-9a-f]+")) {
      throw new IllegalArgumentException("checksum is no digest in hexadecimal: " + rest);
    }
    try {
      return Optional.of(new WantedSum(Digests.named(text.substring(0, colon)), digest));
    } catch (ModuleFailure e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * Without what is neither letter nor digit (points, spaces without width), as Ansible reads it.
   */
  private static String plain(String digest) {
    return digest.replaceAll("[^\\p{L}\\p{N}_]+", "").toLowerCase(Locale.ROOT);
  }

  /** Whether it is only known after a list has been read. */
  public boolean isUrl() {
    return digest.contains("://");
  }

  /**
   * The digest for a name out of a list as {@code sha256sum} prints it, or of a list with a lone
   * digest.
   */
  public WantedSum in(CommandOutput list, String name) {
    if (!list.ok()) {
      throw new ModuleFailure("cannot read the checksums at " + digest + ": " + list.err().trim());
    }
    List<String> lines = list.out().lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    for (String line : lines) {
      String[] parts = line.split("\\s+[*]?", 2);
      String listed = parts.length < 2 ? "" : parts[1].strip();
      if (listed.equals(name) || listed.endsWith("/" + name)) {
        return new WantedSum(algorithm, plain(parts[0]));
      }
    }
    if (lines.size() == 1 && plain(lines.getFirst()).matches("[0-9a-f]+")) {
      return new WantedSum(algorithm, plain(lines.getFirst()));
    }
    throw new ModuleFailure("Unable to find a checksum for file '" + name + "' in " + digest);
  }
}
