package dev.play.cloud.gce.inventory;

import com.google.cloud.compute.v1.AccessConfig;
import com.google.cloud.compute.v1.AttachedDisk;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.NetworkInterface;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What hosts' variables say of an instance: the API's fields, with the changes that google.cloud's
 * inventory makes (short names of zone and machine type, networks as dictionaries, metadata as one,
 * {@code project}, {@code image}) and {@code instance_group_manager}.
 *
 * @param images the image of each boot disk, by its path; empty where nobody asks
 */
record InstanceVariables(String project, Instance instance, Map<String, String> images) {
  String zone() {
    return Links.last(instance.getZone());
  }

  /** The facts, without a prefix. */
  Map<String, Value> facts() {
    Map<String, Value> facts = new LinkedHashMap<>(ProtoValues.fields(instance));
    shortened(facts, "zone");
    shortened(facts, "machineType");
    facts.computeIfPresent("networkInterfaces", (name, list) -> interfaces(list));
    if (instance.hasMetadata()) {
      Map<String, Value> metadata = new LinkedHashMap<>();
      instance
          .getMetadata()
          .getItemsList()
          .forEach(item -> metadata.put(item.getKey(), Value.text(item.getValue())));
      facts.put("metadata", Value.dict(metadata));
    }
    facts.put("project", Value.text(project));
    facts.put("image", Value.text(image().orElse(null)));
    facts.put("instance_group_manager", Value.text(manager().orElse(null)));
    return facts;
  }

  private static void shortened(Map<String, Value> facts, String name) {
    if (facts.get(name) instanceof Value.Text(String link)) {
      facts.put(name + "_selflink", Value.text(link));
      facts.put(name, Value.text(Links.last(link)));
    }
  }

  private static Value interfaces(Value list) {
    List<Value> changed = new ArrayList<>();
    if (list instanceof Value.Sequence(List<Value> items)) {
      for (Value item : items) {
        Value.Dict one = (Value.Dict) item;
        for (String name : List.of("network", "subnetwork")) {
          if (one.get(name).orElse(Value.NONE) instanceof Value.Text(String link)) {
            one = one.with(name, network(link));
          }
        }
        changed.add(one);
      }
    }
    return new Value.Sequence(changed);
  }

  private static Value network(String link) {
    String region = link.contains("/global/") ? "global" : Links.after(link, "regions");
    return Value.dictOf("region", region, "name", Links.last(link), "selfLink", link);
  }

  private Optional<String> image() {
    return instance.getDisksList().stream()
        .filter(AttachedDisk::getBoot)
        .flatMap(disk -> Optional.ofNullable(images.get(Links.path(disk.getSource()))).stream())
        .findFirst();
  }

  /** The managed instance group that made it, as the group's own metadata entry says. */
  private Optional<String> manager() {
    return instance.getMetadata().getItemsList().stream()
        .filter(item -> item.getKey().equals("created-by"))
        .map(item -> Links.after(item.getValue(), "instanceGroupManagers"))
        .filter(name -> !name.isEmpty())
        .findFirst();
  }

  Optional<String> publicAddress() {
    return instance.getNetworkInterfacesList().stream()
        .flatMap(i -> i.getAccessConfigsList().stream())
        .map(AccessConfig::getNatIP)
        .filter(address -> !address.isEmpty())
        .findFirst();
  }

  Optional<String> publicIpv6() {
    return instance.getNetworkInterfacesList().stream()
        .flatMap(i -> i.getIpv6AccessConfigsList().stream())
        .map(AccessConfig::getExternalIpv6)
        .filter(address -> !address.isEmpty())
        .findFirst();
  }

  Optional<String> privateAddress() {
    return instance.getNetworkInterfacesList().stream()
        .map(NetworkInterface::getNetworkIP)
        .filter(address -> !address.isEmpty())
        .findFirst();
  }

