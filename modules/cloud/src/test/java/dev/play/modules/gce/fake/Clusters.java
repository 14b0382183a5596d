package dev.play.modules.gce.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.play.modules.gce.fake.Things.Answer;
import java.util.Map;
import java.util.TreeMap;

/** Google Kubernetes Engine: the cluster old with the pool small, and what is made. */
final class Clusters {
  private static final String OLD = "/v1/projects/p/locations/europe-west1-b/clusters/old";

  private final Map<String, ObjectNode> kept = new TreeMap<>();
  private int last;

  Clusters() {
    kept.put(
        OLD,
        cluster(
            """
            {"name": "old", "network": "net", "subnetwork": "sub", "releaseChannel": {"channel": "REGULAR"},
             "resourceLabels": {"a": "b"}, "labelFingerprint": "f0", "description": "first"}
            """));
    kept.put(
        OLD + "/nodePools/small",
        Things.parse(
            Types.container(
                "NodePool",
                """
                {"name": "small", "initialNodeCount": 1, "status": "RUNNING",
                 "config": {"machineType": "e2-small", "diskSizeGb": 50, "diskType": "pd-balanced"},
                 "autoscaling": {"enabled": true, "maxNodeCount": 3}, "management": {"autoUpgrade": true}}
                """)));
  }

  private static ObjectNode cluster(String json) {
    ObjectNode cluster = Things.parse(Types.container("Cluster", json));
    cluster.put("status", "RUNNING").put("endpoint", "203.0.113.1");
    cluster.putObject("masterAuth").put("clusterCaCertificate", "Q0E=");
    if (!cluster.has("network")) {
      cluster.put("network", "default").put("subnetwork", "default");
    }
    return cluster;
  }

  Answer answer(String verb, String path, String body) {
    if (path.contains("/operations/")) {
      return new Answer(200, operation("DONE"));
    }
    int colon = path.indexOf(':');
    String place = colon < 0 ? path : path.substring(0, colon);
    if (verb.equals("POST") && colon < 0) {
      return made(place, body);
    }
    ObjectNode there = kept.get(place);
    if (there == null) {
      return Things.error(404, "notFound", "Not found: " + place.substring("/v1/".length()) + ".");
    }
    switch (verb) {
      case "GET" -> {
        return new Answer(200, there.toString());
      }
      case "DELETE" -> kept.remove(place);
      case "PUT" -> updated(there, Things.parse(Types.container("UpdateClusterRequest", body)));
      default -> method(there, path.substring(colon + 1), body);
    }
    return new Answer(200, operation("RUNNING"));
  }

  private Answer made(String place, String body) {
    boolean pool = place.endsWith("/nodePools");
    ObjectNode request =
        Things.parse(
            Types.container(pool ? "CreateNodePoolRequest" : "CreateClusterRequest", body));
    JsonNode thing = request.path(pool ? "nodePool" : "cluster");
    String path = place + "/" + thing.path("name").asText();
    if (kept.containsKey(path)) {
      return Things.error(409, "alreadyExists", "Already exists: " + path);
    }
    kept.put(path, pool ? (ObjectNode) thing : cluster(thing.toString()));
    return new Answer(200, operation("RUNNING"));
  }

  private static void updated(ObjectNode there, ObjectNode request) {
    JsonNode update = request.path("update");
    if (update.size() != 1) {
      throw new AssertionError("one update at a time: " + update);
    }
    if (update.has("desiredReleaseChannel")) {
      there.set("releaseChannel", update.path("desiredReleaseChannel"));
    } else {
      there.set(
          "masterAuthorizedNetworksConfig", update.path("desiredMasterAuthorizedNetworksConfig"));
    }
  }

  private void method(ObjectNode there, String method, String body) {
    switch (method) {
      case "setResourceLabels" -> {
        ObjectNode request = Things.parse(Types.container("SetLabelsRequest", body));
        if (!request.path("labelFingerprint").equals(there.path("labelFingerprint"))) {
          throw new AssertionError("another fingerprint: " + request);
        }
        there.set("resourceLabels", request.path("resourceLabels"));
        there.put("labelFingerprint", "f" + ++last);
      }
      case "setAutoscaling" ->
          there.set(
              "autoscaling",
              Things.parse(Types.container("SetNodePoolAutoscalingRequest", body))
                  .path("autoscaling"));
      case "setManagement" ->
          there.set(
              "management",
              Things.parse(Types.container("SetNodePoolManagementRequest", body))
                  .path("management"));
      default -> throw new AssertionError("the fake cannot do " + method);
    }
  }

  private static String operation(String status) {
    return Types.container(
        "Operation",
        "{\"name\": \"operation-1\", \"operationType\": \"UPDATE_CLUSTER\", \"status\": \"%s\"}"
            .formatted(status));
  }
}
