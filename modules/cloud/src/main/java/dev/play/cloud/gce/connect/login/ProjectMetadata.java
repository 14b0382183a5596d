package dev.play.cloud.gce.connect.login;

import com.google.cloud.compute.v1.GetProjectRequest;
import com.google.cloud.compute.v1.Items;
import com.google.cloud.compute.v1.Project;
import com.google.cloud.compute.v1.ProjectsClient;
import com.google.cloud.compute.v1.ProjectsSettings;
import dev.play.cloud.gce.GoogleCalls;
import dev.play.cloud.gce.GoogleEndpoints;
import dev.play.cloud.gce.GoogleServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a project's metadata says for all of its instances that say nothing else. */
record ProjectMetadata(Map<String, String> items) {
  private static final Set<String> YES = Set.of("true", "1", "t", "y", "yes");

  /**
   * Asks Google.
   *
   * @throws dev.play.cloud.gce.GoogleException where it does not tell
   */
  static ProjectMetadata of(String project, GoogleServices google, GoogleCalls calls) {
    try (ProjectsClient client =
        ProjectsClient.create(
            google.prepared(ProjectsSettings.newBuilder(), GoogleEndpoints.COMPUTE).build())) {
      Project found =
          calls.repeatable(
              client.getCallable(),
              GetProjectRequest.newBuilder().setProject(project).build(),
              "reading the metadata of project " + project,
              project);
      return new ProjectMetadata(
          found.getCommonInstanceMetadata().getItemsList().stream()
              .collect(Collectors.toMap(Items::getKey, Items::getValue, (a, b) -> b)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether OS Login is on; nothing where it is not said. */
  Optional<Boolean> osLogin() {
    return Optional.ofNullable(items.get("enable-oslogin")).map(ProjectMetadata::isYes);
  }

  /** Whether instances may tell Google their host keys. */
  boolean guestAttributes() {
    return isYes(items.getOrDefault("enable-guest-attributes", ""));
  }

  String sshKeys() {
    return items.getOrDefault("ssh-keys", "") + "\n" + items.getOrDefault("sshKeys", "");
  }

  /** As Google's agent reads such values. */
  static boolean isYes(String text) {
    return YES.contains(text.strip().toLowerCase(Locale.ROOT));
  }
}
