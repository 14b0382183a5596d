package dev.play.modules.containers.compose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.modules.containers.json.Json;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A container under the names that {@code docker compose ps} has, without what changes by itself
 * (for how long it runs).
 */
final class Brief {
  private Brief() {}

  /** Of what {@link Running} asks docker for. */
  static Value of(JsonNode node) {
    String name = node.path("name").asText().replaceFirst("^/", "");
    JsonNode labels = node.path("labels");
    List<String> networks = new ArrayList<>();
    node.path("networks").fieldNames().forEachRemaining(networks::add);
    List<Value> publishers = new ArrayList<>();
    node.path("ports").properties().forEach(e -> ports(e.getKey(), e.getValue(), publishers));
    return Value.dictOf(
        "ID", node.path("id").asText(),
        "Name", name,
        "Names", List.of(name),
        "Project", labels.path("com.docker.compose.project").asText(),
        "Service", labels.path("com.docker.compose.service").asText(),
        "Image", node.path("of").asText(),
        "State", node.path("state").asText(),
        "Health", node.path("health").asText(),
        "ExitCode", node.path("exit").asLong(),
        "Labels", Json.value(labels),
        "Networks", networks.stream().sorted().toList(),
        "Publishers", publishers);
  }

  /** A port like {@code 80/tcp} and where it is published, once for each place. */
  private static void ports(String port, JsonNode places, List<Value> out) {
    String[] parts = port.split("/", 2);
    long target = Long.parseLong(parts[0]);
    if (places.isEmpty()) {
      out.add(publisher("", target, 0, parts[1]));
    }
    for (JsonNode place : places) {
      String address = place.path("HostIp").asText();
      out.add(publisher(address, target, place.path("HostPort").asLong(), parts[1]));
    }
  }

  private static Value publisher(String address, long target, long published, String protocol) {
    return Value.dictOf(
        "URL", address,
        "TargetPort", target,
        "PublishedPort", published,
        "Protocol", protocol);
  }
}
