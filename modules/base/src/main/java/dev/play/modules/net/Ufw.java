package dev.play.modules.net;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.net.ufw.UfwGuard;
import dev.play.modules.net.ufw.UfwState;
import dev.play.modules.net.ufw.UfwWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The firewall ufw (ufw(8)). Options and results as in {@code community.general.ufw}. */
@ModuleDoc(
    name = "ufw",
    also = "community.general.ufw",
    summary = "Sets rules and policies of ufw, and switches it on and off.",
    example = "ufw: {rule: allow, port: 22, proto: tcp}",
    requiredOneOf = "state,default,rule,logging",
    mutuallyExclusive = {
      "name,proto,logging",
      "direction,interface_in",
      "direction,interface_out",
      "interface,interface_in",
      "interface,interface_out"
    },
    notes = {
      "Whether a rule is there is ufw's own word, by --dry-run.",
      "What could lock us out is proved by a new connection; where none comes, ufw is disabled again."
    })
public final class Ufw implements Module<Ufw.Args> {
  /** The arguments. */
  public record Args(
      @Param("whether it is on; reloaded and reset are done in any case") Optional<State> state,
      @Param(
              value = "what becomes of packets that no rule is for",
              name = "default",
              aliases = "policy")
          Optional<Policy> policy,
      @Param(
              value = "of a rule: in or out; of a policy: incoming, outgoing or routed",
              choices = {"in", "incoming", "out", "outgoing", "routed"})
          Optional<String> direction,
      @Param(
              value = "how much is logged",
              choices = {"on", "off", "low", "medium", "high", "full"})
          Optional<String> logging,
      @Param("the number that a new rule gets") Optional<Integer> insert,
      @Param(
              value = "from where insert is counted",
              def = "zero",
              choices = {"first-ipv4", "first-ipv6", "last-ipv4", "last-ipv6", "zero"})
          String insertRelativeTo,
      @Param("what a rule does") Optional<Action> rule,
      @Param(value = "log connections that a rule is for", def = "false") boolean log,
      @Param(
              value = "where packets come from",
              aliases = {"from", "src"},
              def = "any")
          String fromIp,
      @Param("the port they come from") Optional<String> fromPort,
      @Param(
              value = "where they go",
              aliases = {"dest", "to"},
              def = "any")
          String toIp,
      @Param(value = "the port they go to", aliases = "port") Optional<String> toPort,
      @Param(
              value = "their protocol",
              aliases = "protocol",
              choices = {"any", "tcp", "udp", "ipv6", "esp", "ah", "gre", "igmp", "vrrp"})
          Optional<String> proto,
      @Param(value = "an application's profile", aliases = "app") Optional<String> name,
      @Param(value = "take the rule away", def = "false") boolean delete,
      @Param(value = "the interface, with direction", name = "interface", aliases = "if")
          Optional<String> iface,
      @Param(value = "the interface they come in by", aliases = "if_in")
          Optional<String> interfaceIn,
      @Param(value = "the interface they go out by", aliases = "if_out")
          Optional<String> interfaceOut,
      @Param(value = "a rule for what is passed on", def = "false") boolean route,
      @Param("a remark") Optional<String> comment) {
    public Args {
      UfwWords.address("from_ip", fromIp);
      UfwWords.address("to_ip", toIp);
      UfwWords.matching("from_port", fromPort, "[A-Za-z0-9][A-Za-z0-9:,_+.-]*");
      UfwWords.matching("to_port", toPort, "[A-Za-z0-9][A-Za-z0-9:,_+.-]*");
      for (Optional<String> one : List.of(iface, interfaceIn, interfaceOut)) {
        UfwWords.matching("interface", one, "!?[A-Za-z0-9_][A-Za-z0-9_.:@+-]*");
      }
      UfwWords.matching("name", name, "[A-Za-z0-9][^'\"\\p{Cntrl}]*");
      UfwWords.matching("comment", comment, "[^'\\p{Cntrl}]*");
      if (iface.isPresent() && direction.isEmpty()) {
        throw new IllegalArgumentException(
            "missing parameter(s) required by 'interface': direction");
      }
      if (rule.isPresent() && !direction.orElse("in").matches("in|out")) {
        throw new IllegalArgumentException(
            "For rules, direction must be one of \"in\" and \"out\", or direction must not be"
                + " specified.");
      }
      if (rule.isPresent() && !route && interfaceIn.isPresent() && interfaceOut.isPresent()) {
        throw new IllegalArgumentException(
            "Only route rules may combine interface_in and interface_out");
      }
      if (policy.isPresent() && !direction.orElse("routed").matches("incoming|outgoing|routed")) {
        throw new IllegalArgumentException(
            "For default, direction must be one of \"outgoing\", \"incoming\" and \"routed\", or"
                + " direction must not be specified.");
      }
    }

    /** The rule in ufw's words. */
    List<String> words(Optional<Integer> position) {
      List<String> out = new ArrayList<>();
      if (route) {
        out.add("route");
      }
      if (delete) {
        out.add("delete");
      }
      position.ifPresent(p -> out.addAll(List.of("insert", p.toString())));
      out.add(word(rule.orElseThrow()));
      direction.ifPresent(out::add);
      iface.ifPresent(i -> out.addAll(List.of("on", i)));
      interfaceIn.ifPresent(i -> out.addAll(List.of("in", "on", i)));
      interfaceOut.ifPresent(i -> out.addAll(List.of("out", "on", i)));
      if (log) {
        out.add("log");
      }
      out.addAll(List.of("from", fromIp));
      fromPort.ifPresent(p -> out.addAll(List.of("port", p)));
      out.addAll(List.of("to", toIp));
      toPort.ifPresent(p -> out.addAll(List.of("port", p)));
      proto.ifPresent(p -> out.addAll(List.of("proto", p)));
      name.ifPresent(n -> out.addAll(List.of("app", n)));
      comment.filter(c -> !delete).ifPresent(c -> out.addAll(List.of("comment", c)));
      return out;
    }

    /** Whether it may close what is open. */
    boolean closes() {
      boolean rules =
          rule.filter(r -> (r == Action.ALLOW) == delete || r == Action.LIMIT).isPresent();
      return rules || policy.filter(p -> p != Policy.ALLOW).isPresent();
    }
  }

