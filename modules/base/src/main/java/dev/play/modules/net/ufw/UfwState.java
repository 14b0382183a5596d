package dev.play.modules.net.ufw;

import dev.play.host.CommandOutput;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ufw is like (ufw(8)).
 *
 * @param status what {@code ufw status verbose} says
 */
public record UfwState(String status) {
  /** All that ufw changes. */
  public static final Set<Resource> TOUCHED =
      Set.of(
          Resource.topic("ufw"),
          Resource.topic("iptables"),
          Resource.topic("nftables"),
          Resource.tree("/etc/ufw"),
          Resource.path(HostPath.of("/etc/default/ufw")));

  private static final Set<Resource> ABOUT =
      Set.of(
          Resource.topic("ufw"),
          Resource.tree("/etc/ufw"),
          Resource.path(HostPath.of("/etc/default/ufw")),
          Resource.PACKAGE_SET);

  private static final Pattern NUMBERED = Pattern.compile("\\[ *(\\d+)\\] .*");

  /** Asks for it. */
  public static UfwState of(HostView host) {
    if (host.known(new Probe.Tool("ufw")).isEmpty()) {
      throw new ModuleFailure(
          "Failed to find required executable \"ufw\": install the package ufw");
    }
    return new UfwState(asked(host, List.of("status", "verbose")).strip());
  }

  private static String asked(HostView host, List<String> words) {
    List<String> argv = new ArrayList<>(List.of("ufw"));
    argv.addAll(words);
    CommandOutput output = host.known(Probe.Query.of(ABOUT, argv));
    if (!output.ok()) {
      throw new ModuleFailure((output.err() + output.out()).strip());
    }
    return output.out();
  }

  public boolean isActive() {
    return status.lines().anyMatch(l -> l.equals("Status: active"));
  }

  /** Whether a rule is new to it, or gone from it, by ufw's own word. */
  public static boolean differs(HostView host, List<String> rule) {
    List<String> words = new ArrayList<>(List.of("--dry-run"));
    words.addAll(rule);
    String told = asked(host, words);
    if (told.lines().noneMatch(l -> l.startsWith("*filter"))) {
      return !told.lines()
          .filter(l -> !l.isBlank())
          .allMatch(l -> l.startsWith("Skipping ") || l.startsWith("Could not delete"));
    }
    // Without doing it, ufw shows what its files would hold, also where that is what they hold.
    for (String family : told.split("(?m)^\\*filter$")) {
      String file = family.contains(":ufw6-user-") ? "user6.rules" : "user.rules";
      if (family.contains("-user-input")
          && !rules(family).equals(rules(text(host, "/etc/ufw/" + file)))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> rules(String file) {
    return file.lines().filter(l -> l.startsWith("### tuple ###")).map(String::strip).toList();
  }

  private static String text(HostView host, String file) {
    return host.known(Probe.ContentOf.of(HostPath.of(file))).map(b -> b.text()).orElse("");
  }

  /**
   * The number that a rule gets.
   *
   * @param to {@code first-ipv4} and the like
   * @return empty for the end of the list
   */
  public static Optional<Integer> position(HostView host, int number, String to) {
    if (to.equals("zero")) {
      return Optional.of(number);
    }
    int last = 0;
    int ipv4 = 0;
    for (String line : asked(host, List.of("status", "numbered")).lines().toList()) {
      Matcher m = NUMBERED.matcher(line);
      if (m.matches()) {
        last = Math.max(last, Integer.parseInt(m.group(1)));
        ipv4 = line.contains("(v6)") ? ipv4 : Math.max(ipv4, Integer.parseInt(m.group(1)));
      }
    }
    int from =
        switch (to) {
          case "last-ipv4" -> Math.max(1, ipv4);
          case "first-ipv6" -> ipv4 + 1;
          case "last-ipv6" -> last > ipv4 ? last : last + 1;
          default -> 1;
        };
    return number + from > last ? Optional.empty() : Optional.of(number + from);
  }

  /**
   * The policy for a direction, as its own words call it.
   *
   * @param direction incoming, outgoing or routed
   */
  public static String policy(HostView host, String direction) {
    String name =
        switch (direction) {
          case "outgoing" -> "DEFAULT_OUTPUT_POLICY";
          case "routed" -> "DEFAULT_FORWARD_POLICY";
          default -> "DEFAULT_INPUT_POLICY";
        };
    return switch (setting(host, "/etc/default/ufw", name)) {
      case "ACCEPT" -> "allow";
      case "REJECT" -> "reject";
      default -> "deny";
    };
  }

  /** How much is logged: off, low, medium, high, full. */
  public static String logging(HostView host) {
    return setting(host, "/etc/ufw/ufw.conf", "LOGLEVEL");
  }

  private static String setting(HostView host, String file, String name) {
    Matcher m =
        Pattern.compile("(?m)^\\s*" + name + "\\s*=\\s*[\"']?([A-Za-z]*)")
            .matcher(text(host, file));
    String value = "";
    while (m.find()) {
      value = m.group(1);
    }
    return name.startsWith("DEFAULT") ? value : value.toLowerCase(Locale.ROOT);
  }
}
