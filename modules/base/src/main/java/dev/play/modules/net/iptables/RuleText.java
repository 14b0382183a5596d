package dev.play.modules.net.iptables;

import dev.play.modules.net.Iptables;
import dev.play.value.Value;
import java.util.List;

/** A rule as iptables(8) takes it, its words in the order in which Ansible gives them. */
public final class RuleText {
  private RuleText() {}

  /** What a packet has to be, and what becomes of it. */
  public static List<String> of(Iptables.Args args) {
    return third(args, second(args, first(args))).words();
  }

  private static RuleWords first(Iptables.Args args) {
    RuleWords words =
        new RuleWords()
            .option("-p", args.protocol())
            .option("-s", args.source())
            .option("-d", args.destination())
            .each("-m", args.match());
    args.tcpFlags()
        .ifPresent(f -> words.plain("--tcp-flags", flags(f, "flags"), flags(f, "flags_set")));
    return words
        .option("-j", args.jump())
        .option(
            "--gateway",
            args.jump().filter(j -> j.equalsIgnoreCase("tee")).flatMap(j -> args.gateway()))
        .option("--log-prefix", args.logPrefix())
        .option("--log-level", args.logLevel())
        .option("--to-destination", args.toDestination())
        .match("multiport", !args.destinationPorts().isEmpty())
        .list("--dports", args.destinationPorts())
        .option("--to-source", args.toSource())
        .option("-g", args.goTo())
        .option("-i", args.inInterface())
        .option("-o", args.outInterface())
        .option("-f", args.fragment())
        .option("-c", args.setCounters());
  }

  private static RuleWords second(Iptables.Args args, RuleWords words) {
    words
        .option("--source-port", args.sourcePort())
        .option("--destination-port", args.destinationPort())
        .option("--to-ports", args.toPorts())
        .option("--set-dscp", args.setDscpMark())
        .option("--set-dscp-class", args.setDscpMarkClass());
    switch (args.syn()) {
      case IGNORE -> {}
      case MATCH -> words.plain("--syn");
      case NEGATE -> words.plain("!", "--syn");
    }
    boolean old = args.match().contains("state") && !args.match().contains("conntrack");
    return words
        .match(
            "conntrack", !args.ctstate().isEmpty() && !old && !args.match().contains("conntrack"))
        .list(old ? "--state" : "--ctstate", args.ctstate())
        .match(
            "iprange",
            (args.srcRange().isPresent() || args.dstRange().isPresent())
                && !args.match().contains("iprange"))
        .option("--src-range", args.srcRange())
        .option("--dst-range", args.dstRange());
  }

  private static RuleWords third(Iptables.Args args, RuleWords words) {
    words
        .match("set", args.matchSet().isPresent() && !args.match().contains("set"))
        .option("--match-set", args.matchSet());
    args.matchSetFlags().ifPresent(words::plain);
    return words
        .match("limit", args.limit().isPresent() || args.limitBurst().isPresent())
        .option("--limit", args.limit())
        .option("--limit-burst", args.limitBurst())
        .match("owner", args.uidOwner().isPresent() || args.gidOwner().isPresent())
        .option("--uid-owner", args.uidOwner())
        .option("--gid-owner", args.gidOwner())
        .option("--reject-with", args.rejectWith())
        .option(
            args.ipVersion() == Iptables.IpVersion.IPV6 ? "--icmpv6-type" : "--icmp-type",
            args.icmpType())
        .match("comment", args.comment().isPresent())
        .option("--comment", args.comment());
  }

  private static String flags(Value.Dict flags, String name) {
    return switch (flags.get(name).orElse(Value.EMPTY_SEQUENCE)) {
      case Value.Sequence s ->
          String.join(
              ",",
              s.items().stream().map(v -> v instanceof Value.Text(String t) ? t : "").toList());
      case Value.Text(String text) -> text;
      default -> throw new IllegalArgumentException("tcp_flags wants lists of flags");
    };
  }
}
