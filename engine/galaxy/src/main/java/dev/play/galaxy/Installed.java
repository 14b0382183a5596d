package dev.play.galaxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.play.galaxy.fetch.GalaxyFailure;
import dev.play.galaxy.fetch.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of a role or collection on disk. It stands in {@code meta/.galaxy_install_info},
 * where Ansible's galaxy looks too, in lines of {@code KEY: VALUE}.
 *
 * @param version as asked, or the one of the collection
 * @param known whether a galaxy put it there, play's or Ansible's
 */
public record Installed(
    Path path, Optional<String> version, Optional<Identity> identity, boolean known) {
  private static final String INFO = "meta/.galaxy_install_info";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What there is at a path; empty where there is nothing. */
  public static Optional<Installed> at(Path path) {
    if (!Files.isDirectory(path)) {
      return Optional.empty();
    }
    Map<String, String> info = info(path.resolve(INFO));
    Optional<Identity> commit = Optional.ofNullable(info.get("commit")).map(Identity.Commit::new);
    Optional<String> version =
        Optional.ofNullable(info.get("version")).filter(v -> !v.isEmpty()).or(() -> manifest(path));
    return Optional.of(
        new Installed(
            path,
            version,
            commit.or(() -> Optional.ofNullable(info.get("sha256")).map(Identity.Sha256::new)),
            !info.isEmpty() || Files.exists(path.resolve("MANIFEST.json"))));
  }

  private static Map<String, String> info(Path file) {
    Map<String, String> found = new TreeMap<>();
    if (!Files.isRegularFile(file)) {
      return found;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          found.put(
              line.substring(0, colon).strip(),
              line.substring(colon + 1).strip().replaceAll("^['\"]|['\"]$", ""));
        }
      }
      return found;
    } catch (IOException e) {
      throw new GalaxyFailure(file + " cannot be read: " + e.getMessage());
    }
  }

  private static Optional<String> manifest(Path collection) {
    Path file = collection.resolve("MANIFEST.json");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonNode version = JSON.readTree(file.toFile()).path("collection_info").path("version");
      return Optional.of(version.asText("")).filter(v -> !v.isEmpty());
    } catch (IOException e) {
      throw new GalaxyFailure(file + " cannot be read: " + e.getMessage());
    }
  }

  /** Writes down what was put at a path. */
  static void write(Path path, Optional<String> version, Optional<Identity> identity)
      throws IOException {
    Path file = path.resolve(INFO);
    Files.createDirectories(file.getParent());
    StringBuilder text = new StringBuilder();
    text.append("version: \"").append(version.orElse("")).append("\"\n");
    identity.ifPresent(i -> text.append(i.key()).append(": ").append(i.digits()).append('\n'));
    Files.writeString(file, text);
  }

  /** As in {@code main, commit 1234567890ab}. */
  String shown() {
    String what = version.orElse("");
    return identity
        .map(i -> what.isEmpty() ? i.shown() : what + ", " + i.shown())
        .orElse(what.isEmpty() ? "unknown version" : what);
  }
}
