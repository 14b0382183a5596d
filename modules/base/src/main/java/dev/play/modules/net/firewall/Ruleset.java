package dev.play.modules.net.firewall;

import java.util.List;
import java.util.Optional;

/**
 * The whole of our table in nft's language (nft(8)). Other tables, Docker's among them, are not
 * ours and stay as they are.
 *
 * @param table its name, in family inet
 * @param policy of what comes in and no rule mentions: accept or drop
 * @param forward policy of what passes through; empty leaves it alone (Docker minds its own)
 * @param filterPublished hold what is sent on to containers to the same rules: it passes through
 *     and never comes in, so that the rules above would not see it
 */
public record Ruleset(
    String table,
    List<Rule> rules,
    String policy,
    boolean allowPing,
    boolean allowEstablished,
    Optional<String> forward,
    boolean filterPublished) {
  public Ruleset {
    rules = List.copyOf(rules);
  }

  /** What the table is to hold. */
  public String definition() {
    StringBuilder out = new StringBuilder("table inet " + table + " {\n");
    out.append("\tchain input {\n");
    out.append("\t\ttype filter hook input priority filter; policy ").append(policy).append(";\n");
    if (allowEstablished) {
      line(out, "ct state established,related accept");
      line(out, "ct state invalid drop");
    }
    line(out, "iif \"lo\" accept");
    // Without neighbour discovery and path MTU answers IPv6 does not work at all (RFC 4890).
    line(
        out,
        "icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, parameter-problem, "
            + "nd-router-solicit, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert } accept");
    line(out, "icmp type { destination-unreachable, time-exceeded, parameter-problem } accept");
    if (allowPing) {
      line(out, "icmp type echo-request accept");
      line(out, "icmpv6 type echo-request accept");
    }
    rules.forEach(rule -> rule.lines().forEach(l -> line(out, l)));
    out.append("\t}\n");
    forwarded(out);
    return out.append("}\n").toString();
  }

  private void forwarded(StringBuilder out) {
    if (forward.isEmpty() && !filterPublished) {
      return;
    }
    out.append("\tchain forward {\n");
    out.append("\t\ttype filter hook forward priority filter; policy ")
        .append(forward.orElse("accept"))
        .append(";\n");
    line(out, "ct state established,related accept");
    if (filterPublished) {
      rules.forEach(rule -> rule.publishedLines().forEach(l -> line(out, l)));
      line(out, "ct status dnat " + policy);
    }
    out.append("\t}\n");
  }

  /** A file for {@code nft -f} that puts the table in place in one step, whatever was there. */
  public String file() {
    return replacing(table) + definition();
  }

  static String replacing(String table) {
    return "table inet " + table + "\ndelete table inet " + table + "\n";
  }

  private static void line(StringBuilder out, String text) {
    out.append("\t\t").append(text).append('\n');
  }
}
