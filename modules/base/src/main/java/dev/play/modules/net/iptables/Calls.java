package dev.play.modules.net.iptables;

import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.modules.net.Iptables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Questions and commands to iptables(8). */
public final class Calls {
  /** The kernel's rules. */
  public static final Resource RULES = Resource.topic("iptables");

  private static final Pattern POLICY = Pattern.compile("\\(policy (\\w+)");

  private Calls() {}

  /**
   * What stands by itself among iptables' arguments is none of its options.
   *
   * @throws IllegalArgumentException where it would be
   */
  @SafeVarargs
  public static void requireWords(Optional<String>... words) {
    for (Optional<String> word : words) {
      if (word.filter(w -> w.startsWith("-")).isPresent()) {
        throw new IllegalArgumentException("iptables would take this for an option: " + word.get());
      }
    }
  }

  /** What becomes of packets that no rule of a built-in chain decides about. */
  public static String policy(Iptables.Args args, HostView host) {
    CommandOutput listed =
        ask(host, args.numeric() ? call(args, "-L", "--numeric") : call(args, "-L"));
    Matcher policy = POLICY.matcher(listed.out());
    if (!policy.find()) {
      throw new ModuleFailure("Can't detect current policy");
    }
    return policy.group(1);
  }

  /** {@code iptables -t TABLE ACTION [CHAIN] ...}. */
  public static List<String> call(Iptables.Args args, String action, String... more) {
    List<String> argv =
        new ArrayList<>(
            List.of(args.ipVersion() == Iptables.IpVersion.IPV6 ? "ip6tables" : "iptables"));
    argv.addAll(List.of("-t", args.table().name().toLowerCase(Locale.ROOT), action));
    args.chain().ifPresent(argv::add);
    argv.addAll(List.of(more));
    args.waitFor().ifPresent(w -> argv.addAll(List.of("-w", w)));
    return argv;
  }

  /** The same with the rule. */
  public static List<String> ruleCall(Iptables.Args args, String action, String... more) {
    List<String> argv = call(args, action, more);
    argv.addAll(args.rule());
    return argv;
  }

  /** What a call tells. */
  public static CommandOutput ask(HostView host, List<String> argv) {
    return host.known(Probe.Query.of(Set.of(RULES), argv));
  }

  /** Whether the chain is there. */
  public static boolean chainIsThere(Iptables.Args args, HostView host) {
    return ask(host, args.numeric() ? call(args, "-L", "--numeric") : call(args, "-L")).ok();
  }

  /** A call that changes the rules. */
  public static Effect.Run run(List<String> argv, String why) {
    return Effect.Run.of(Command.of(argv), why, Set.of(RULES));
  }
}
