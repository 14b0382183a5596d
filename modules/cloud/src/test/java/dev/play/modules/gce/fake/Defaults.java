package dev.play.modules.gce.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What Google fills in by itself. */
final class Defaults {
  private Defaults() {}

  static void fill(String collection, ObjectNode thing, Things things) {
    thing.put("creationTimestamp", "2026-11-22T08:00:00.000-08:00");
    switch (collection) {
      case "networks" -> {
        absent(thing, "autoCreateSubnetworks", "false");
        absent(thing, "mtu", "1460");
        if (!thing.has("routingConfig")) {
          thing.putObject("routingConfig").put("routingMode", "REGIONAL");
        }
      }
      case "subnetworks" -> {
        absent(thing, "privateIpGoogleAccess", "false");
        thing.put("fingerprint", things.nextFingerprint());
        thing.put("gatewayAddress", "10.1.0.1");
      }
      case "firewalls" -> {
        absent(thing, "priority", "1000");
        absent(thing, "disabled", "false");
        if (!thing.has("logConfig")) {
          thing.putObject("logConfig").put("enable", false);
        }
      }
      case "addresses" -> {
        if (!thing.has("address")) {
          thing.put("address", "198.51.100.7");
        }
        thing.put("status", "RESERVED");
        thing.put("labelFingerprint", things.nextFingerprint());
      }
      case "disks" -> {
        if (!thing.has("sizeGb")) {
          thing.put("sizeGb", "10");
        }
        thing.put("status", "READY");
        thing.put("labelFingerprint", things.nextFingerprint());
      }
      case "instanceGroups" -> thing.put("fingerprint", things.nextFingerprint());
      case "instanceGroupManagers" -> {
        thing.put("fingerprint", things.nextFingerprint());
        if (!thing.has("baseInstanceName")) {
          thing.put("baseInstanceName", thing.path("name").asText());
        }
      }
      case "instances" -> instance(thing, things);
      default -> {}
    }
  }

  private static void absent(ObjectNode thing, String key, String value) {
    if (!thing.has(key)) {
      thing.set(
          key,
          value.matches("[0-9]+")
              ? Things.JSON.getNodeFactory().numberNode(Integer.parseInt(value))
              : Things.JSON.getNodeFactory().booleanNode(Boolean.parseBoolean(value)));
    }
  }

  private static void instance(ObjectNode thing, Things things) {
    thing.put("status", "RUNNING");
    thing.put("labelFingerprint", things.nextFingerprint());
    ObjectNode tags = thing.has("tags") ? (ObjectNode) thing.get("tags") : thing.putObject("tags");
    tags.put("fingerprint", things.nextFingerprint());
    ObjectNode metadata =
        thing.has("metadata") ? (ObjectNode) thing.get("metadata") : thing.putObject("metadata");
    metadata.put("fingerprint", things.nextFingerprint());
    ArrayNode nics =
        thing.has("networkInterfaces")
            ? (ArrayNode) thing.get("networkInterfaces")
            : thing.putArray("networkInterfaces");
    String name = thing.path("name").asText();
    for (JsonNode nic : nics) {
      if (!nic.has("networkIP")) {
        ((ObjectNode) nic).put("networkIP", things.addresses().inside().apply(name));
      }
      ((ObjectNode) nic).put("name", "nic0");
      for (JsonNode access : nic.path("accessConfigs")) {
        if (!access.has("natIP")) {
          ((ObjectNode) access).put("natIP", things.addresses().outside().apply(name));
        }
      }
    }
    for (JsonNode disk : thing.path("disks")) {
      ((ObjectNode) disk).remove("initializeParams");
      if (!disk.has("source")) {
        ((ObjectNode) disk).put("source", "zones/europe-west1-b/disks/" + name);
      }
    }
  }
}
