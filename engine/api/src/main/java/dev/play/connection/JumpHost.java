package dev.play.connection;

import dev.play.host.HostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A bastion as ProxyJump of ssh_config(5) names it: {@code [user@]host[:port]}, {@code
 * ssh://[user@]host[:port]}.
 */
public record JumpHost(Optional<String> user, String host, Optional<Integer> port) {
  /**
   * Those of a list with commas; none where it says {@code none}.
   *
   * @throws HostException where one has no name, or its port is not a number
   */
  public static List<JumpHost> list(String text) {
    List<JumpHost> hosts = new ArrayList<>();
    if (!text.strip().equalsIgnoreCase("none")) {
      for (String one : text.split(",")) {
        hosts.add(of(one));
      }
    }
    return List.copyOf(hosts);
  }

  /** Those before a host: one that is in the list itself is reached through these only. */
  public static List<JumpHost> before(List<JumpHost> hosts, String name) {
    return hosts.stream().takeWhile(one -> !one.host().equals(name)).toList();
  }

  private static JumpHost of(String text) {
    String rest = text.strip().replaceFirst("^ssh://", "");
    int at = rest.lastIndexOf('@');
    Optional<String> user = at < 0 ? Optional.empty() : Optional.of(rest.substring(0, at));
    String place = rest.substring(at + 1);
    int bracket = place.indexOf(']');
    int colon = bracket >= 0 ? place.indexOf(':', bracket) : place.lastIndexOf(':');
    if (bracket < 0 && colon != place.indexOf(':')) {
      colon = -1;
    }
    Optional<Integer> port =
        colon < 0 ? Optional.empty() : Optional.of(number(place.substring(colon + 1), text));
    String host = colon < 0 ? place : place.substring(0, colon);
    String name = host.replaceAll("[\\[\\]]", "");
    if (name.isBlank()) {
      throw new HostException("ProxyJump '" + text.strip() + "' names no host");
    }
    return new JumpHost(user, name, port);
  }

  private static int number(String port, String text) {
    try {
      return Integer.parseInt(port.strip());
    } catch (NumberFormatException e) {
      throw new HostException(
          "the port of ProxyJump " + text + " is '" + port + "', which is not a number", false, e);
    }
  }
}
