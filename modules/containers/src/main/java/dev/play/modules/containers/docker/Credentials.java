package dev.play.modules.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.modules.containers.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the client keeps of a log-in to a registry, in its configuration or by a helper.
 *
 * @param isKept whether there is anything
 * @param user and password, with a colon between them; empty where they cannot be told
 */
public record Credentials(boolean isKept, Optional<String> user) {
  /** Looks them up. */
  public static Credentials at(HostPath config, String registry, HostView host) {
    Optional<Blob> file = host.known(Probe.ContentOf.of(config));
    String text = file.map(Blob::text).filter(t -> !t.isBlank()).orElse("{}");
    JsonNode all = Json.read(text, config.text());
    String server = server(registry);
    String helper = all.path("credsStore").asText();
    for (Map.Entry<String, JsonNode> own : all.path("credHelpers").properties()) {
      helper = server(own.getKey()).equals(server) ? own.getValue().asText() : helper;
    }
    Optional<Map.Entry<String, JsonNode>> entry =
        all.path("auths").properties().stream()
            .filter(e -> server(e.getKey()).equals(server))
            .findFirst();
    if (!helper.isEmpty()) {
      return helped(helper, entry.map(Map.Entry::getKey).orElse(registry), host);
    }
    return new Credentials(
        entry.isPresent(),
        entry
            .map(e -> e.getValue().path("auth").asText())
            .filter(a -> !a.isEmpty())
            .map(Credentials::decoded));
  }

  private static String decoded(String auth) {
    try {
      return new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ModuleFailure("the client's configuration holds a log-in that is not base64");
    }
  }

  /** A helper is a command {@code docker-credential-NAME} that is asked by standard input. */
  private static Credentials helped(String helper, String registry, HostView host) {
    if (!helper.matches("[A-Za-z0-9._-]+")) {
      throw new ModuleFailure("not a name of a helper for credentials: '" + helper + "'");
    }
    CommandOutput told =
        host.known(
            new Probe.Query(
                java.util.List.of("docker-credential-" + helper, "get"),
                Map.of("LC_ALL", "C"),
                Blob.of(registry),
                Set.of(DockerClient.DOCKER, Resource.PACKAGE_SET)));
    if (!told.ok()) {
      return new Credentials(false, Optional.empty());
    }
    JsonNode kept = Json.read(told.out(), "what docker-credential-" + helper + " tells");
    return new Credentials(
        true, Optional.of(kept.path("Username").asText() + ":" + kept.path("Secret").asText()));
  }

  /** The client writes a registry as it was given: with or without a scheme, a path. */
  public static String server(String registry) {
    return registry.replaceFirst("^[a-z]+://", "").replaceFirst("/.*", "");
  }

  /** Whether these are kept. */
  public boolean are(String name, String password) {
    return user.equals(Optional.of(name + ":" + password));
  }

  @Override
  public String toString() {
    return "Credentials[" + (isKept ? "kept" : "none") + "]";
  }
}
