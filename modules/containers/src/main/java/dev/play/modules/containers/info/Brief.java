package dev.play.modules.containers.info;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.modules.containers.json.Json;
import dev.play.value.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The few things of each that a list tells, under the names that the daemon's lists have. */
public final class Brief {
  private Brief() {}

  /**
   * Of one thing.
   *
   * @param kind container, image, network or volume
   * @param status of a container, as docker puts it
   */
  public static Value of(String kind, JsonNode thing, String status) {
    return switch (kind) {
      case "container" -> container(thing, status);
      case "image" ->
          Value.dictOf(
              "Id", thing.path("Id").asText(),
              "RepoTags", Json.value(thing.path("RepoTags")),
              "Created", epoch(thing.path("Created").asText()),
              "Size", thing.path("Size").asLong());
      case "network" ->
          Value.dictOf(
              "Id", thing.path("Id").asText(),
              "Driver", thing.path("Driver").asText(),
              "Name", thing.path("Name").asText(),
              "Scope", thing.path("Scope").asText());
      default ->
          Value.dictOf(
              "Driver", thing.path("Driver").asText(), "Name", thing.path("Name").asText());
    };
  }

  private static Value container(JsonNode thing, String status) {
    List<String> command = new ArrayList<>(List.of(thing.path("Path").asText()));
    thing.path("Args").forEach(a -> command.add(a.asText()));
    List<Value> ports = new ArrayList<>();
    thing
        .at("/NetworkSettings/Ports")
        .fields()
        .forEachRemaining(e -> ports(e.getKey(), e.getValue(), ports));
    return Value.dictOf(
        "Id", thing.path("Id").asText(),
        "Image", thing.at("/Config/Image").asText(),
        "Command", String.join(" ", command),
        "Created", epoch(thing.path("Created").asText()),
        "Status", status,
        "Ports", ports,
        "Names", List.of(thing.path("Name").asText()));
  }

  /** A port like {@code 80/tcp} and where it is published, once for each place. */
  private static void ports(String port, JsonNode places, List<Value> out) {
    String[] parts = port.split("/", 2);
    Value.Dict plain = Value.dictOf("PrivatePort", Long.parseLong(parts[0]), "Type", parts[1]);
    if (places.isEmpty()) {
      out.add(plain);
    }
    for (JsonNode place : places) {
      out.add(
          plain
              .with("IP", Value.text(place.path("HostIp").asText()))
              .with("PublicPort", Value.of(place.path("HostPort").asLong())));
    }
  }

  private static long epoch(String time) {
    return time.isEmpty() ? 0 : Instant.parse(time).getEpochSecond();
  }

  /**
   * A size as docker writes it, 12.3kB for example.
   *
   * @return bytes, as exactly as it was written
   */
  public static long bytes(String written) {
    String plain = written.strip().toLowerCase(Locale.ROOT);
    String number = plain.replaceFirst("[a-z]+$", "");
    String unit = plain.substring(number.length()).replace("b", "");
    int power = unit.isEmpty() ? 0 : "kmgtp".indexOf(unit) + 1;
    return new BigDecimal(number).scaleByPowerOfTen(3 * power).longValue();
  }
}
