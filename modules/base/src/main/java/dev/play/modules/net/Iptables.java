package dev.play.modules.net;

import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.net.iptables.Calls;
import dev.play.modules.net.iptables.RuleText;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Single rules, chains and policies of the running kernel's packet filter (iptables(8)). Options
 * and results as in {@code ansible.builtin.iptables}.
 */
@ModuleDoc(
    name = "iptables",
    also = "ansible.builtin.iptables",
    summary = "Adds and removes rules and chains of the running packet filter.",
    example = "iptables: {chain: INPUT, protocol: tcp, destination_port: 80, jump: ACCEPT}",
    mutuallyExclusive = {"set_dscp_mark,set_dscp_mark_class", "flush,policy"},
    requiredIf = {"jump,TEE,gateway", "jump,tee,gateway", "flush,false,chain"},
    notes =
        "Rules are lost at a reboot unless they are saved; the module firewall keeps its own and"
            + " cannot lock you out.")
public final class Iptables implements Module<Iptables.Args> {

  /** The arguments. */
  public record Args(
      @Param(value = "the table", def = "filter") Table table,
      @Param(value = "whether the rule or chain is to be there", def = "present") State state,
      @Param(value = "where a new rule goes", def = "append") Action action,
      @Param("with insert: before the rule of this number") Optional<String> ruleNum,
      @Param(value = "which filter", def = "ipv4") IpVersion ipVersion,
      @Param("the chain") Optional<String> chain,
      @Param("tcp, udp, icmp, ...; all is any; ! inverts, as everywhere here")
          Optional<String> protocol,
      @Param("address, network or host name") Optional<String> source,
      @Param("address, network or host name") Optional<String> destination,
      @Param("flags: those looked at, flags_set: those that must be set")
          Optional<Value.Dict> tcpFlags,
      @Param(value = "extensions that test further", def = "") List<String> match,
      @Param("the target") Optional<String> jump,
      @Param("with TEE: where the copy goes") Optional<String> gateway,
      @Param("with LOG: what each line starts with") Optional<String> logPrefix,
      @Param(
              value = "with LOG: the level",
              choices = {
                "0", "1", "2", "3", "4", "5", "6", "7", "emerg", "alert", "crit", "error",
                "warning", "notice", "info", "debug"
              })
          Optional<String> logLevel,
      @Param(value = "a chain to go on in, without coming back", name = "goto")
          Optional<String> goTo,
      @Param("the interface it came in by; + at the end is any") Optional<String> inInterface,
      @Param("the interface it goes out by") Optional<String> outInterface,
      @Param("further fragments only") Optional<String> fragment,
      @Param("packets and bytes that the counters start with") Optional<String> setCounters,
      @Param("port or first:last") Optional<String> sourcePort,
      @Param("port or first:last") Optional<String> destinationPort,
      @Param(value = "several ports", def = "") List<String> destinationPorts,
      @Param("with REDIRECT and MASQUERADE: the new ports") Optional<String> toPorts,
      @Param("with DNAT: the new destination") Optional<String> toDestination,
      @Param("with SNAT: the new source") Optional<String> toSource,
      @Param(value = "the first packet of a connection, or any other", def = "ignore") Syn syn,
      @Param("with DSCP: the mark") Optional<String> setDscpMark,
      @Param("with DSCP: the class") Optional<String> setDscpMarkClass,
      @Param("a remark, kept with the rule") Optional<String> comment,
      @Param(value = "connection states", def = "") List<String> ctstate,
      @Param("first-last") Optional<String> srcRange,
      @Param("first-last") Optional<String> dstRange,
      @Param("a set made by ipset") Optional<String> matchSet,
      @Param(
              value = "which part of the packet is looked for in the set",
              choices = {"src", "dst", "src,dst", "dst,src", "src,src", "dst,dst"})
          Optional<String> matchSetFlags,
      @Param("average matches, for example 5/minute") Optional<String> limit,
      @Param("matches before that counts") Optional<String> limitBurst,
      @Param("user that sends") Optional<String> uidOwner,
      @Param("group that sends") Optional<String> gidOwner,
      @Param("the answer; implies jump: REJECT") Optional<String> rejectWith,
      @Param("kind of ICMP message") Optional<String> icmpType,
      @Param(value = "empty the chain, or all chains", def = "false") boolean flush,
      @Param(
              value = "what becomes of the rest, in a built-in chain",
              choices = {"ACCEPT", "DROP", "QUEUE", "RETURN"})
          Optional<String> policy,
      @Param(value = "seconds to wait for the lock", name = "wait") Optional<String> waitFor,
      @Param(value = "make and remove the chain itself", def = "false") boolean chainManagement,
      @Param(value = "list without looking up names", def = "false") boolean numeric) {
    /** Whether the first packet of a connection is meant. */
    public enum Syn {
      IGNORE,
      MATCH,
      NEGATE
    }

    /** The kernel's tables. */
    public enum Table {
      FILTER,
      NAT,
      MANGLE,
      RAW,
      SECURITY
    }

    public Args {
      if (chain.isPresent() && (chain.get().startsWith("-") || chain.get().isBlank())) {
        throw new IllegalArgumentException("not a chain: '" + chain.get() + "'");
      }
      Calls.requireWords(ruleNum, fragment, waitFor);
      if (logPrefix.isPresent() || logLevel.isPresent()) {
        if (jump.isEmpty()) {
          jump = Optional.of("LOG");
        } else if (!jump.get().equals("LOG")) {
          throw new IllegalArgumentException(
              "Logging options can only be used with the LOG jump target.");
        }
      }
      if (jump.isEmpty() && rejectWith.isPresent()) {
        jump = Optional.of("REJECT");
      }
    }

    /** What a packet has to be, and what becomes of it. */
    public List<String> rule() {
      return RuleText.of(this);
    }
  }