  Optional<String> privateIpv6() {
    return instance.getNetworkInterfacesList().stream()
        .map(NetworkInterface::getIpv6Address)
        .filter(address -> !address.isEmpty())
        .findFirst();
  }

  /** What it is called, by the first of these that it has. */
  Optional<String> hostname(List<String> order, String suffix) {
    return order.stream()
        .map(by -> hostname(by, suffix))
        .flatMap(Optional::stream)
        .filter(name -> !name.isBlank())
        .findFirst();
  }

  private Optional<String> hostname(String by, String suffix) {
    return switch (by) {
      case "public_ip" -> publicAddress();
      case "private_ip" -> privateAddress();
      case "public_ipv6" -> publicIpv6();
      case "private_ipv6" -> privateIpv6();
      case "name" -> Optional.of(instance.getName() + suffix);
      case "hostname" ->
          Optional.of(
              instance.getHostname().isEmpty()
                  ? instance.getName() + suffix
                  : instance.getHostname());
      default ->
          Optional.ofNullable(instance.getLabelsMap().get(by.substring(by.indexOf('.') + 1)));
    };
  }

  /** How it is reached, for the connection: {@code play_gce_*}, and the address. */
  Map<String, Value> connection(GceOptions options) {
    Map<String, Value> variables = new LinkedHashMap<>();
    ConnectVia via = options.connectVia();
    Optional<String> outside = publicAddress().or(this::publicIpv6);
    Optional<String> inside = privateAddress().or(this::privateIpv6);
    ConnectVia chosen =
        via == ConnectVia.AUTO ? outside.isPresent() ? ConnectVia.PUBLIC : ConnectVia.IAP : via;
    variables.put("play_gce_project", Value.text(project));
    variables.put("play_gce_zone", Value.text(zone()));
    variables.put("play_gce_instance", Value.text(instance.getName()));
    instance.getNetworkInterfacesList().stream()
        .map(NetworkInterface::getName)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .ifPresent(name -> variables.put("play_gce_interface", Value.text(name)));
    switch (chosen) {
      case PUBLIC -> outside.ifPresent(a -> variables.put("ansible_host", Value.text(a)));
      case PRIVATE -> inside.ifPresent(a -> variables.put("ansible_host", Value.text(a)));
      case IAP -> {
        variables.put("play_passage", Value.text("gce"));
        variables.put("play_gce_connect_via", Value.text("iap"));
        variables.put("ansible_host", Value.text(inside.orElse(instance.getName())));
      }
      case AUTO, NAME -> {}
    }
    logIn(options, variables);
    return variables;
  }

  /** What those who log in read: dev.play.cloud.gce.connect.login.LogIns. */
  private void logIn(GceOptions options, Map<String, Value> variables) {
    if (options.osLogin() != OsLoginUse.NEVER) {
      variables.put("play_passage", Value.text("gce"));
      variables.put(
          "play_gce_os_login",
          Value.text(options.osLogin() == OsLoginUse.ALWAYS ? "true" : "auto"));
      metadata("enable-oslogin", "play_gce_enable_oslogin", variables);
      metadata("ssh-keys", "play_gce_ssh_keys", variables);
      metadata("block-project-ssh-keys", "play_gce_block_project_ssh_keys", variables);
    }
    if (options.hostKeys() != HostKeysFrom.KNOWN_HOSTS) {
      variables.put("play_passage", Value.text("gce"));
      variables.put("play_gce_host_keys", Value.text(options.hostKeys().written()));
      metadata("enable-guest-attributes", "play_gce_enable_guest_attributes", variables);
    }
    if (variables.containsKey("play_passage")) {
      options
          .forConnecting()
          .forEach((name, value) -> variables.put("play_gce_" + name, Value.text(value)));
    }
  }

  private void metadata(String key, String variable, Map<String, Value> variables) {
    instance.getMetadata().getItemsList().stream()
        .filter(item -> item.getKey().equals(key))
        .findFirst()
        .ifPresent(item -> variables.put(variable, Value.text(item.getValue())));
  }
}
