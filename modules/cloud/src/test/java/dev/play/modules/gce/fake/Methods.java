package dev.play.modules.gce.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What things do when their methods are called. */
final class Methods {
  private final Things things;

  Methods(Things things) {
    this.things = things;
  }

  /** Empty, or what is wrong with the request. */
  String apply(ObjectNode thing, String method, String query, ObjectNode request) {
    return switch (method) {
      case "setLabels" -> {
        if (!request.path("labelFingerprint").equals(thing.path("labelFingerprint"))) {
          yield "Labels fingerprint either invalid or resource labels have changed";
        }
        thing.set("labels", request.path("labels"));
        if (thing.path("labels").isMissingNode()) {
          thing.remove("labels");
        }
        thing.put("labelFingerprint", things.nextFingerprint());
        yield "";
      }
      case "resize" -> {
        if (thing.has("targetSize")) {
          thing.put(
              "targetSize", Integer.parseInt(query.replaceFirst(".*[?&]size=(\\d+).*", "$1")));
          yield "";
        }
        long now = thing.path("sizeGb").asLong();
        if (request.path("sizeGb").asLong() <= now) {
          yield "Requested disk size cannot be smaller than current size";
        }
        thing.set("sizeGb", request.path("sizeGb"));
        yield "";
      }
      case "expandIpCidrRange" -> {
        thing.set("ipCidrRange", request.path("ipCidrRange"));
        thing.put("fingerprint", things.nextFingerprint());
        yield "";
      }
      case "switchToCustomMode" -> {
        thing.put("autoCreateSubnetworks", false);
        yield "";
      }
      case "setNamedPorts" -> {
        if (!request.path("fingerprint").equals(thing.path("fingerprint"))) {
          yield "Invalid fingerprint";
        }
        thing.set("namedPorts", request.path("namedPorts"));
        thing.put("fingerprint", things.nextFingerprint());
        yield "";
      }
      case "setInstanceTemplate" -> {
        thing.set("instanceTemplate", request.path("instanceTemplate"));
        yield "";
      }
      case "setTags" -> fingerprinted(thing, "tags", request);
      case "setMetadata" -> fingerprinted(thing, "metadata", request);
      case "start", "resume", "stop" -> {
        thing.put("status", method.equals("stop") ? "TERMINATED" : "RUNNING");
        yield "";
      }
      case "setDeletionProtection" -> {
        thing.put("deletionProtection", query.contains("deletionProtection=true"));
        yield "";
      }
      case "setMachineType" -> {
        if (!thing.path("status").asText().equals("TERMINATED")) {
          yield "The instance must be stopped before its machine type is changed";
        }
        thing.set("machineType", request.path("machineType"));
        yield "";
      }
      default -> throw new AssertionError("the fake cannot do " + method);
    };
  }

  private String fingerprinted(ObjectNode thing, String key, ObjectNode request) {
    JsonNode fingerprint = request.remove("fingerprint");
    if (fingerprint == null || !fingerprint.equals(thing.path(key).path("fingerprint"))) {
      return "Supplied fingerprint does not match current " + key + " fingerprint.";
    }
    thing.set(key, request.put("fingerprint", things.nextFingerprint()));
    return "";
  }
}
