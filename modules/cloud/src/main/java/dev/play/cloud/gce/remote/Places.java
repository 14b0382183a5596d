package dev.play.cloud.gce.remote;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import dev.play.cloud.gce.GcloudConfiguration;
import dev.play.host.HostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The project, region and zone where a task says none, as gcloud would find them. */
final class Places {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "https://www\\.googleapis\\.com/compute/v1/projects/[a-z0-9.:{}-]+/(global|zones|regions)/[a-zA-Z0-9/{}_-]+");

  private final GcloudConfiguration gcloud;
  private final GoogleCredentials credentials;

  Places(Map<String, String> environment, Path home, GoogleCredentials credentials) {
    this.gcloud = new GcloudConfiguration(environment, home);
    this.credentials = credentials;
  }

  /**
   * A path with its places filled in.
   *
   * @throws HostException where nobody says which
   */
  String filled(String path) {
    String out = path;
    if (out.contains("{project}")) {
      out = out.replace("{project}", project());
    }
    if (out.contains("{zone}")) {
      out = out.replace("{zone}", zone());
    }
    return out.contains("{region}") ? out.replace("{region}", region()) : out;
  }

  /** A text of a body: a whole URL of the compute API may have places to fill in. */
  String reference(String text) {
    return REFERENCE.matcher(text).matches() ? filled(text) : text;
  }

  private String project() {
    return gcloud
        .project()
        .or(
            () ->
                credentials instanceof ServiceAccountCredentials account
                    ? Optional.ofNullable(account.getProjectId())
                    : Optional.empty())
        .orElseThrow(
            () ->
                new HostException(
                    "no project: give project, or set it with gcloud config set project NAME"
                        + " (looked for in "
                        + gcloud.projectSources()
                        + ")"));
  }

  private String zone() {
    return gcloud
        .zone()
        .orElseThrow(
            () ->
                new HostException(
                    "no zone: give zone (europe-west1-b, for example), or set it with gcloud"
                        + " config set compute/zone ZONE"));
  }

  private String region() {
    return gcloud
        .region()
        .orElseThrow(
            () ->
                new HostException(
                    "no region: give region (europe-west1, for example), or set it with gcloud"
                        + " config set compute/region REGION"));
  }
}
