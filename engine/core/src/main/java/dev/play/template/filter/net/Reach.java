package dev.play.template.filter.net;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/** Which addresses are for what, by IANA's registries of special-purpose addresses. */
final class Reach {
  private static final List<Net> NOT_GLOBAL =
      nets(
          "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24"
              + " 192.0.2.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24"
              + " 240.0.0.0/4 ::1/128 ::/128 ::ffff:0:0/96 64:ff9b:1::/48 100::/64 2001::/23"
              + " 2001:db8::/32 2002::/16 fc00::/7 fe80::/10");
  private static final List<Net> STILL_GLOBAL =
      nets(
          "192.0.0.9/32 192.0.0.10/32 2001:1::1/128 2001:1::2/128 2001:3::/32 2001:4:112::/48"
              + " 2001:20::/28 2001:30::/28");
  private static final List<Net> MULTICAST = nets("224.0.0.0/4 ff00::/8");
  private static final List<Net> LOOPBACK = nets("127.0.0.0/8 ::1/128");
  private static final List<Net> LINK_LOCAL = nets("169.254.0.0/16 fe80::/10");

  private Reach() {}

  private static List<Net> nets(String texts) {
    return Stream.of(texts.split(" ")).flatMap(t -> Net.parse(t).stream()).toList();
  }

  private static boolean in(List<Net> nets, Net address) {
    Net alone = new Net(address.version(), address.address(), address.bits());
    return nets.stream().anyMatch(net -> net.contains(alone));
  }

  static boolean isGlobal(Net net) {
    return !in(NOT_GLOBAL, net) || in(STILL_GLOBAL, net);
  }

  static boolean isMulticast(Net net) {
    return in(MULTICAST, net);
  }

  static boolean isLoopback(Net net) {
    return in(LOOPBACK, net);
  }

  static boolean isLinkLocal(Net net) {
    return in(LINK_LOCAL, net);
  }

  static boolean isPublic(Net net) {
    BigInteger ones = BigInteger.ONE.shiftLeft(net.bits()).subtract(BigInteger.ONE);
    return !isMulticast(net)
        && isGlobal(net)
        && !isLoopback(net)
        && !isHostmask(net.address())
        && !isHostmask(ones.xor(net.address()));
  }

  /** Whether only the lowest bits are set. */
  static boolean isHostmask(BigInteger value) {
    return value.and(value.add(BigInteger.ONE)).signum() == 0;
  }
}
