package dev.play.galaxy.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.play.galaxy.version.ContentVersion;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a galaxy server tells: roles by version 1 of its interface, collections by version 3
 * (Ansible's galaxy developer guide).
 */
final class ServerApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Web web;
  private final GalaxyServer server;

  ServerApi(Web web, GalaxyServer server) {
    this.web = web;
    this.server = server;
  }

  /**
   * A version of a collection.
   *
   * @param dependencies ranges by name
   */
  record Release(String archive, Optional<String> sha256, Map<String, String> dependencies) {}

  /** The versions of a collection; empty where the server has none of that name. */
  List<ContentVersion> versions(String collection) {
    List<ContentVersion> found = new ArrayList<>();
    String next = collectionRoot(collection) + "versions/?limit=100";
    while (!next.isEmpty()) {
      String at = next;
      Optional<JsonNode> page = json(at);
      if (page.isEmpty()) {
        break;
      }
      for (JsonNode one : page.get().path("data")) {
        ContentVersion.parse(one.path("version").asText()).ifPresent(found::add);
      }
      String link = page.get().path("links").path("next").asText("");
      next = link.equals("null") || link.isEmpty() ? "" : URI.create(at).resolve(link).toString();
    }
    return found;
  }

  /** One version of a collection. */
  Release release(String collection, ContentVersion version) {
    String address = collectionRoot(collection) + "versions/" + quoted(version.text()) + "/";
    JsonNode one =
        json(address)
            .orElseThrow(
                () -> new GalaxyFailure(server.name() + " has no " + collection + ":" + version));
    String archive = one.path("download_url").asText("");
    if (archive.isEmpty()) {
      throw new GalaxyFailure(address + " names no download_url");
    }
    Map<String, String> dependencies = new LinkedHashMap<>();
    one.path("metadata")
        .path("dependencies")
        .properties()
        .forEach(e -> dependencies.put(e.getKey(), e.getValue().asText("*")));
    return new Release(
        URI.create(address).resolve(archive).toString(),
        Optional.of(one.path("artifact").path("sha256").asText("")).filter(s -> !s.isEmpty()),
        dependencies);
  }

  private String collectionRoot(String collection) {
    String[] parts = collection.split("\\.", 2);
    return server.root() + "v3/collections/" + quoted(parts[0]) + "/" + quoted(parts[1]) + "/";
  }

  /** Addresses of archives of a role, by version; empty where the server has no such role. */
  Map<String, String> roleVersions(String role) {
    String[] parts = role.split("\\.", 2);
    String ask = server.root() + "v1/roles/?owner__username=" + quoted(parts[0]);
    JsonNode found =
        json(ask + "&name=" + quoted(parts[1]))
            .map(page -> page.path("results").path(0))
            .orElse(MissingNode.getInstance());
    Map<String, String> archives = new LinkedHashMap<>();
    if (found.isMissingNode()) {
      return archives;
    }
    String next = server.root() + "v1/roles/" + found.path("id").asText() + "/versions/";
    while (!next.isEmpty()) {
      String at = next;
      Optional<JsonNode> page = json(at);
      if (page.isEmpty()) {
        break;
      }
      for (JsonNode one : page.get().path("results")) {
        String archive = one.path("download_url").asText(one.path("source").asText(""));
        archives.put(
            one.path("name").asText(),
            archive.isEmpty() ? "" : URI.create(at).resolve(archive).toString());
      }
      String link = page.get().path("next").asText("");
      next = link.isEmpty() || link.equals("null") ? "" : URI.create(at).resolve(link).toString();
    }
    return archives;
  }

  private Optional<JsonNode> json(String address) {
    Optional<String> text = web.text(address, server.authorisation());
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(text.get()));
    } catch (JsonProcessingException e) {
      throw new GalaxyFailure(address + " answers with something else than JSON");
    }
  }

  private static String quoted(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8);
  }
}
