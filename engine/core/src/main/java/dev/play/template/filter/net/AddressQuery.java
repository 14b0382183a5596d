package dev.play.template.filter.net;

import dev.play.template.EvaluationException;
import dev.play.value.Value;
import java.math.BigInteger;
import java.util.Optional;

/** What {@code ipaddr} may be asked about one address or network. */
final class AddressQuery {
  private final Net net;
  private final boolean network;
  private final Value given;

  /**
   * @param network whether it was written with a prefix
   * @param given as it was written
   */
  AddressQuery(Net net, boolean network, Value given) {
    this.net = net;
    this.network = network;
    this.given = given;
  }

  private static Value text(String text) {
    return new Value.Text(text);
  }

  private Value when(boolean condition, String text) {
    return condition ? text(text) : Value.NONE;
  }

  private Value givenWhen(boolean condition) {
    return condition ? given : Value.NONE;
  }

  /** The answer; empty for a query that there is not. */
  Optional<Value> answer(String query) {
    return switch (query) {
      case "", "cidr_lookup" -> Optional.of(text(network ? net.toString() : net.ip()));
      case "address", "ip" -> Optional.of(when(isHost() || net.version() == 6, net.ip()));
      case "address/prefix", "gateway", "gw", "host/prefix", "hostnet", "router" ->
          Optional.of(withPrefix());
      case "bool" -> Optional.of(Value.TRUE);
      case "broadcast" -> Optional.of(when(net.hasBroadcast(), net.text(net.last())));
      case "cidr" -> Optional.of(text(net.toString()));
      case "host" -> Optional.of(when(isHost(), net.toString()));
      case "hostmask", "wildcard" -> Optional.of(text(net.text(net.hostmask())));
      case "int" -> Optional.of(number());
      case "ip/prefix" -> Optional.of(when(isInNetwork(), net.toString()));
      case "ip_netmask" ->
          Optional.of(when(isInNetwork(), net.ip() + " " + net.text(net.netmask())));
      case "net" -> Optional.of(when(!net.isSingle() && net.isNetwork(), net.toString()));
      case "netmask" -> Optional.of(text(net.text(net.netmask())));
      case "network", "network_id" -> Optional.of(text(net.text(net.first())));
      case "network/prefix", "subnet" -> Optional.of(text(net.network().toString()));
      case "network_netmask" ->
          Optional.of(text(net.text(net.first()) + " " + net.text(net.netmask())));
      case "network_wildcard" ->
          Optional.of(text(net.text(net.first()) + " " + net.text(net.hostmask())));
      case "prefix" -> Optional.of(Value.of(net.prefix()));
      case "size" -> Optional.of(Value.ofJava(net.size()));
      case "size_usable" -> Optional.of(usable());
      case "version" -> Optional.of(Value.of(net.version()));
      case "type" -> Optional.of(text(net.isSingle() || !net.isNetwork() ? "address" : "network"));
      case "revdns" -> Optional.of(text(reverse()));
      case "wrap" -> Optional.of(wrapped());
      default -> kind(query).or(() -> neighbour(query));
    };
  }

  private Optional<Value> kind(String query) {
    return switch (query) {
      case "link-local" -> Optional.of(givenWhen(Reach.isLinkLocal(net)));
      case "lo", "loopback" -> Optional.of(givenWhen(Reach.isLoopback(net)));
      case "multicast" -> Optional.of(givenWhen(Reach.isMulticast(net)));
      case "unicast" -> Optional.of(givenWhen(!Reach.isMulticast(net)));
      case "private" -> Optional.of(givenWhen(!Reach.isGlobal(net)));
      case "public" -> Optional.of(givenWhen(Reach.isPublic(net)));
      case "6to4" -> Optional.of(sixToFour());
      case "ipv4", "v4" -> Optional.of(net.version() == 4 ? given : mapped());
      case "ipv6", "v6" -> Optional.of(net.version() == 6 ? given : toSix());
      default -> Optional.empty();
    };
  }

