package dev.play.observe.facts;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Interfaces, addresses and default routes, from ip(8) and sysfs. */
final class NetworkFacts {
  private static final Pattern HEAD =
      Pattern.compile("^\\d+: ([^:@]+)(?:@\\S+)?: <([^>]*)>.*? mtu (\\d+).*");
  private static final Pattern ADDRESS =
      Pattern.compile("\\s+(inet6?) ([0-9a-fA-F.:]+)(?: peer [^/ ]+)?(?:/(\\d+))?(.*)");

  private final Gathered gathered;
  private final Map<String, Map<String, Value>> interfaces = new LinkedHashMap<>();
  private final List<String> ipv4 = new ArrayList<>();
  private final List<String> ipv6 = new ArrayList<>();

  NetworkFacts(Gathered gathered) {
    this.gathered = gathered;
  }

  void into(Map<String, Value> out) {
    gathered.all("net").forEach(this::device);
    addresses();
    interfaces.forEach((name, facts) -> out.put(name.replace('-', '_'), Value.dict(facts)));
    out.put("interfaces", Value.texts(List.copyOf(interfaces.keySet())));
    out.put("all_ipv4_addresses", Value.texts(ipv4));
    out.put("all_ipv6_addresses", Value.texts(ipv6));
    out.put("default_ipv4", defaultRoute("route4", "ipv4"));
    out.put("default_ipv6", defaultRoute("route6", "ipv6"));
  }

  private void device(String name, String text) {
    Map<String, String> p = Gathered.pairsOf(text);
    Map<String, Value> facts = new LinkedHashMap<>();
    facts.put("device", Value.text(name));
    if (!p.getOrDefault("address", "").isEmpty() && !name.equals("lo")) {
      facts.put("macaddress", Value.text(p.get("address")));
    }
    number(p.get("mtu")).ifPresent(mtu -> facts.put("mtu", Value.of(mtu)));
    facts.put("active", Value.of(p.getOrDefault("operstate", "").equals("up") || isUp(p)));
    facts.put("type", Value.text(type(p)));
    facts.put("promisc", Value.of((flags(p) & 0x100) != 0));
    number(p.get("speed")).filter(s -> s > 0).ifPresent(s -> facts.put("speed", Value.of(s)));
    if (p.containsKey("bridge")) {
      facts.put("id", Value.text(p.get("bridge")));
      facts.put("stp", Value.of(p.getOrDefault("stp", "0").equals("1")));
      facts.put(
          "interfaces",
          Value.texts(
              text.lines()
                  .filter(l -> l.startsWith("brif="))
                  .map(l -> l.substring("brif=".length()))
                  .toList()));
    }
    if (p.containsKey("bonding")) {
      facts.put("mode", Value.text(p.getOrDefault("bonding", "").split(" ")[0]));
      facts.put("slaves", Value.texts(List.of(p.getOrDefault("slaves", "").split(" "))));
    }
    interfaces.put(name, facts);
  }

  private static long flags(Map<String, String> p) {
    String text = p.getOrDefault("flags", "0x0");
    return text.startsWith("0x") ? Long.parseLong(text.substring(2), 16) : 0;
  }

  private static boolean isUp(Map<String, String> p) {
    return (flags(p) & 1) != 0 && !p.getOrDefault("operstate", "").equals("down");
  }

  /** Hardware types of if_arp.h. */
  private static String type(Map<String, String> p) {
    if (p.containsKey("bridge")) {
      return "bridge";
    }
    if (p.containsKey("bonding")) {
      return "bonding";
    }
    return switch (p.getOrDefault("type", "")) {
      case "1" -> "ether";
      case "32" -> "infiniband";
      case "512" -> "ppp";
      case "772" -> "loopback";
      case "65534" -> "tunnel";
      default -> "unknown";
    };
  }

  private static Optional<Long> number(@org.jspecify.annotations.Nullable String text) {
    return text == null || !text.matches("-?\\d+")
        ? Optional.empty()
        : Optional.of(Long.valueOf(text));
  }

