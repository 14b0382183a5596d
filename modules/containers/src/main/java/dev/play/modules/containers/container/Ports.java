package dev.play.modules.containers.container;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Ports of a container that the host answers for. */
final class Ports {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?:(?:(\\[[0-9a-fA-F:]+\\]|\\d+\\.\\d+\\.\\d+\\.\\d+):)?(\\d*(?:-\\d+)?):)?(\\d+)(?:-(\\d+))?(?:/(tcp|udp|sctp))?");

  private Ports() {}

  /**
   * One publication as docker's client writes it.
   *
   * @throws IllegalArgumentException where it is none
   */
  static Matcher parsed(String text) {
    Matcher m = WRITTEN.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("not a port to publish: '" + text + "'");
    }
    return m;
  }

  /** As {@code ADDRESS:PORT->PORT/PROTOCOL}; an address of all is none, a free port is 0. */
  static Set<String> wanted(List<String> published) {
    Set<String> out = new LinkedHashSet<>();
    for (String each : published) {
      Matcher m = parsed(each);
      String address = plain(m.group(1) == null ? "" : m.group(1).replaceAll("[\\[\\]]", ""));
      String host = m.group(2) == null ? "" : m.group(2);
      int first = Integer.parseInt(m.group(3));
      int last = m.group(4) == null ? first : Integer.parseInt(m.group(4));
      String protocol = m.group(5) == null ? "tcp" : m.group(5);
      boolean range = host.contains("-") && last > first;
      int start = host.isEmpty() ? 0 : Integer.parseInt(host.replaceFirst("-.*", ""));
      for (int port = first; port <= last; port++) {
        String at = range ? Integer.toString(start + port - first) : host.isEmpty() ? "0" : host;
        out.add(address + ":" + at + "->" + port + "/" + protocol);
      }
    }
    return out;
  }

  /** The same of what docker tells. */
  static Stream<String> actual(JsonNode container) {
    List<String> out = new ArrayList<>();
    container
        .at("/HostConfig/PortBindings")
        .fields()
        .forEachRemaining(
            e ->
                e.getValue()
                    .forEach(
                        b -> {
                          String port = b.path("HostPort").asText();
                          out.add(
                              plain(b.path("HostIp").asText())
                                  + ":"
                                  + (port.isEmpty() ? "0" : port)
                                  + "->"
                                  + e.getKey());
                        }));
    return out.stream();
  }

  private static String plain(String address) {
    return address.equals("0.0.0.0") ? "" : address;
  }
}
