package dev.play.cloud.gce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What gcloud's configuration files say: {@code active_config} names one of {@code
 * configurations/config_NAME}, and environment variables win over it.
 */
public final class GcloudConfiguration {
  private static final List<String> PROJECT =
      List.of(
          "GCP_PROJECT",
          "CLOUDSDK_CORE_PROJECT",
          "GOOGLE_CLOUD_PROJECT",
          "GCLOUD_PROJECT",
          "GCE_PROJECT");
  private static final List<String> ZONE = List.of("GCP_ZONE", "CLOUDSDK_COMPUTE_ZONE", "GCE_ZONE");
  private static final List<String> REGION =
      List.of("GCP_REGION", "CLOUDSDK_COMPUTE_REGION", "GCE_REGION");

  private final Map<String, String> environment;
  private final Path home;

  public GcloudConfiguration(Map<String, String> environment, Path home) {
    this.environment = Map.copyOf(environment);
    this.home = home;
  }

  /** Where gcloud keeps its files. */
  static Path directory(Map<String, String> environment, Path home) {
    return GoogleAuth.set(environment, "CLOUDSDK_CONFIG")
        .map(Path::of)
        .orElse(home.resolve(".config/gcloud"));
  }

  /** The project that people work in. */
  public Optional<String> project() {
    return first(PROJECT).or(() -> property("core", "project"));
  }

  /** The zone that people work in. */
  public Optional<String> zone() {
    return first(ZONE).or(() -> property("compute", "zone"));
  }

  /** The region that people work in: where none is named, that of their zone. */
  public Optional<String> region() {
    return first(REGION)
        .or(() -> property("compute", "region"))
        .or(() -> zone().map(zone -> zone.replaceFirst("-[a-z]$", "")));
  }

  /** The account that gcloud works for. */
  public Optional<String> account() {
    return GoogleAuth.set(environment, "CLOUDSDK_CORE_ACCOUNT")
        .or(() -> property("core", "account"));
  }

  /** Where the project was looked for, for messages. */
  public String projectSources() {
    return String.join(", ", PROJECT) + " and " + file();
  }

  private Optional<String> first(List<String> names) {
    return names.stream().flatMap(n -> GoogleAuth.set(environment, n).stream()).findFirst();
  }

  private Path file() {
    Path directory = directory(environment, home);
    String name =
        GoogleAuth.set(environment, "CLOUDSDK_ACTIVE_CONFIG_NAME")
            .or(() -> lines(directory.resolve("active_config")).stream().findFirst())
            .map(String::strip)
            .filter(n -> !n.isEmpty())
            .orElse("default");
    return directory.resolve("configurations").resolve("config_" + name);
  }

  private Optional<String> property(String wantedSection, String wantedName) {
    String section = "";
    for (String line : lines(file())) {
      String text = line.strip();
      int equals = text.indexOf('=');
      if (text.startsWith("[") && text.endsWith("]")) {
        section = text.substring(1, text.length() - 1).strip().toLowerCase(Locale.ROOT);
      } else if (equals > 0
          && section.equals(wantedSection)
          && text.substring(0, equals).strip().equals(wantedName)) {
        return Optional.of(text.substring(equals + 1).strip()).filter(v -> !v.isEmpty());
      }
    }
    return Optional.empty();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      // gcloud's own file, not play's: what it would have said is asked for by name instead.
      return List.of();
    }
  }
}