  /** Whether something is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  /** Where a new rule goes. */
  public enum Action {
    APPEND,
    INSERT
  }

  /** Which of the two filters. */
  public enum IpVersion {
    IPV4,
    IPV6
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Calls.RULES);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    String tool = Calls.call(args, "-S").getFirst();
    if (host.known(new Probe.Tool(tool)).isEmpty()) {
      throw new ModuleFailure("Failed to find required executable \"" + tool + "\"");
    }
    List<Effect> effects = new ArrayList<>();
    if (args.flush()) {
      flush(args, host, effects);
    } else if (args.policy().isPresent()) {
      policy(args, args.policy().get(), host, effects);
    } else if (args.chainManagement() && args.rule().isEmpty()) {
      chain(args, host, effects);
    } else {
      rule(args, host, effects);
    }
    return Plan.change(effects, result(args));
  }

  private static TaskResult result(Args args) {
    return TaskResult.of(
        "ip_version",
        args.ipVersion().name().toLowerCase(Locale.ROOT),
        "table",
        args.table().name().toLowerCase(Locale.ROOT),
        "chain",
        args.chain(),
        "flush",
        args.flush(),
        "rule",
        String.join(" ", args.rule()),
        "state",
        args.state() == State.PRESENT ? "present" : "absent",
        "chain_management",
        args.chainManagement());
  }

  private static void flush(Args args, HostView host, List<Effect> effects) {
    CommandOutput rules = Calls.ask(host, Calls.call(args, "-S"));
    if (!rules.ok()) {
      throw new ModuleFailure(rules.err().strip());
    }
    if (rules.out().lines().anyMatch(l -> l.startsWith("-A "))) {
      String what = args.chain().map(c -> "chain " + c).orElse("all chains");
      effects.add(Calls.run(Calls.call(args, "-F"), "empty " + what));
    }
  }

  private static void policy(Args args, String wanted, HostView host, List<Effect> effects) {
    if (!Calls.policy(args, host).equals(wanted)) {
      String chain = args.chain().orElse("");
      effects.add(
          Calls.run(
              Calls.call(args, "-P", wanted), "set the policy of " + chain + " to " + wanted));
    }
  }

  private static void chain(Args args, HostView host, List<Effect> effects) {
    boolean wanted = args.state() == State.PRESENT;
    if (Calls.chainIsThere(args, host) != wanted) {
      String name = args.chain().orElse("");
      effects.add(
          Calls.run(
              Calls.call(args, wanted ? "-N" : "-X"),
              (wanted ? "make chain " : "remove chain ") + name));
    }
  }

  private static void rule(Args args, HostView host, List<Effect> effects) {
    boolean wanted = args.state() == State.PRESENT;
    if (args.chainManagement() && wanted && !Calls.chainIsThere(args, host)) {
      effects.add(Calls.run(Calls.call(args, "-N"), "make chain " + args.chain().orElse("")));
    }
    List<String> check = Calls.ruleCall(args, "-C");
    if (Calls.ask(host, check).ok() == wanted) {
      return;
    }
    String what = "rule " + String.join(" ", args.rule());
    if (!wanted) {
      effects.add(Calls.run(Calls.ruleCall(args, "-D"), "remove " + what));
    } else {
      boolean insert = args.action() == Action.INSERT;
      List<String> argv =
          !insert
              ? Calls.ruleCall(args, "-A")
              : args.ruleNum().isPresent()
                  ? Calls.ruleCall(args, "-I", args.ruleNum().get())
                  : Calls.ruleCall(args, "-I");
      effects.add(
          Calls.run(argv, (insert ? "insert " : "add ") + what)
              .predicting(
                  new Effect.Prediction<>(
                      Probe.Query.of(Set.of(Calls.RULES), check),
                      new CommandOutput(0, Blob.of(""), Blob.of("")))));
    }
  }
}
