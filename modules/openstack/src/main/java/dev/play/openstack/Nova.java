package dev.play.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lists servers by Nova's API v2.1, page by page (docs.openstack.org/api-ref/compute). */
final class Nova {
  static final List<String> TYPES = List.of("compute", "compute_legacy");

  /** With it, servers have tags (2.26), locked (2.9) and their flavour in full (2.47). */
  private static final int WANTED = 79;

  private static final int PAGE = 1000;

  private final Rest rest;
  private final Keystone.Session session;
  private final String url;
  private final String cloud;

  Nova(Rest rest, Keystone.Session session, String url, String cloud) {
    this.rest = rest;
    this.session = session;
    this.url = url;
    this.cloud = cloud;
  }

  List<JsonNode> servers(boolean allProjects) throws OpenStackException {
    Map<String, String> headers = new HashMap<>(session.headers());
    int version = version();
    if (version > 1) {
      headers.put("OpenStack-API-Version", "compute 2." + version);
      headers.put("X-OpenStack-Nova-API-Version", "2." + version);
    }
    String base = url + "/servers/detail?limit=" + PAGE + (allProjects ? "&all_tenants=True" : "");
    List<JsonNode> servers = new ArrayList<>();
    String next = base;
    while (!next.isEmpty()) {
      JsonNode page = rest.get(next, headers, "listing the servers of cloud " + cloud).body();
      List<JsonNode> listed = new ArrayList<>();
      page.path("servers").forEach(listed::add);
      servers.addAll(listed);
      boolean more = false;
      for (JsonNode link : page.path("servers_links")) {
        more |= link.path("rel").asText().equals("next");
      }
      // The link itself may name an address that is not reached from here; the marker is enough.
      next =
          more && !listed.isEmpty() ? base + "&marker=" + listed.getLast().path("id").asText() : "";
    }
    return servers;
  }

  /** The lesser of what the service has and what is wanted; 1 where it knows no microversions. */
  private int version() throws OpenStackException {
    String root = url.replaceFirst("(/v2(\\.\\d+)?)(/[^/]+)?$", "$1") + "/";
    JsonNode answer =
        rest.get(root, session.headers(), "asking for the compute API's version of cloud " + cloud)
            .body();
    String most = answer.path("version").path("version").asText("");
    if (!most.matches("2\\.\\d+")) {
      return 1;
    }
    return Math.min(WANTED, Integer.parseInt(most.substring(2)));
  }
}
