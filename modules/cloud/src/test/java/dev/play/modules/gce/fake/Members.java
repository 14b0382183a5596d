package dev.play.modules.gce.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which machines are in which group. */
final class Members {
  private final Map<String, Set<String>> byGroup = new TreeMap<>();

  void add(String group, String url) {
    byGroup.computeIfAbsent(group, g -> new LinkedHashSet<>()).add(url);
  }

  void change(String group, boolean adds, ObjectNode request) {
    for (JsonNode one : request.path("instances")) {
      String url = one.path("instance").asText();
      if (adds) {
        add(group, url);
      } else if (!byGroup.getOrDefault(group, Set.of()).remove(url)) {
        throw new AssertionError(url + " is not in " + group);
      }
    }
  }

  String list(String group) {
    ObjectNode out = Things.JSON.createObjectNode();
    ArrayNode items = out.putArray("items");
    byGroup
        .getOrDefault(group, Set.of())
        .forEach(url -> items.addObject().put("instance", url).put("status", "RUNNING"));
    return Types.thing("InstanceGroupsListInstances", out.toString());
  }
}