  private void addresses() {
    String name = "";
    for (String line : gathered.lines("ipaddr")) {
      Matcher head = HEAD.matcher(line);
      if (head.matches()) {
        name = head.group(1);
        continue;
      }
      Matcher m = ADDRESS.matcher(line);
      if (m.matches()) {
        Map<String, Value> facts = interfaces.computeIfAbsent(name, n -> new LinkedHashMap<>());
        int prefix =
            m.group(3) == null
                ? (m.group(1).equals("inet") ? 32 : 128)
                : Integer.parseInt(m.group(3));
        if (m.group(1).equals("inet")) {
          fourth(name, facts, m.group(2), prefix, m.group(4));
        } else {
          sixth(facts, m.group(2), prefix, m.group(4));
        }
      }
    }
  }

  private void fourth(
      String name, Map<String, Value> facts, String address, int prefix, String rest) {
    if (!address.startsWith("127.")) {
      ipv4.add(address);
    }
    Value entry =
        Value.dictOf(
            "address", address,
            "broadcast", word(rest, "brd").orElse(""),
            "netmask", Ipv4.mask(prefix),
            "network", Ipv4.network(address, prefix),
            "prefix", Integer.toString(prefix));
    if (facts.putIfAbsent("ipv4", entry) != null) {
      List<Value> more = new ArrayList<>();
      if (facts.get("ipv4_secondaries") instanceof Value.Sequence(List<Value> before)) {
        more.addAll(before);
      }
      more.add(entry);
      facts.put("ipv4_secondaries", Value.list(more));
    }
    if (name.isEmpty()) {
      facts.remove("ipv4");
    }
  }

  private void sixth(Map<String, Value> facts, String address, int prefix, String rest) {
    if (!address.equals("::1")) {
      ipv6.add(address);
    }
    List<Value> all = new ArrayList<>();
    if (facts.get("ipv6") instanceof Value.Sequence(List<Value> before)) {
      all.addAll(before);
    }
    all.add(
        Value.dictOf(
            "address", address,
            "prefix", Integer.toString(prefix),
            "scope", word(rest, "scope").orElse("")));
    facts.put("ipv6", Value.list(all));
  }

  private Value defaultRoute(String key, String family) {
    String route = gathered.text(key);
    Optional<String> device = word(route, "dev");
    Optional<String> source = word(route, "src");
    if (device.isEmpty() || source.isEmpty() || route.startsWith("unreachable")) {
      return Value.EMPTY_DICT;
    }
    Map<String, Value> facts = interfaces.getOrDefault(device.get(), Map.of());
    Map<String, Value> out = new LinkedHashMap<>();
    out.put("address", Value.text(source.get()));
    out.put("interface", Value.text(device.get()));
    out.put("alias", Value.text(device.get()));
    word(route, "via").ifPresent(via -> out.put("gateway", Value.text(via)));
    for (String name : List.of("macaddress", "mtu", "type")) {
      Optional.ofNullable(facts.get(name)).ifPresent(v -> out.put(name, v));
    }
    addressesOf(facts, family).stream()
        .filter(d -> d.get("address").equals(Optional.of(Value.text(source.get()))))
        .findFirst()
        .ifPresent(d -> d.entries().forEach((k, v) -> out.put(((Value.Text) k).text(), v)));
    return Value.dict(out);
  }

  private static List<Value.Dict> addressesOf(Map<String, Value> facts, String family) {
    List<Value.Dict> out = new ArrayList<>();
    for (String key : List.of(family, family + "_secondaries")) {
      switch (facts.get(key)) {
        case Value.Dict d -> out.add(d);
        case Value.Sequence s -> s.items().forEach(i -> out.add((Value.Dict) i));
        case null, default -> {}
      }
    }
    return out;
  }

  /** The word after a keyword, as ip(8) writes its answers. */
  private static Optional<String> word(String text, String keyword) {
    Matcher m = Pattern.compile("(?:^|\\s)" + keyword + " (\\S+)").matcher(text);
    return m.find() ? Optional.of(m.group(1)) : Optional.empty();
  }
}
