package dev.play.template.filter.net;

import dev.play.template.EvaluationException;
import dev.play.template.filter.Inputs;
import dev.play.template.library.Arguments;
import dev.play.template.library.Library;
import dev.play.value.Value;
import java.util.Optional;

/** Puts the filters and tests over addresses into the library; what they do is loaded when used. */
public final class NetworkFilters {
  private NetworkFilters() {}

  public static void register(Library.Builder library) {
    AddressForms.register(library);
    library
        .filter("ipaddr", "query?", (v, a, e) -> AddressFilters.ipaddr(v, query(a), 0, "ipaddr"))
        .filter("ipv4", "query?", (v, a, e) -> AddressFilters.ipaddr(v, query(a), 4, "ipv4"))
        .filter("ipv6", "query?", (v, a, e) -> AddressFilters.ipaddr(v, query(a), 6, "ipv6"))
        .filter("ipwrap", "query?", (v, a, e) -> AddressFilters.wrap(v, query(a)))
        .filter("ipmath", "amount", (v, a, e) -> AddressFilters.math(v, number(a, "amount")))
        .filter(
            "ip4_hex", "delimiter?", (v, a, e) -> AddressFilters.hex(v, a.text("delimiter", "")))
        .filter("nthhost", "query?", (v, a, e) -> AddressFilters.nthHost(v, a.integer("query", 0)))
        .filter(
            "next_nth_usable",
            "offset",
            (v, a, e) -> AddressFilters.nthUsable(v, number(a, "offset")))
        .filter(
            "previous_nth_usable",
            "offset",
            (v, a, e) -> AddressFilters.nthUsable(v, -number(a, "offset")))
        .filter(
            "ipsubnet",
            "query? index?",
            (v, a, e) ->
                SubnetFilters.subnet(
                    v,
                    a.text("query", ""),
                    a.has("index") ? Optional.of((long) a.integer("index")) : Optional.empty()))
        .filter(
            "network_in_network",
            "test",
            (v, a, e) -> Value.of(SubnetFilters.within(v, a.value("test"), false)))
        .filter(
            "network_in_usable",
            "test",
            (v, a, e) -> Value.of(SubnetFilters.within(v, a.value("test"), true)))
        .filter(
            "reduce_on_network",
            "network",
            (v, a, e) -> SubnetFilters.reduce(Inputs.items(v), a.value("network")))
        .filter("cidr_merge", "action?", (v, a, e) -> merge(v, a.text("action", "merge")))
        .filter(
            "hwaddr",
            "query?",
            (v, a, e) -> HardwareAddress.query(v, a.text("query", ""), "hwaddr"))
        .filter(
            "macaddr",
            "query?",
            (v, a, e) -> HardwareAddress.query(v, a.text("query", ""), "macaddr"))
        .filter(
            "slaac", "query?", (v, a, e) -> HardwareAddress.slaac(v, a.or("query", Value.FALSE)));
    tests(library);
  }

  private static void tests(Library.Builder library) {
    library
        .test("ip", "", (v, a, e) -> NetworkTests.network(v).isPresent())
        .test("ipv4", "", (v, a, e) -> NetworkTests.network(v, 4).isPresent())
        .test("ipv6", "", (v, a, e) -> NetworkTests.network(v, 6).isPresent())
        .test("ip_address", "", (v, a, e) -> NetworkTests.address(v).isPresent())
        .test("ipv4_address", "", (v, a, e) -> NetworkTests.address(v, 4).isPresent())
        .test("ipv6_address", "", (v, a, e) -> NetworkTests.address(v, 6).isPresent())
        .test("in_network", "network", (v, a, e) -> NetworkTests.in(v, a.value("network")))
        .test("subnet_of", "network_b", (v, a, e) -> NetworkTests.in(v, a.value("network_b")))
        .test("supernet_of", "network_b", (v, a, e) -> NetworkTests.in(a.value("network_b"), v))
        .test(
            "in_any_network",
            "networks",
            (v, a, e) ->
                Inputs.items(a.value("networks")).stream().anyMatch(n -> NetworkTests.in(v, n)))
        .test(
            "in_one_network",
            "networks",
            (v, a, e) ->
                Inputs.items(a.value("networks")).stream()
                        .filter(n -> NetworkTests.in(v, n))
                        .count()
                    == 1)
        .test(
            "private",
            "",
            (v, a, e) -> NetworkTests.address(v).filter(n -> !Reach.isGlobal(n)).isPresent())
        .test(
            "public", "", (v, a, e) -> NetworkTests.address(v).filter(Reach::isGlobal).isPresent())
        .test("mac", "", (v, a, e) -> HardwareAddress.parse(v).isPresent())
        .test(
            "loopback",
            "",
            (v, a, e) -> NetworkTests.address(v).filter(Reach::isLoopback).isPresent())
        .test(
            "multicast",
            "",
            (v, a, e) -> NetworkTests.address(v).filter(Reach::isMulticast).isPresent());
  }

  private static Value query(Arguments a) {
    return a.or("query", new Value.Text(""));
  }

  private static long number(Arguments a, String name) {
    if (a.value(name) instanceof Value.Int i) {
      return i.value();
    }
    throw EvaluationException.of(
        "You must pass an integer for arithmetic; "
            + Inputs.text(a.value(name))
            + " is not a valid integer");
  }

  private static Value merge(Value v, String action) {
    return switch (action) {
      case "merge" -> SubnetFilters.merge(Inputs.items(v));
      case "span" -> SubnetFilters.span(Inputs.items(v));
      default -> throw EvaluationException.of("cidr_merge: invalid action '" + action + "'");
    };
  }
}
