package dev.play.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A server's addresses, told apart as OpenStack's own tools do: the one that its owner calls the
 * way in ({@code accessIPv4}), floating ones, and among the fixed ones those that are nobody's
 * private ones (RFC 1918, RFC 6598, RFC 4193).
 */
record Addresses(
    Optional<String> publicV4,
    Optional<String> publicV6,
    Optional<String> privateV4,
    Optional<String> privateV6) {
  private static final Pattern PRIVATE_V4 =
      Pattern.compile(
          "10\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|169\\.254\\..*"
              + "|100\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])\\..*|127\\..*");
  private static final Pattern PRIVATE_V6 = Pattern.compile("(?i)f[cd].*|fe[89ab].*|::1");

  private record Address(String text, int version, boolean floating) {
    boolean isPrivate() {
      return (version == 6 ? PRIVATE_V6 : PRIVATE_V4).matcher(text).matches();
    }
  }

  static Addresses of(JsonNode server) {
    List<Address> all = new ArrayList<>();
    for (JsonNode network : server.path("addresses")) {
      for (JsonNode one : network) {
        all.add(
            new Address(
                one.path("addr").asText(),
                one.path("version").asInt(4),
                one.path("OS-EXT-IPS:type").asText("fixed").equals("floating")));
      }
    }
    return new Addresses(
        text(server, "accessIPv4").or(() -> outside(all, 4)),
        text(server, "accessIPv6").or(() -> outside(all, 6)),
        inside(all, 4),
        inside(all, 6));
  }

  private static Optional<String> outside(List<Address> all, int version) {
    Optional<Address> floating =
        all.stream().filter(a -> a.version() == version && a.floating()).findFirst();
    return floating
        .or(() -> all.stream().filter(a -> a.version() == version && !a.isPrivate()).findFirst())
        .map(Address::text);
  }

  /** A fixed one, those of private ranges first. */
  private static Optional<String> inside(List<Address> all, int version) {
    List<Address> fixed =
        all.stream().filter(a -> a.version() == version && !a.floating()).toList();
    return fixed.stream()
        .filter(Address::isPrivate)
        .findFirst()
        .or(() -> fixed.stream().findFirst())
        .map(Address::text);
  }

  private static Optional<String> text(JsonNode server, String field) {
    return Optional.of(server.path(field).asText("")).filter(t -> !t.isEmpty());
  }

  /** Where to connect. */
  Optional<String> way(boolean inside) {
    Optional<String> inner = privateV4.or(() -> privateV6);
    return inside ? inner : publicV4.or(() -> publicV6);
  }
}
