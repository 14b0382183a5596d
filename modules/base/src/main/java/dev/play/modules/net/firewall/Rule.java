package dev.play.modules.net.firewall;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One rule of the firewall: what comes to these ports from these networks is accepted, dropped or
 * rejected. Every field is checked, so that no text of the user's reaches nft(8) but as a number,
 * an address, a name or a quoted comment.
 *
 * @param ports single ports and ranges such as {@code 8000-8010}; empty for all
 * @param protocols tcp, udp; empty for any when there are no ports
 * @param from networks in CIDR notation or addresses, IPv4 and IPv6; empty for any
 * @param inInterface name of the interface it must come in by
 */
public record Rule(
    List<String> ports,
    List<String> protocols,
    List<String> from,
    Optional<String> inInterface,
    String action,
    Optional<String> comment) {
  private static final Set<String> NAMES =
      Set.of(
          "port", "ports", "proto", "protocol", "from", "source", "interface", "action", "comment");
  private static final Pattern PORT = Pattern.compile("\\d{1,5}(-\\d{1,5})?");
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}(/\\d{1,2})?");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*(/\\d{1,3})?");
  private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9_.@+-]{1,15}\\*?");
  private static final Pattern COMMENT = Pattern.compile("[^\"\\\\\\p{Cntrl}]{0,128}");

  /**
   * Reads one as written in a playbook.
   *
   * @throws IllegalArgumentException with what is wrong in it
   */
  public static Rule read(Value.Dict written) {
    for (Value key : written.entries().keySet()) {
      if (!(key instanceof Value.Text(String name)) || !NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "a firewall rule takes "
                + String.join(", ", new java.util.TreeSet<>(NAMES))
                + ", not "
                + key);
      }
    }
    List<String> ports = new ArrayList<>(texts(written, "port"));
    ports.addAll(texts(written, "ports"));
    List<String> protocols = new ArrayList<>(texts(written, "proto"));
    protocols.addAll(texts(written, "protocol"));
    if (protocols.contains("any") || protocols.contains("both")) {
      protocols = List.of("tcp", "udp");
    }
    List<String> from = new ArrayList<>(texts(written, "from"));
    from.addAll(texts(written, "source"));
    if (!ports.isEmpty() && protocols.isEmpty()) {
      protocols = List.of("tcp");
    }
    Rule rule =
        new Rule(
            List.copyOf(ports),
            List.copyOf(protocols),
            List.copyOf(from),
            texts(written, "interface").stream().findFirst(),
            texts(written, "action").stream().findFirst().orElse("accept"),
            texts(written, "comment").stream().findFirst());
    rule.check();
    return rule;
  }

  private void check() {
    for (String port : ports) {
      require(
          PORT.matcher(port).matches() && inRange(port), "not a port or a range of ports", port);
    }
    for (String protocol : protocols) {
      require(
          Set.of("tcp", "udp", "sctp").contains(protocol), "not a protocol with ports", protocol);
    }
    for (String network : from) {
      require(
          IPV4.matcher(network).matches() || IPV6.matcher(network).matches(),
          "not an address or a network",
          network);
    }
    inInterface.ifPresent(
        name -> require(INTERFACE.matcher(name).matches(), "not the name of an interface", name));
    comment.ifPresent(
        text -> require(COMMENT.matcher(text).matches(), "a comment cannot hold", text));
    require(Set.of("accept", "drop", "reject").contains(action), "not an action", action);
  }

  private static boolean inRange(String port) {
    String[] ends = port.split("-");
    int low = Integer.parseInt(ends[0]);
    int high = Integer.parseInt(ends[ends.length - 1]);
    return low >= 1 && high <= 65_535 && low <= high;
  }

  private static void require(boolean holds, String problem, String given) {
    if (!holds) {
      throw new IllegalArgumentException("firewall rule: " + problem + ": '" + given + "'");
    }
  }

  private static Set<String> texts(Value.Dict written, String name) {
    Set<String> out = new LinkedHashSet<>();
    Value value = written.get(name).orElse(Value.NONE);
    List<Value> items = value instanceof Value.Sequence(List<Value> list) ? list : List.of(value);
    for (Value item : items) {
      switch (item) {
        case Value.None none -> {}
        case Value.Text(String t) -> out.add(t);
        case Value.Int(long i) -> out.add(Long.toString(i));
        default -> throw new IllegalArgumentException("firewall rule: " + name + " must be a text");
      }
    }
    return out;
  }

  /** The rule in nft's language, a line for each family and protocol. */
  List<String> lines() {
    return lines(
        "",
        protocol ->
            List.of(
                ports.isEmpty()
                    ? "meta l4proto " + protocol
                    : protocol + " dport { " + String.join(", ", ports) + " }"));
  }

  /**
   * The same for what was sent to a port of the host's and goes on to a container (conntrack). A
   * line for each port: nft 1.0 cannot read back the sets of such ports that it prints, and the
   * undo is what it prints.
   */
  List<String> publishedLines() {
    return lines(
        "ct status dnat ",
        protocol -> {
          String any = "meta l4proto " + protocol;
          return ports.isEmpty()
              ? List.of(any)
              : ports.stream().map(port -> any + " ct original proto-dst " + port).toList();
        });
  }

  private List<String> lines(String first, Function<String, List<String>> matches) {
    String in = first + inInterface.map(n -> "iifname \"" + n + "\" ").orElse("");
    String end = action + comment.map(c -> " comment \"" + c + "\"").orElse("");
    List<String> out = new ArrayList<>();
    for (String source : sources()) {
      if (protocols.isEmpty()) {
        out.add(in + source + end);
      }
      for (String protocol : protocols) {
        matches.apply(protocol).forEach(match -> out.add(in + source + match + " " + end));
      }
    }
    return out;
  }

  private List<String> sources() {
    if (from.isEmpty()) {
      return List.of("");
    }
    List<String> out = new ArrayList<>();
    Map<Boolean, List<String>> families =
        from.stream().collect(Collectors.partitioningBy(n -> IPV4.matcher(n).matches()));
    families.getOrDefault(true, List.of()).stream()
        .reduce((a, b) -> a + ", " + b)
        .ifPresent(v4 -> out.add("ip saddr { " + v4 + " } "));
    families.getOrDefault(false, List.of()).stream()
        .reduce((a, b) -> a + ", " + b)
        .ifPresent(v6 -> out.add("ip6 saddr { " + v6 + " } "));
    return out;
  }
}
