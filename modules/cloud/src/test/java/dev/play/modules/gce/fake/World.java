package dev.play.modules.gce.fake;

/** The project that cases start with. */
final class World {
  private static final String P = "/compute/v1/projects/p/";

  private World() {}

  static void in(Things things) {
    things.put(
        P + "global/networks/default", "{\"name\": \"default\", \"autoCreateSubnetworks\": true}");
    things.put(
        P + "global/networks/net",
        "{\"name\": \"net\", \"autoCreateSubnetworks\": false, \"mtu\": 1460, \"description\": \"old\"}");
    things.put(
        P + "regions/europe-west1/subnetworks/sub",
        """
        {"name": "sub", "network": "global/networks/net", "ipCidrRange": "10.1.0.0/24"}
        """);
    things.put(
        P + "global/firewalls/web",
        """
        {"name": "web", "network": "global/networks/net", "direction": "INGRESS",
         "allowed": [{"IPProtocol": "tcp", "ports": ["80", "443"]}],
         "sourceRanges": ["10.0.0.0/8"], "targetTags": ["web"]}
        """);
    things.put(
        P + "regions/europe-west1/addresses/addr",
        """
        {"name": "addr", "address": "198.51.100.1", "addressType": "EXTERNAL", "networkTier": "PREMIUM",
         "labels": {"a": "b"}}
        """);
    for (String type : new String[] {"e2-small", "e2-medium"}) {
      things.put(P + "zones/europe-west1-b/machineTypes/" + type, "{\"name\": \"" + type + "\"}");
    }
    things.put(P + "global/snapshots/snap", "{\"name\": \"snap\"}");
    things.put(
        P + "zones/europe-west1-b/disks/data",
        """
        {"name": "data", "sizeGb": "20", "type": "zones/europe-west1-b/diskTypes/pd-ssd", "labels": {"a": "b"}}
        """);
    things.put(
        P + "zones/europe-west1-b/disks/vm",
        """
        {"name": "vm", "sizeGb": "10", "type": "zones/europe-west1-b/diskTypes/pd-balanced"}
        """);
    things.put(
        P + "zones/europe-west1-b/instances/vm",
        """
        {"name": "vm", "machineType": "zones/europe-west1-b/machineTypes/e2-small",
         "labels": {"role": "web"}, "tags": {"items": ["web"]},
         "metadata": {"items": [{"key": "a", "value": "b"}]},
         "disks": [{"boot": true, "autoDelete": true, "source": "zones/europe-west1-b/disks/vm"}],
         "networkInterfaces": [{"network": "global/networks/net", "subnetwork": "regions/europe-west1/subnetworks/sub",
           "accessConfigs": [{"name": "External NAT", "type": "ONE_TO_ONE_NAT"}]}]}
        """);
    things.put(
        P + "zones/europe-west1-b/instances/vm2",
        """
        {"name": "vm2", "machineType": "zones/europe-west1-b/machineTypes/e2-small"}
        """);
    things.put(
        P + "zones/europe-west1-b/instanceGroups/group",
        """
        {"name": "group", "network": "global/networks/net", "namedPorts": [{"name": "http", "port": 80}]}
        """);
    things.put(
        P + "global/instanceTemplates/small",
        """
        {"name": "small", "properties": {"machineType": "e2-small", "labels": {"role": "web"},
          "tags": {"items": ["http", "ssh"]}, "metadata": {"items": [{"key": "a", "value": "b"}]},
          "disks": [{"boot": true, "autoDelete": true, "type": "PERSISTENT", "mode": "READ_WRITE",
            "initializeParams": {"sourceImage": "projects/debian-cloud/global/images/family/debian-13"}}],
          "networkInterfaces": [{"name": "nic0", "network": "global/networks/net"}]}}
        """);
    things.put(
        P + "global/instanceTemplates/medium",
        "{\"name\": \"medium\", \"properties\": {\"machineType\": \"e2-medium\"}}");
    things.put(
        P + "zones/europe-west1-b/instanceGroupManagers/fleet",
        """
        {"name": "fleet", "baseInstanceName": "fleet", "targetSize": 2, "instanceTemplate": "global/instanceTemplates/small",
         "namedPorts": [{"name": "http", "port": 80}]}
        """);
    things
        .members()
        .add(
            P + "zones/europe-west1-b/instanceGroups/group",
            "https://www.googleapis.com" + P + "zones/europe-west1-b/instances/vm");
  }
}
