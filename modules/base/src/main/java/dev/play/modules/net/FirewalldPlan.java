package dev.play.modules.net;

import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.net.firewalld.FirewalldGuard;
import dev.play.modules.net.firewalld.ZoneSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What firewalld has to be told for one task: for the running firewall, its configuration or both.
 */
final class FirewalldPlan {
  static final Set<Resource> TOUCHED =
      Set.of(
          ZoneSettings.FIREWALLD,
          Resource.topic("nftables"),
          Resource.topic("iptables"),
          Resource.tree("/etc/firewalld"));

  private static final int NOT_RUNNING = 252;

  /**
   * Something a zone has.
   *
   * @param kind as firewalld lists it
   * @param option as its options end
   * @param value empty for what is on or off
   */
  record Item(String kind, String option, String value) {
    static Item flag(String name) {
      return new Item(name, name, "");
    }

    String words() {
      return option + (value.isEmpty() ? "" : " " + value);
    }
  }

  private final Firewalld.Args args;
  private final HostView host;
  private final Item item;
  private final boolean running;

  FirewalldPlan(Firewalld.Args args, HostView host) {
    this.args = args;
    this.host = host;
    this.item = args.item();
    this.running = isRunning();
  }

  private boolean isRunning() {
    if (host.known(new Probe.Tool("firewall-cmd")).isEmpty()) {
      throw new ModuleFailure("this host has no firewalld: there is no firewall-cmd");
    }
    CommandOutput state = host.known(ask(List.of("firewall-cmd", "--state"), Set.of()));
    boolean runs = state.status() != NOT_RUNNING;
    if (!runs && !args.offline()) {
      throw new ModuleFailure("firewalld service must be running, or try with offline=true");
    }
    if (!runs && !args.permanent()) {
      throw new ModuleFailure(
          "firewall is not currently running, unable to perform immediate actions without a running"
              + " firewall daemon");
    }
    return runs;
  }

  Plan plan() {
    boolean now = running && (args.immediate() || !args.permanent());
    List<Effect> effects = new ArrayList<>();
    String zone = zone();
    if (item.kind().equals("zone")) {
      zoneItself(zone, effects);
    } else {
      if (args.permanent()) {
        layer(true, zone, effects);
      }
      if (now) {
        int before = effects.size();
        layer(false, zone, effects);
        if (effects.size() > before && FirewalldGuard.isNeeded(item.option(), args.enables())) {
          effects = FirewalldGuard.around(effects);
        }
      }
    }
    String how =
        args.permanent() && now
            ? "Permanent and Non-Permanent(immediate) operation"
            : args.permanent() ? "Permanent operation" : "Non-permanent operation";
    String told =
        effects.isEmpty() ? how : how + ", Changed " + item.words() + " to " + args.wanted();
    return Plan.change(effects, TaskResult.of("msg", told));
  }

  private String zone() {
    if (args.zone().isPresent()) {
      return args.zone().get();
    }
    List<String> argv =
        List.of(running ? "firewall-cmd" : "firewall-offline-cmd", "--get-default-zone");
    return answer(ask(argv, Set.of())).out().strip();
  }

  /** The tool for one of the layers. */
  private List<String> call(boolean permanent) {
    return !running
        ? List.of("firewall-offline-cmd")
        : permanent ? List.of("firewall-cmd", "--permanent") : List.of("firewall-cmd");
  }

  private static Resource topic(boolean permanent, String zone) {
    return Resource.topic("firewalld " + (permanent ? "permanent " : "running ") + zone);
  }

  private static Probe.Query ask(List<String> argv, Set<Resource> more) {
    Set<Resource> about = new HashSet<>(more);
    about.addAll(
        Set.of(
            ZoneSettings.FIREWALLD,
            Resource.PACKAGE_SET,
            Resource.UNITS,
            Resource.ofUnit("firewalld.service"),
            Resource.tree("/etc/firewalld/services")));
    return Probe.Query.of(about, argv);
  }

  private CommandOutput answer(Probe.Query question) {
    CommandOutput output = host.known(question);
    if (!output.ok()) {
      String why = (output.err().isBlank() ? output.out() : output.err()).strip();
      throw new ModuleFailure("ERROR: Exception caught: " + why.replaceFirst("^Error: ", ""));
    }
    return output;
  }

  private void layer(boolean permanent, String zone, List<Effect> effects) {
    List<String> call = new ArrayList<>(call(permanent));
    call.add("--zone=" + zone);
    Set<Resource> own = Set.of(topic(permanent, zone));
    Probe.Query plain = ZoneSettings.question(call, Set.of());
    Probe.Query question = ask(plain.argv(), own);
    ZoneSettings settings = ZoneSettings.of(answer(question));
    boolean wanted = args.enables();
    if (item.kind().equals("target")) {
      target(call, zone, settings, question, effects);
      return;
    }
    if (isThere(call, settings, own) == wanted) {
      return;
    }
    mustBeKnown(permanent);
    Optional<CommandOutput> after = after(settings, wanted);
    List<String> argv = new ArrayList<>(call);
    String verb = wanted ? item.option().equals("interface") ? "change" : "add" : "remove";
    argv.add(
        "--" + verb + "-" + item.option() + (item.value().isEmpty() ? "" : "=" + item.value()));
    if (!permanent && wanted && args.timeout() > 0 && !isOfConnections()) {
      argv.add("--timeout=" + args.timeout());
    }
    effects.add(run(argv, permanent, zone, verb + " " + item.words(), question, after));
  }