  /** Whether it is on. */
  public enum State {
    DISABLED,
    ENABLED,
    RELOADED,
    RESET
  }

  /** What becomes of packets. */
  public enum Policy {
    ALLOW,
    DENY,
    REJECT
  }

  /** What a rule does. */
  public enum Action {
    ALLOW,
    DENY,
    LIMIT,
    REJECT
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return UfwState.TOUCHED;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    UfwState state = UfwState.of(host);
    List<List<String>> calls = new ArrayList<>();
    args.state().flatMap(s -> UfwWords.state(word(s), state.isActive())).ifPresent(calls::add);
    if (args.policy().isPresent()) {
      String direction = args.direction().orElse("incoming");
      if (!UfwState.policy(host, direction).equals(word(args.policy().get()))) {
        calls.add(List.of("default", word(args.policy().get()), direction));
      }
    }
    if (args.rule().isPresent()) {
      Optional<Integer> position =
          args.insert()
              .filter(i -> !args.delete())
              .flatMap(i -> UfwState.position(host, i, args.insertRelativeTo()));
      List<String> words = args.words(position);
      if (UfwState.differs(host, words)) {
        calls.add(words);
      }
    }
    if (args.logging().isPresent()) {
      String now = UfwState.logging(host);
      String wanted = args.logging().get();
      if (wanted.equals("on") ? now.equals("off") : !wanted.equals(now)) {
        calls.add(List.of("logging", wanted));
      }
    }
    return change(args, state, calls);
  }

  private static Plan change(Args args, UfwState state, List<List<String>> calls) {
    List<String> told = calls.stream().map(c -> "ufw " + String.join(" ", c)).toList();
    TaskResult result = TaskResult.of("commands", told);
    if (calls.isEmpty()) {
      return Plan.same(result.with("msg", state.status()));
    }
    List<Effect> effects = new ArrayList<>();
    for (List<String> call : calls) {
      List<String> argv = new ArrayList<>(List.of("ufw"));
      argv.addAll(call);
      effects.add(
          Effect.Run.of(
              Command.of(argv).withEnvironment(java.util.Map.of("LC_ALL", "C")),
              String.join(" ", argv),
              UfwState.TOUCHED));
    }
    Optional<String> wanted = args.state().map(Ufw::word);
    if (UfwGuard.isNeeded(state.isActive(), wanted, args.closes())) {
      effects = new ArrayList<>(UfwGuard.around(effects));
    }
    effects.add(
        Effect.Run.of(
            Command.of("ufw", "status", "verbose").withEnvironment(java.util.Map.of("LC_ALL", "C")),
            "see what ufw is like now",
            Set.of()));
    return Plan.run(
        effects, outcomes -> result.with("msg", outcomes.getLast().output().out().strip()));
  }
}
