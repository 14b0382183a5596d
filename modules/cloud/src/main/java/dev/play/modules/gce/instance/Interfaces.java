package dev.play.modules.gce.instance;

import dev.play.modules.gce.thing.Google;
import dev.play.modules.gce.thing.Names;
import dev.play.modules.gce.thing.Reference;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An instance's network interfaces.
 *
 * @param network of the only one
 * @param subnetwork of the only one
 * @param publicIp whether that has a public address
 * @param address which one; otherwise Google chooses
 * @param more all of them, instead
 */
public record Interfaces(
    Optional<Value> network,
    Optional<Value> subnetwork,
    boolean publicIp,
    Optional<String> address,
    List<Value.Dict> more) {
  private static final Keys NIC =
      new Keys(
          "network_interfaces",
          Map.of(
              "access_configs", "accessConfigs",
              "network", "network",
              "network_ip", "networkIP",
              "subnetwork", "subnetwork"));
  private static final Keys ACCESS =
      new Keys(
          "access_configs",
          Map.of("name", "name", "nat_ip", "natIP", "network_tier", "networkTier", "type", "type"));

  /** Checks what is given. */
  public Interfaces {
    network.ifPresent(n -> net(n));
    subnetwork.ifPresent(s -> Reference.of("subnetwork", s, "regions/x/subnetworks"));
    address.ifPresent(a -> Names.require("address", a, "[0-9.]+"));
    if (!more.isEmpty() && (network.isPresent() || subnetwork.isPresent() || address.isPresent())) {
      throw new IllegalArgumentException(
          "network_interfaces says all: network, subnetwork and address are for one interface");
    }
    more = List.copyOf(more);
    more.forEach(
        d -> {
          Value.Dict nic = NIC.of(d);
          nic.get("network").ifPresent(Interfaces::net);
          access(nic).forEach(ACCESS::of);
        });
  }

  private static Reference net(Value network) {
    return Reference.of("network", network, "global/networks");
  }

  private static List<Value.Dict> access(Value.Dict nic) {
    List<Value.Dict> out = new ArrayList<>();
    if (nic.get("accessConfigs").orElse(Value.NONE) instanceof Value.Sequence s) {
      for (Value one : s.items()) {
        if (!(one instanceof Value.Dict d)) {
          throw new IllegalArgumentException("access_configs is a list of dictionaries");
        }
        out.add(d);
      }
    }
    return out;
  }

  /**
   * As Google takes them.
   *
   * @param region for example {@code regions/europe-west1}
   */
  public List<Value.Dict> wanted(Google google, String region) {
    if (!more.isEmpty()) {
      return more.stream().map(d -> one(NIC.of(d), google, region)).toList();
    }
    Value.Dict nic = Value.EMPTY_DICT;
    if (subnetwork.isEmpty() || network.isPresent()) {
      nic = nic.with("network", network.orElse(Value.text("default")));
    }
    if (subnetwork.isPresent()) {
      nic = nic.with("subnetwork", subnetwork.get());
    }
    if (publicIp || address.isPresent()) {
      Value.Dict access = Value.dictOf("name", "External NAT", "type", "ONE_TO_ONE_NAT");
      nic =
          nic.with(
              "accessConfigs",
              Value.list(
                  List.of(address.map(a -> access.with("nat_ip", Value.text(a))).orElse(access))));
    }
    return List.of(one(nic, google, region));
  }

  private static Value.Dict one(Value.Dict nic, Google google, String region) {
    Map<Value, Value> bare = new LinkedHashMap<>(nic.entries());
    bare.remove(Value.text("accessConfigs"));
    Value.Dict out = new Value.Dict(bare);
    if (nic.get("network").isPresent()) {
      out = out.with("network", Value.text(net(nic.get("network").get()).url(google)));
    }
    if (nic.get("subnetwork").isPresent()) {
      Reference sub =
          Reference.of("subnetwork", nic.get("subnetwork").get(), region + "/subnetworks");
      out = out.with("subnetwork", Value.text(sub.url(google)));
    }
    List<Value> access = new ArrayList<>();
    for (Value.Dict config : access(nic)) {
      Value.Dict one = ACCESS.of(config);
      for (String key : List.of("name=External NAT", "type=ONE_TO_ONE_NAT")) {
        String[] pair = key.split("=");
        one = one.get(pair[0]).isPresent() ? one : one.with(pair[0], Value.text(pair[1]));
      }
      if (one.get("natIP").orElse(Value.NONE) instanceof Value.Dict address) {
        one = one.with("natIP", address.get("address").orElse(Value.NONE));
      }
      access.add(one);
    }
    return access.isEmpty() ? out : out.with("accessConfigs", new Value.Sequence(access));
  }

  /** Networks and subnetworks that have to be there. */
  public List<Reference> uses(String region) {
    List<Reference> out = new ArrayList<>();
    List<Value.Dict> all = new ArrayList<>(more);
    if (all.isEmpty()) {
      Value.Dict nic = Value.EMPTY_DICT;
      nic = network.isPresent() ? nic.with("network", network.get()) : nic;
      all.add(subnetwork.isPresent() ? nic.with("subnetwork", subnetwork.get()) : nic);
    }
    for (Value.Dict nic : all) {
      nic.get("network").ifPresent(n -> out.add(net(n)));
      nic.get("subnetwork")
          .ifPresent(s -> out.add(Reference.of("subnetwork", s, region + "/subnetworks")));
    }
    return out;
  }

  /** Networks and subnetworks, however much else Google tells of interfaces. */
  public static Value plain(Value interfaces) {
    if (!(interfaces instanceof Value.Sequence s)) {
      return interfaces;
    }
    List<Value> out = new ArrayList<>();
    for (Value one : s.items()) {
      Value nic = one instanceof Value.Dict d ? d : Value.EMPTY_DICT;
      Value network = part(nic, "network");
      // Google names the network of a subnetwork by itself.
      out.add(part(nic, "subnetwork") instanceof Value.None ? network : part(nic, "subnetwork"));
    }
    return new Value.Sequence(out);
  }

  private static Value part(Value nic, String key) {
    return nic instanceof Value.Dict d
        ? Reference.plain(d.get(key).orElse(Value.NONE))
        : Value.NONE;
  }
}
