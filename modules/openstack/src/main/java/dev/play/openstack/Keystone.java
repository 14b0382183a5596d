package dev.play.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signs in by Keystone's API v3 (docs.openstack.org/api-ref/identity/v3). */
final class Keystone {
  /**
   * What signing in gives.
   *
   * @param catalog where the services are
   */
  record Session(String token, JsonNode catalog, JsonNode project) {
    Map<String, String> headers() {
      return Map.of("X-Auth-Token", token);
    }

    /** A service's address in a region; without a slash at its end. */
    Optional<String> endpoint(List<String> types, String which, String region) {
      for (JsonNode service : catalog) {
        if (types.contains(service.path("type").asText())) {
          for (JsonNode endpoint : service.path("endpoints")) {
            String place = endpoint.path("region_id").asText(endpoint.path("region").asText());
            if (endpoint.path("interface").asText().equals(which)
                && (region.isEmpty() || place.equals(region))) {
              return Optional.of(endpoint.path("url").asText().replaceAll("/+$", ""));
            }
          }
        }
      }
      return Optional.empty();
    }

    /** The regions that a service is in, for messages. */
    String regions(List<String> types) {
      List<String> regions = new ArrayList<>();
      for (JsonNode service : catalog) {
        if (types.contains(service.path("type").asText())) {
          service
              .path("endpoints")
              .forEach(e -> regions.add(e.path("region_id").asText(e.path("region").asText())));
        }
      }
      return String.join(", ", regions.stream().distinct().sorted().toList());
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Rest rest;

  Keystone(Rest rest) {
    this.rest = rest;
  }

  Session signIn(Cloud cloud) throws OpenStackException {
    String url = needed(cloud, "auth_url").replaceAll("/+$", "");
    String version = url.endsWith("/v3") ? url : url.replaceFirst("/v2\\.0$", "") + "/v3";
    ObjectNode question = JSON.createObjectNode();
    ObjectNode auth = question.putObject("auth");
    auth.set("identity", identity(cloud));
    scope(cloud).ifPresent(scope -> auth.set("scope", scope));
    Rest.Answer answer =
        rest.post(version + "/auth/tokens", question, "signing in to cloud " + cloud.name());
    JsonNode token = answer.body().path("token");
    return new Session(
        answer
            .token()
            .orElseThrow(
                () ->
                    new OpenStackException(
                        "signing in to cloud "
                            + cloud.name()
                            + ": the answer has no token; is "
                            + version
                            + " Keystone's?")),
        token.path("catalog"),
        token.path("project"));
  }

  private static String needed(Cloud cloud, String key) throws OpenStackException {
    return cloud
        .auth(key)
        .orElseThrow(
            () ->
                new OpenStackException(
                    "cloud %s of %s has no auth.%s".formatted(cloud.name(), cloud.source(), key)));
  }

  private static String kind(Cloud cloud) throws OpenStackException {
    String type = cloud.setting("auth_type").orElse("").replaceFirst("^v3", "");
    return switch (type) {
      case "", "password" ->
          cloud
                  .auth("application_credential_id")
                  .or(() -> cloud.auth("application_credential_name"))
                  .isPresent()
              ? "application_credential"
              : cloud.auth("token").isPresent() && cloud.auth("password").isEmpty()
                  ? "token"
                  : "password";
      case "applicationcredential" -> "application_credential";
      case "token" -> "token";
      default ->
          throw new OpenStackException(
              "cloud %s of %s: auth_type is v3password, v3token or v3applicationcredential here, not '%s'"
                  .formatted(cloud.name(), cloud.source(), cloud.setting("auth_type").orElse("")));
    };
  }

  private static JsonNode identity(Cloud cloud) throws OpenStackException {
    String kind = kind(cloud);
    ObjectNode identity = JSON.createObjectNode();
    identity.putArray("methods").add(kind);
    ObjectNode method = identity.putObject(kind);
    switch (kind) {
      case "token" -> method.put("id", needed(cloud, "token"));
      case "application_credential" -> {
        method.put("secret", needed(cloud, "application_credential_secret"));
        Optional<String> id = cloud.auth("application_credential_id");
        if (id.isPresent()) {
          method.put("id", id.get());
        } else {
          method.put("name", needed(cloud, "application_credential_name"));
          method.set("user", user(cloud));
        }
      }
      default -> {
        ObjectNode user = user(cloud);
        user.put("password", needed(cloud, "password"));
        method.set("user", user);
      }
    }
    return identity;
  }

  private static ObjectNode user(Cloud cloud) throws OpenStackException {
    ObjectNode user = JSON.createObjectNode();
    Optional<String> id = cloud.auth("user_id");
    if (id.isPresent()) {
      return user.put("id", id.get());
    }
    user.put("name", needed(cloud, "username"));
    user.set("domain", domain(cloud, "user_domain"));
    return user;
  }

  private static ObjectNode domain(Cloud cloud, String prefix) {
    Optional<String> id = cloud.auth(prefix + "_id").or(() -> cloud.auth("domain_id"));
    Optional<String> name = cloud.auth(prefix + "_name").or(() -> cloud.auth("domain_name"));
    ObjectNode domain = JSON.createObjectNode();
    return name.isPresent()
        ? domain.put("name", name.get())
        : domain.put("id", id.orElse("default"));
  }

  /** An application credential has its project already. */
  private static Optional<JsonNode> scope(Cloud cloud) throws OpenStackException {
    if (kind(cloud).equals("application_credential")) {
      return Optional.empty();
    }
    ObjectNode scope = JSON.createObjectNode();
    Optional<String> id = cloud.auth("project_id").or(() -> cloud.auth("tenant_id"));
    Optional<String> name = cloud.auth("project_name").or(() -> cloud.auth("tenant_name"));
    if (id.isPresent()) {
      scope.putObject("project").put("id", id.get());
    } else if (name.isPresent()) {
      ObjectNode project = scope.putObject("project").put("name", name.get());
      project.set("domain", domain(cloud, "project_domain"));
    } else {
      return Optional.empty();
    }
    return Optional.of(scope);
  }
}
