package dev.play.modules.net;

import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The firewall firewalld. Options and results as in {@code ansible.posix.firewalld}. */
@ModuleDoc(
    name = "firewalld",
    also = "ansible.posix.firewalld",
    summary = "Opens and closes the firewall firewalld.",
    example = "firewalld: {service: https, permanent: true, immediate: true, state: enabled}",
    mutuallyExclusive =
        "icmp_block,icmp_block_inversion,service,protocol,port,port_forward,rich_rule,interface,forward,masquerade,source,target",
    notes = {
      "Neither Python's firewall package nor D-Bus is used: firewall-cmd, or firewall-offline-cmd.",
      "A rich rule is there when firewalld says so of its text.",
      "What could lock us out at once is proved by a new connection; where none comes, firewalld is stopped."
    })
public final class Firewalld implements Module<Firewalld.Args> {
  private static final String ADDRESS = "[0-9A-Fa-f.:]+(/[0-9.]+)?|ipset:[A-Za-z0-9_.:-]+";

  /** The arguments. */
  public record Args(
      @Param("whether it is let through; of a zone itself, whether it is there") State state,
      @Param("a service that firewalld knows") Optional<String> service,
      @Param("a protocol") Optional<String> protocol,
      @Param("a port or range with its protocol: 80/tcp, 160-162/udp") Optional<String> port,
      @Param("one port passed on: {port, proto, toport, toaddr}")
          Optional<List<Value.Dict>> portForward,
      @Param("a rule in firewalld's language") Optional<String> richRule,
      @Param("an address or network that belongs to the zone") Optional<String> source,
      @Param(value = "an interface that belongs to the zone", name = "interface")
          Optional<String> iface,
      @Param("a kind of ICMP that is blocked") Optional<String> icmpBlock,
      @Param("block all but the blocked ICMP") Optional<Boolean> icmpBlockInversion,
      @Param("the zone; the default one when not given") Optional<String> zone,
      @Param(value = "in the configuration", def = "false") boolean permanent,
      @Param(value = "now; so without permanent", def = "false") boolean immediate,
      @Param(value = "seconds until it ends, of what is not permanent", def = "0") int timeout,
      @Param("pass on within the zone") Optional<Boolean> forward,
      @Param("hide addresses behind the host's own") Optional<Boolean> masquerade,
      @Param(value = "change the configuration though firewalld does not run", def = "false")
          boolean offline,
      @Param(
              value = "what becomes of packets that nothing is said of",
              choices = {"default", "ACCEPT", "DROP", "%%REJECT%%"})
          Optional<String> target) {
    public Args {
      matching("service", service, "[A-Za-z0-9][A-Za-z0-9_.-]*");
      matching("protocol", protocol, "[A-Za-z0-9][A-Za-z0-9_.+-]*");
      matching("icmp_block", icmpBlock, "[A-Za-z0-9][A-Za-z0-9-]*");
      matching("zone", zone, "[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9_-]+)?");
      matching("source", source, ADDRESS);
      matching("interface", iface, "[A-Za-z0-9_][A-Za-z0-9_.:@+-]*");
      matching("rich_rule", richRule, "rule[^\\p{Cntrl}]*");
      if (port.filter(p -> !p.contains("/")).isPresent()) {
        throw new IllegalArgumentException("improper port format (missing protocol?)");
      }
      matching("port", port, "\\d{1,5}(-\\d{1,5})?/(tcp|udp|sctp|dccp)");
      portForward.ifPresent(Args::checkForward);
      if (iface.isPresent() && zone.isEmpty()) {
        throw new IllegalArgumentException("missing parameter(s) required by 'interface': zone");
      }
      if (target.isPresent() && zone.isEmpty()) {
        throw new IllegalArgumentException("missing parameter(s) required by 'target': zone");
      }
      if (source.isPresent() && !permanent && zone.isEmpty()) {
        throw new IllegalArgumentException("missing parameter(s) required by 'source': permanent");
      }
      boolean one =
          Stream.of(
                  service,
                  protocol,
                  port,
                  portForward,
                  richRule,
                  source,
                  iface,
                  icmpBlock,
                  icmpBlockInversion,
                  forward,
                  masquerade)
              .anyMatch(Optional::isPresent);
      if (!one && target.isEmpty() && (zone.isEmpty() || !state.isOfZones())) {
        throw new IllegalArgumentException("nothing to do: no service, port or other is given");
      }
      if (one && state.isOfZones()) {
        throw new IllegalArgumentException(
            "absent and present state can only be used in zone level operations");
      }
      if ((!one || target.isPresent()) && (!permanent || immediate)) {
        throw new IllegalArgumentException(
            "Zone operations must be permanent. Make sure you didn't set the 'permanent' flag to"
                + " 'false' or the 'immediate' flag to 'true'.");
      }
    }

    private static void matching(String option, Optional<String> value, String pattern) {
      if (value.filter(v -> !v.matches(pattern)).isPresent()) {
        throw new IllegalArgumentException(option + ": not one: '" + value.get() + "'");
      }
    }

    private static void checkForward(List<Value.Dict> forwards) {
      if (forwards.size() != 1) {
        throw new IllegalArgumentException("Only one port forward supported at a time");
      }
      Value.Dict one = forwards.getFirst();
      for (Value name : one.entries().keySet()) {
        if (!Set.of("port", "proto", "toport", "toaddr").contains(word(Optional.of(name)))) {
          throw new IllegalArgumentException("port_forward has no " + word(Optional.of(name)));
        }
      }
      matching("port", Optional.of(word(one.get("port"))), "\\d{1,5}(-\\d{1,5})?");
      matching("proto", Optional.of(word(one.get("proto"))), "tcp|udp|sctp|dccp");
      matching("toport", Optional.of(word(one.get("toport"))), "\\d{1,5}(-\\d{1,5})?");
      matching("toaddr", Optional.of(word(one.get("toaddr"))), "[0-9A-Fa-f.:]*");
    }

    private static String word(Optional<Value> value) {
      return switch (value.orElse(new Value.Text(""))) {
        case Value.Text(String text) -> text;
        case Value.Int(long number) -> Long.toString(number);
        default -> "?";
      };
    }

    /** Whether it is to be there: what is switched off when enabled is switched on. */
    boolean enables() {
      boolean on = state == State.ENABLED || state == State.PRESENT;
      return Stream.of(icmpBlockInversion, forward, masquerade)
              .flatMap(Optional::stream)
              .findFirst()
              .orElse(true)
          == on;
    }

    /** What is asked for: the kind of firewalld's own list, its option, the value. */
    FirewalldPlan.Item item() {
      List<FirewalldPlan.Item> all = new ArrayList<>();
      service.ifPresent(v -> all.add(new FirewalldPlan.Item("services", "service", v)));
      protocol.ifPresent(v -> all.add(new FirewalldPlan.Item("protocols", "protocol", v)));
      port.ifPresent(v -> all.add(new FirewalldPlan.Item("ports", "port", v)));
      source.ifPresent(v -> all.add(new FirewalldPlan.Item("sources", "source", v)));
      iface.ifPresent(v -> all.add(new FirewalldPlan.Item("interfaces", "interface", v)));
      icmpBlock.ifPresent(v -> all.add(new FirewalldPlan.Item("icmp-blocks", "icmp-block", v)));
      richRule.ifPresent(v -> all.add(new FirewalldPlan.Item("rich-rules", "rich-rule", v)));
      portForward.ifPresent(
          f ->
              all.add(new FirewalldPlan.Item("forward-ports", "forward-port", text(f.getFirst()))));
      masquerade.ifPresent(v -> all.add(FirewalldPlan.Item.flag("masquerade")));
      forward.ifPresent(v -> all.add(FirewalldPlan.Item.flag("forward")));
      icmpBlockInversion.ifPresent(v -> all.add(FirewalldPlan.Item.flag("icmp-block-inversion")));
      target.ifPresent(v -> all.add(new FirewalldPlan.Item("target", "target", v)));
      return all.isEmpty() ? new FirewalldPlan.Item("zone", "zone", "") : all.getFirst();
    }

    private static String text(Value.Dict one) {
      return "port=%s:proto=%s:toport=%s:toaddr=%s"
          .formatted(
              word(one.get("port")),
              word(one.get("proto")),
              word(one.get("toport")),
              word(one.get("toaddr")));
    }

    String wanted() {
      return state.name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether it is let through. */
  public enum State {
    ENABLED,
    DISABLED,
    PRESENT,
    ABSENT;

    boolean isOfZones() {
      return this == PRESENT || this == ABSENT;
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return FirewalldPlan.TOUCHED;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    return new FirewalldPlan(args, host).plan();
  }
}