  private Optional<Value> neighbour(String query) {
    return switch (query) {
      case "first_usable" -> Optional.of(ofNetwork(net.firstUsable(), !net.isSingle()));
      case "last_usable" -> Optional.of(ofNetwork(net.lastUsable(), !net.isSingle()));
      case "next_usable" -> Optional.of(usable(net.address().add(BigInteger.ONE)));
      case "previous_usable" -> Optional.of(usable(net.address().subtract(BigInteger.ONE)));
      case "range_usable" -> {
        needsNetwork();
        yield Optional.of(
            when(!net.isSingle(), net.text(net.firstUsable()) + "-" + net.text(net.lastUsable())));
      }
      case "peer" -> Optional.of(peer());
      default -> Optional.empty();
    };
  }

  private void needsNetwork() {
    if (!network) {
      throw EvaluationException.of("Not a network address");
    }
  }

  private Value ofNetwork(BigInteger address, boolean there) {
    needsNetwork();
    return there ? text(net.text(address)) : Value.NONE;
  }

  private Value usable(BigInteger address) {
    needsNetwork();
    boolean within =
        !net.isSingle()
            && address.compareTo(net.firstUsable()) >= 0
            && address.compareTo(net.lastUsable()) <= 0;
    return within ? text(net.text(address)) : Value.NONE;
  }

  private boolean isHost() {
    return net.isSingle() || !net.isNetwork() || !net.hasBroadcast();
  }

  private boolean isInNetwork() {
    return net.bits() - net.prefix() == 1 || !net.isSingle() && !net.isNetwork();
  }

  private Value withPrefix() {
    boolean edge = net.isNetwork() || net.address().equals(net.last());
    return net.hasBroadcast() && edge ? Value.FALSE : text(net.toString());
  }

  private Value number() {
    return network ? text(net.address() + "/" + net.prefix()) : Value.ofJava(net.address());
  }

  private Value usable() {
    int free = net.bits() - net.prefix();
    return free == 0
        ? Value.of(0)
        : Value.ofJava(free == 1 ? net.size() : net.size().subtract(BigInteger.TWO));
  }

  private Value wrapped() {
    if (net.version() == 4) {
      return given;
    }
    return text("[" + net.ip() + "]" + (network ? "/" + net.prefix() : ""));
  }

  private Value peer() {
    needsNetwork();
    int free = net.bits() - net.prefix();
    int low = net.address().intValue() & 3;
    if (free == 2 && (low == 0 || low == 3)) {
      throw EvaluationException.of(
          (low == 0 ? "Network" : "Broadcast") + " address of /30 has no peer");
    }
    if (free != 1 && free != 2) {
      throw EvaluationException.of("Not a point-to-point network");
    }
    return text(net.text(net.address().xor(BigInteger.valueOf(free == 1 ? 1 : 3))));
  }

  private String reverse() {
    StringBuilder out = new StringBuilder();
    int step = net.version() == 4 ? 8 : 4;
    for (int shift = 0; shift < net.bits(); shift += step) {
      int part = net.address().shiftRight(shift).intValue() & (1 << step) - 1;
      out.append(step == 8 ? Integer.toString(part) : Integer.toHexString(part)).append('.');
    }
    return out.append(net.version() == 4 ? "in-addr.arpa." : "ip6.arpa.").toString();
  }

  /** An IPv6 address that stands for an IPv4 one, as that. */
  private Value mapped() {
    BigInteger high = net.address().shiftRight(32);
    boolean stands = high.signum() == 0 || high.equals(BigInteger.valueOf(0xffff));
    if (!stands || net.prefix() < 96) {
      return Value.FALSE;
    }
    BigInteger low = net.address().and(BigInteger.valueOf(0xffffffffL));
    return text(new Net(4, low, net.prefix() - 96).toString());
  }

  private Value toSix() {
    BigInteger six = BigInteger.valueOf(0xffff).shiftLeft(32).or(net.address());
    return text(new Net(6, six, net.prefix() + 96).toString());
  }

  private Value sixToFour() {
    if (net.version() == 6) {
      boolean is = net.address().shiftRight(112).intValue() == 0x2002;
      return is && (!network || !net.isNetwork()) ? given : Value.FALSE;
    }
    if (!net.isSingle() && net.isNetwork()) {
      return Value.FALSE;
    }
    long four = net.address().longValue();
    if (!Reach.isPublic(net) && Reach.isGlobal(net)) {
      return Value.FALSE;
    }
    return text(
        String.format(
            "2002:%02x%02x:%02x%02x::1/48",
            four >> 24 & 255, four >> 16 & 255, four >> 8 & 255, four & 255));
  }
}
