package dev.play.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code expand_hostvars} adds, asked for once a cloud and not once a server: the images'
 * names (Glance, v2) and what the volumes are (Cinder, v3).
 */
final class Details {
  private static final int PAGE = 1000;

  private final Rest rest;
  private final Keystone.Session session;
  private final Cloud cloud;
  private final String region;

  Details(Rest rest, Keystone.Session session, Cloud cloud, String region) {
    this.rest = rest;
    this.session = session;
    this.cloud = cloud;
    this.region = region;
  }

  /** Names by id; none where the cloud has no such service. */
  Map<String, String> images() throws OpenStackException {
    Map<String, String> names = new HashMap<>();
    Optional<String> url = endpoint(List.of("image"));
    if (url.isPresent()) {
      String base = url.get().replaceFirst("/v2$", "") + "/v2/images?limit=" + PAGE;
      for (JsonNode image : pages(base, "images", "the images")) {
        names.put(image.path("id").asText(), image.path("name").asText());
      }
    }
    return names;
  }

  /** Volumes by id; none where the cloud has no such service. */
  Map<String, JsonNode> volumes() throws OpenStackException {
    Map<String, JsonNode> volumes = new HashMap<>();
    Optional<String> url = endpoint(List.of("block-storage", "volumev3", "block-store"));
    if (url.isPresent()) {
      for (JsonNode volume :
          pages(url.get() + "/volumes/detail?limit=" + PAGE, "volumes", "the volumes")) {
        volumes.put(volume.path("id").asText(), volume);
      }
    }
    return volumes;
  }

  private Optional<String> endpoint(List<String> types) {
    return session.endpoint(types, cloud.endpointInterface(), region);
  }

  private List<JsonNode> pages(String base, String key, String what) throws OpenStackException {
    List<JsonNode> all = new ArrayList<>();
    String next = base;
    while (!next.isEmpty()) {
      JsonNode page =
          rest.get(next, session.headers(), "listing " + what + " of cloud " + cloud.name()).body();
      List<JsonNode> listed = new ArrayList<>();
      page.path(key).forEach(listed::add);
      all.addAll(listed);
      next = listed.size() < PAGE ? "" : base + "&marker=" + listed.getLast().path("id").asText();
    }
    return all;
  }
}
