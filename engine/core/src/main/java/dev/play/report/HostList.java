package dev.play.report;

import dev.play.host.HostName;
import java.util.List;
import java.util.stream.Collectors;

/** Many hosts' names in little room. */
final class HostList {
  private static final int SHOWN = 5;

  private HostList() {}

  static String of(List<HostName> hosts) {
    String first =
        hosts.stream().limit(SHOWN).map(HostName::name).collect(Collectors.joining(", "));
    return hosts.size() <= SHOWN ? first : first + ", and " + (hosts.size() - SHOWN) + " more";
  }
}
