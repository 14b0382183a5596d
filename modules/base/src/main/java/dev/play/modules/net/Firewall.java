package dev.play.modules.net;

import dev.play.host.Attributes;
import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.net.firewall.AtBoot;
import dev.play.modules.net.firewall.Nft;
import dev.play.modules.net.firewall.Rule;
import dev.play.modules.net.firewall.Ruleset;
import dev.play.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A packet filter in an nftables table of our own. What is loaded takes itself back unless a new
 * connection works; only then is it written down for the next boot.
 */
@ModuleDoc(
    name = "firewall",
    also = "play.base.firewall",
    summary = "Lets in what is listed and nothing else, by nftables.",
    example =
        "firewall: {rules: [{port: 22, proto: tcp, comment: ssh}, {port: [80, 443], proto: tcp}]}",
    notes = {
      "A change is armed with its undo: cut off by it, the host goes back by itself.",
      "Only this module's own table is read and written; Docker's rules stay."
    })
public final class Firewall implements Module<Firewall.Args> {
  private static final HostPath DIRECTORY = HostPath.of("/etc/nftables.d");

  /** The arguments. */
  public record Args(
      @Param(value = "what is let in: port, proto, from, interface, action, comment", def = "")
          List<Value.Dict> rules,
      @Param(value = "what happens to the rest", def = "drop") Policy policy,
      @Param(value = "answer ICMP echo", def = "true") boolean allowPing,
      @Param(value = "let in what belongs to connections that are there", def = "true")
          boolean allowEstablished,
      @Param("policy of what passes through the host; left alone when not given")
          Optional<Policy> forward,
      @Param(
              value =
                  "ports that containers publish: open as Docker opens them, or filtered by the"
                      + " same rules",
              def = "open")
          Published published,
      @Param(value = "name of the table", def = "play_filter") String table,
      @Param(value = "seconds after which a change that cuts us off takes itself back", def = "60")
          int revertAfter,
      @Param(value = "whether there is to be a firewall", def = "present") State state) {
    public Args {
      if (!table.matches("[a-zA-Z_][a-zA-Z0-9_]{0,30}")) {
        throw new IllegalArgumentException("not a table's name: '" + table + "'");
      }
      if (revertAfter < 10 || revertAfter > 3600) {
        throw new IllegalArgumentException("revert_after must lie between 10 and 3600 seconds");
      }
      rules.forEach(Rule::read);
    }
  }

  /** What happens to what no rule mentions. */
  public enum Policy {
    ACCEPT,
    DROP
  }

  /** What becomes of ports that containers publish: they pass through, they do not come in. */
  public enum Published {
    OPEN,
    FILTERED
  }

  /** Whether there is to be a firewall. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(
        Nft.RULES,
        Resource.tree(DIRECTORY.text()),
        Resource.path(AtBoot.UNIT),
        Resource.ofUnit(AtBoot.unit(args.table())));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    if (host.known(new Probe.Tool("nft")).isEmpty()) {
      throw new ModuleFailure("nft is not on this host; install the package nftables");
    }
    return args.state() == State.ABSENT ? absent(args, host) : present(args, host);
  }

  private static Plan present(Args args, HostView host) {
    Ruleset rules =
        new Ruleset(
            args.table(),
            args.rules().stream().map(Rule::read).toList(),
            name(args.policy()),
            args.allowPing(),
            args.allowEstablished(),
            args.forward().map(Firewall::name),
            args.published() == Published.FILTERED);
    Probe.Query live = Nft.live(args.table());
    Probe.Query wanted = Nft.normalised(rules);
    HostPath file = DIRECTORY.child(args.table() + ".nft");
    Probe.ContentOf content = Probe.ContentOf.of(file);
    host.need(List.of(live, wanted, content, Probe.FileAt.of(DIRECTORY)));
    CommandOutput normal = host.known(wanted);
    if (!normal.ok()) {
      throw new ModuleFailure("nft refuses these rules: " + normal.err().strip());
    }
    CommandOutput now = host.known(live);
    List<Effect> effects = new ArrayList<>();
    String before = now.ok() ? now.out() : "";
    if (!before.equals(normal.out())) {
      effects.add(
          Nft.load(rules, args.revertAfter(), new CommandOutput(0, normal.stdout(), Blob.of(""))));
      effects.add(
          new Effect.Reconnect(
              "the new firewall still lets us in; otherwise it takes itself back",
              Duration.ofSeconds(Math.max(5, args.revertAfter() - 5)),
              Duration.ZERO));
      effects.add(Nft.disarm(args.table()));
    }
    if (!host.known(Probe.FileAt.of(DIRECTORY)).exists()) {
      effects.add(new Effect.MakeDirectory(DIRECTORY, Attributes.mode(0755)));
    }
    AtBoot.write(file, "# Written by play.\n" + rules.file(), host.known(content), effects);
    AtBoot.load(args.table(), host, effects);
    TaskResult result = TaskResult.of("table", args.table(), "rules", normal.out());
    Plan plan = Plan.change(effects, result);
    return plan instanceof Plan.Change change && !before.equals(normal.out())
        ? change.withDiff(difference(before, normal.out()))
        : plan;
  }

  private static Plan absent(Args args, HostView host) {
    HostPath file = DIRECTORY.child(args.table() + ".nft");
    Probe.Query live = Nft.live(args.table());
    Probe.Unit unit = Probe.Unit.of(AtBoot.unit(args.table()));
    host.need(List.of(live, Probe.FileAt.of(file), unit));
    List<Effect> effects = new ArrayList<>();
    if (host.known(live).ok()) {
      effects.add(Nft.delete(args.table()));
    }
    if (host.known(unit).unitFileState().equals("enabled")) {
      effects.add(AtBoot.systemctl("disable", args.table()));
    }
    if (host.known(Probe.FileAt.of(file)).exists()) {
      effects.add(new Effect.Remove(file));
    }
    return Plan.change(effects, TaskResult.of("table", args.table()));
  }

  private static String name(Policy policy) {
    return policy == Policy.ACCEPT ? "accept" : "drop";
  }

  /** Lines that go and lines that come; the order of a chain's rules is kept. */
  private static String difference(String before, String after) {
    List<String> old = before.lines().toList();
    List<String> fresh = after.lines().toList();
    StringBuilder out = new StringBuilder("--- table as it is\n+++ table as it will be\n");
    old.stream()
        .filter(l -> !fresh.contains(l))
        .forEach(l -> out.append('-').append(l).append('\n'));
    fresh.forEach(l -> out.append(old.contains(l) ? ' ' : '+').append(l).append('\n'));
    return out.toString();
  }
}