  /** What has no timeout. */
  private boolean isOfConnections() {
    return Set.of("interface", "source", "forward", "icmp-block-inversion").contains(item.option());
  }

  private boolean isThere(List<String> call, ZoneSettings settings, Set<Resource> own) {
    if (item.value().isEmpty()) {
      return settings.isOn(item.kind());
    }
    if (!item.kind().equals("rich-rules") || settings.has(item.kind(), item.value())) {
      return settings.has(item.kind(), item.value());
    }
    // Only firewalld knows what other words mean the same rule.
    List<String> argv = new ArrayList<>(call);
    argv.add("--query-rich-rule=" + item.value());
    CommandOutput output = host.known(ask(argv, own));
    if (output.status() > 1) {
      throw new ModuleFailure("ERROR: Exception caught: " + output.err().strip());
    }
    return output.ok();
  }

  /** Services and kinds of ICMP have to be known to firewalld. */
  private void mustBeKnown(boolean permanent) {
    String list =
        switch (item.option()) {
          case "service" -> "--get-services";
          case "icmp-block" -> "--get-icmptypes";
          default -> "";
        };
    if (list.isEmpty()) {
      return;
    }
    List<String> argv = new ArrayList<>(call(permanent));
    argv.add(list);
    if (!List.of(answer(ask(argv, Set.of())).out().strip().split("\\s+")).contains(item.value())) {
      String error = item.option().equals("service") ? "INVALID_SERVICE" : "INVALID_ICMPTYPE";
      throw new ModuleFailure(
          "ERROR: Exception caught: %s: '%s' not among existing ones"
              .formatted(error, item.value()));
    }
  }

  private Optional<CommandOutput> after(ZoneSettings settings, boolean wanted) {
    if (item.value().isEmpty()) {
      return Optional.of(settings.with(item.kind(), wanted ? "yes" : "no"));
    }
    // A rule's words firewalld puts in order; an interface may leave another zone.
    return item.kind().equals("rich-rules")
        ? Optional.empty()
        : settings.after(item.kind(), item.value(), wanted);
  }

  private void target(
      List<String> call,
      String zone,
      ZoneSettings settings,
      Probe.Query question,
      List<Effect> effects) {
    String wanted = args.enables() ? item.value() : "default";
    if (settings.value("target").filter(wanted::equals).isPresent()) {
      return;
    }
    List<String> argv = new ArrayList<>(call);
    argv.add("--set-target=" + wanted);
    effects.add(
        run(
            argv,
            true,
            zone,
            "set target " + wanted,
            question,
            Optional.of(settings.with("target", wanted))));
  }

  private void zoneItself(String zone, List<Effect> effects) {
    List<String> argv = new ArrayList<>(call(true));
    argv.add("--get-zones");
    boolean there =
        List.of(
                answer(ask(argv, Set.of(Resource.topic("firewalld-zones"))))
                    .out()
                    .strip()
                    .split("\\s+"))
            .contains(zone);
    if (there == args.enables()) {
      return;
    }
    List<String> change = new ArrayList<>(call(true));
    change.add((args.enables() ? "--new-zone=" : "--delete-zone=") + zone);
    effects.add(
        Effect.Run.of(
            Command.of(change).withEnvironment(java.util.Map.of("LC_ALL", "C")),
            (args.enables() ? "add" : "remove") + " the zone " + zone,
            Set.of(
                Resource.topic("firewalld-zones"),
                topic(true, zone),
                Resource.tree("/etc/firewalld/zones"))));
  }

  private Effect run(
      List<String> argv,
      boolean permanent,
      String zone,
      String why,
      Probe.Query question,
      Optional<CommandOutput> after) {
    Set<Resource> touched = new HashSet<>(Set.of(topic(permanent, zone)));
    if (permanent) {
      touched.add(Resource.tree("/etc/firewalld/zones"));
    } else {
      touched.addAll(Set.of(Resource.topic("nftables"), Resource.topic("iptables")));
    }
    if (item.option().equals("interface") || item.option().equals("source")) {
      touched.add(ZoneSettings.FIREWALLD);
    }
    List<Effect.Prediction<?>> predicts = new ArrayList<>();
    after.ifPresent(a -> predicts.add(new Effect.Prediction<>(question, a)));
    return new Effect.Run(
        Command.of(argv).withEnvironment(java.util.Map.of("LC_ALL", "C")),
        why + " in the zone " + zone + (permanent ? ", permanently" : ""),
        touched,
        predicts,
        Set.of(0));
  }
}
