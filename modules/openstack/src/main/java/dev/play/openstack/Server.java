package dev.play.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server, with where it was found.
 *
 * @param region empty where the cloud does not say
 * @param images names by id; empty where nobody asked
 * @param volumes by id; empty where nobody asked
 */
record Server(
    String cloud,
    String region,
    JsonNode json,
    Keystone.Session session,
    Map<String, String> images,
    Map<String, JsonNode> volumes) {
  /** The names that the API's answer has, and those of OpenStack's own tools. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("accessIPv4", "access_ipv4"),
          Map.entry("accessIPv6", "access_ipv6"),
          Map.entry("OS-EXT-AZ:availability_zone", "availability_zone"),
          Map.entry("OS-EXT-SRV-ATTR:host", "compute_host"),
          Map.entry("OS-EXT-SRV-ATTR:hostname", "hostname"),
          Map.entry("OS-EXT-SRV-ATTR:hypervisor_hostname", "hypervisor_hostname"),
          Map.entry("OS-EXT-SRV-ATTR:instance_name", "instance_name"),
          Map.entry("OS-EXT-STS:power_state", "power_state"),
          Map.entry("OS-EXT-STS:task_state", "task_state"),
          Map.entry("OS-EXT-STS:vm_state", "vm_state"),
          Map.entry("OS-SRV-USG:launched_at", "launched_at"),
          Map.entry("OS-SRV-USG:terminated_at", "terminated_at"),
          Map.entry("OS-DCF:diskConfig", "disk_config"),
          Map.entry("os-extended-volumes:volumes_attached", "attached_volumes"),
          Map.entry("config_drive", "has_config_drive"),
          Map.entry("created", "created_at"),
          Map.entry("updated", "updated_at"),
          Map.entry("hostId", "host_id"),
          Map.entry("tenant_id", "project_id"),
          Map.entry("locked", "is_locked"));

  String id() {
    return json.path("id").asText();
  }

  String name() {
    return json.path("name").asText();
  }

  Optional<String> zone() {
    return text(json.path("OS-EXT-AZ:availability_zone"));
  }

  Optional<String> flavor() {
    JsonNode flavor = json.path("flavor");
    return text(flavor.path("original_name")).or(() -> text(flavor.path("name")));
  }

  /** Nothing for a server that starts from a volume, or whose images nobody asked for. */
  Optional<String> image() {
    return Optional.ofNullable(images.get(json.path("image").path("id").asText("")));
  }

  Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    json.path("metadata")
        .properties()
        .forEach(one -> metadata.put(one.getKey(), one.getValue().asText()));
    return metadata;
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual()
        ? Optional.of(node.asText()).filter(t -> !t.isEmpty())
        : Optional.empty();
  }

  /** What the variable {@code openstack} holds. */
  Value.Dict facts(Addresses addresses, Optional<String> way) {
    Map<String, Value> facts = new LinkedHashMap<>();
    json.properties()
        .forEach(
            one -> {
              Value value = JsonValues.of(one.getValue());
              facts.put(one.getKey(), value);
              String other = NAMES.get(one.getKey());
              if (other != null) {
                facts.put(other, value);
              }
            });
    facts.put("cloud", Value.text(cloud));
    facts.put("region", Value.text(region));
    facts.put("az", Value.text(zone().orElse(null)));
    facts.put("public_v4", Value.text(addresses.publicV4().orElse("")));
    facts.put("public_v6", Value.text(addresses.publicV6().orElse("")));
    facts.put("private_v4", Value.text(addresses.privateV4().orElse("")));
    facts.put("interface_ip", Value.text(way.orElse("")));
    facts.put("flavor", named(json.path("flavor"), flavor()));
    if (json.path("image").isObject()) {
      facts.put("image", named(json.path("image"), image()));
    }
    facts.put("volumes", volumesOfThis());
    facts.put("location", location());
    return Value.dict(facts);
  }

  private static Value named(JsonNode node, Optional<String> name) {
    Value.Dict dict =
        JsonValues.of(node) instanceof Value.Dict known ? known : Value.dict(Map.of());
    return name.map(n -> (Value) dict.with("name", Value.text(n))).orElse(dict);
  }

  private Value volumesOfThis() {
    List<Value> found = new ArrayList<>();
    for (JsonNode attached : json.path("os-extended-volumes:volumes_attached")) {
      JsonNode known = volumes.get(attached.path("id").asText());
      found.add(JsonValues.of(known == null ? attached : known));
    }
    return new Value.Sequence(found);
  }

  private Value location() {
    return Value.dict(
        Map.of(
            "cloud", Value.text(cloud),
            "region_name", Value.text(region),
            "zone", Value.text(zone().orElse(null)),
            "project", JsonValues.of(session.project())));
  }

  /**
   * The groups that openstack.cloud's inventory makes of a server.
   *
   * @param byName whether it is called by something else than its name, which then is a group
   */
  List<String> groups(boolean byName) {
    List<String> groups = new ArrayList<>(List.of(cloud));
    if (!region.isEmpty()) {
      groups.add(region);
    }
    groups.add(cloud + "_" + region);
    Map<String, String> metadata = metadata();
    Optional.ofNullable(metadata.get("group")).ifPresent(groups::add);
    for (String more : metadata.getOrDefault("groups", "").split(",")) {
      groups.add(more.strip());
    }
    groups.add("instance-" + id());
    if (byName) {
      groups.add(name());
    }
    flavor().ifPresent(flavor -> groups.add("flavor-" + flavor));
    image().ifPresent(image -> groups.add("image-" + image));
    metadata.forEach((key, value) -> groups.add("meta-" + key + "_" + value));
    zone()
        .ifPresent(
            zone -> {
              groups.add(zone);
              groups.add(region + "_" + zone);
              groups.add(cloud + "_" + region + "_" + zone);
            });
    return groups.stream().filter(group -> !group.isBlank()).distinct().toList();
  }
}
