package dev.play.modules.swarm;

import dev.play.modules.base.text.ShellWords;
import dev.play.modules.containers.container.Wanted;
import dev.play.modules.containers.docker.Variables;
import dev.play.modules.swarm.service.Health;
import dev.play.modules.swarm.service.Items;
import dev.play.modules.swarm.service.Settings;
import dev.play.modules.swarm.service.Settings.Item;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the arguments of a service ask for, as settings. */
final class ServiceRequest {
  private final DockerSwarmService.Args args;
  private final Settings out = new Settings();
  private final Map<String, String> environment = new LinkedHashMap<>();

  /**
   * @param variables of files, below those that the task names
   * @param networks what docker calls a network by itself
   */
  ServiceRequest(
      DockerSwarmService.Args args, Map<String, String> variables, UnaryOperator<String> networks) {
    this.args = args;
    container();
    lists(networks);
    variables(variables);
    behaviour();
    rollout(out, "update", args.updateConfig(), "/UpdateConfig", "continue|pause|rollback");
    rollout(out, "rollback", args.rollbackConfig(), "/RollbackConfig", "continue|pause");
    fixed();
  }

  Settings settings() {
    return out;
  }

  /** Variables of the client that it hands on to the service. */
  Map<String, String> environment() {
    return environment;
  }

  /** The words behind the image. */
  List<String> arguments() {
    return args.args().orElse(List.of());
  }

  private void container() {
    String c = "/TaskTemplate/ContainerSpec";
    out.line(
        "command", args.command().map(ServiceRequest::words), true, "--entrypoint", c + "/Command");
    out.line("args", args.args(), false, "--args", c + "/Args");
    out.text("hostname", args.hostname(), "--hostname", c + "/Hostname");
    out.text("user", args.user(), "--user", c + "/User");
    out.text("working_dir", args.workingDir(), "--workdir", c + "/Dir");
    out.text("stop_signal", args.stopSignal(), "--stop-signal", c + "/StopSignal");
    out.flag("init", args.init(), "--init", c + "/Init");
    out.flag("tty", args.tty(), "--tty", c + "/TTY");
    out.flag("read_only", args.readOnly(), "--read-only", c + "/ReadOnly");
    args.stopGracePeriod()
        .ifPresent(
            p ->
                out.duration(
                    "stop_grace_period", p, "--stop-grace-period", c + "/StopGracePeriod"));
    args.healthcheck().ifPresent(h -> Health.set(h, out, c + "/Healthcheck"));
  }

  private static List<String> words(Value command) {
    return command instanceof Value.Sequence
        ? Wanted.list(command)
        : ShellWords.split(Wanted.text(command));
  }

  private void lists(UnaryOperator<String> networks) {
    String c = "/TaskTemplate/ContainerSpec/";
    args.labels()
        .ifPresent(
            l ->
                out.items(
                    "labels",
                    "--label",
                    "--label",
                    Items.entries(l),
                    now -> Settings.entries(now.path("Labels")),
                    true));
    dict("container_labels", args.containerLabels(), "--container-label", c + "Labels");
    dict("sysctls", args.sysctls(), "--sysctl", c + "Sysctls");
    list("dns", args.dns(), "--dns", "--dns", c + "DNSConfig/Nameservers");
    list("dns_search", args.dnsSearch(), "--dns-search", "--dns-search", c + "DNSConfig/Search");
    list("dns_options", args.dnsOptions(), "--dns-option", "--dns-option", c + "DNSConfig/Options");
    list("groups", args.groups(), "--group", "--group", c + "Groups");
    args.hosts()
        .ifPresent(
            h ->
                out.items(
                    "hosts",
                    "--host",
                    "--host",
                    Items.hosts(h),
                    now -> Items.hosts(now.at(c + "Hosts")),
                    false));
    args.configs()
        .ifPresent(
            f ->
                out.items(
                    "configs",
                    "--config",
                    "--config",
                    Items.files("config", f),
                    now -> Items.files(now.at(c + "Configs"), "ConfigName"),
                    false));
    args.secrets()
        .ifPresent(
            f ->
                out.items(
                    "secrets",
                    "--secret",
                    "--secret",
                    Items.files("secret", f),
                    now -> Items.files(now.at(c + "Secrets"), "SecretName"),
                    false));
    args.mounts()
        .ifPresent(
            m ->
                out.items(
                    "mounts",
                    "--mount",
                    "--mount",
                    Items.mounts(m),
                    now -> Items.mounts(now.at(c + "Mounts")),
                    true));
    args.publish()
        .ifPresent(
            p ->
                out.items(
                    "publish",
                    "--publish",
                    "--publish",
                    Items.ports(p),
                    now -> Items.ports(now.at("/EndpointSpec/Ports")),
                    false));
    args.networks()
        .ifPresent(
            n ->
                out.items(
                    "networks",
                    "--network",
                    "--network",
                    Items.networks(n, networks),
                    now -> Items.networks(now.at("/TaskTemplate/Networks")),
                    false));
  }

  private void dict(String option, Optional<Map<String, Value>> given, String word, String place) {
    given.ifPresent(
        d ->
            out.items(
                option,
                word,
                word,
                Items.entries(d),
                now -> Settings.entries(now.at(place)),
                true));
  }

  private void list(
      String option, Optional<List<String>> given, String word, String stem, String place) {
    given.ifPresent(
        l ->
            out.items(
                option,
                word,
                stem,
                Items.texts(Optional.of(l)),
                now -> Settings.set(now.at(place)),
                true));
  }

  private void variables(Map<String, String> ofFiles) {
    if (args.env().isEmpty() && args.envFiles().isEmpty()) {
      return;
    }
    Map<String, String> all = new LinkedHashMap<>(ofFiles);
    args.env().ifPresent(e -> all.putAll(DockerSwarmService.Args.variables(e)));
    List<Item> items = new ArrayList<>();
    all.forEach(
        (name, value) -> {
          if (Variables.isTaken(name)) {
            items.add(new Item(name, value, name + "=" + value));
          } else {
            items.add(new Item(name, value, name));
            environment.put(name, value);
          }
        });
    out.items(
        "env",
        "--env",
        "--env",
        items,
        now -> Items.variables(now.at("/TaskTemplate/ContainerSpec/Env")),
        true);
  }

  private void behaviour() {
    out.text("endpoint_mode", args.endpointMode(), "--endpoint-mode", "/EndpointSpec/Mode");
    if (args.replicas() >= 0 && !args.mode().equals("global")) {
      String place =
          args.mode().equals("replicated")
              ? "/Mode/Replicated/Replicas"
              : "/Mode/ReplicatedJob/TotalCompletions";
      String text = Integer.toString(args.replicas());
      out.number("replicas", args.replicas(), text, "--replicas", place);
    }
    parts(
        out,
        args.placement(),
        args.limits(),
        args.reservations(),
        args.restartConfig(),
        args.logging());
  }

  /** What is given as dictionaries; wrong ones fail. */
  static void parts(
      Settings out,
      Optional<Value.Dict> placement,
      Optional<Value.Dict> limits,
      Optional<Value.Dict> reservations,
      Optional<Value.Dict> restart,
      Optional<Value.Dict> logging) {
    placement.ifPresent(p -> placement(p, out));
    limits.ifPresent(l -> resources("limit", "Limits", l, out));
    reservations.ifPresent(r -> resources("reserve", "Reservations", r, out));
    restart.ifPresent(r -> restart(r, out));
    logging.ifPresent(l -> logging(l, out));
  }

  private static void restart(Value.Dict r, Settings out) {
    Settings.requireParts("restart_config", r, "condition|delay|max_attempts|window");
    String p = "/TaskTemplate/RestartPolicy/";
    String any = "none|on-failure|any";
    out.choice(r, "condition", any, "--restart-condition", p + "Condition");
    out.duration(r, "delay", "--restart-delay", p + "Delay");
    out.count(r, "max_attempts", "--restart-max-attempts", p + "MaxAttempts");
    out.duration(r, "window", "--restart-window", p + "Window");
  }

  private static void logging(Value.Dict logging, Settings out) {
    Settings.requireParts("logging", logging, "driver|options");
    Optional<String> driver = Settings.given(logging, "driver").map(Wanted::text);
    out.text("driver", driver, "--log-driver", "/TaskTemplate/LogDriver/Name");
    if (Settings.given(logging, "options").orElse(Value.NONE) instanceof Value.Dict options) {
      Map<String, Value> given = new LinkedHashMap<>();
      options.entries().forEach((k, v) -> given.put(Wanted.text(k), v));
      Map<String, String> wanted = Wanted.texts(given);
      List<String> words = new ArrayList<>();
      // The client takes options only beside the driver that they are for.
      driver.ifPresent(d -> words.add("--log-driver=" + d));
      wanted.forEach((k, v) -> words.add("--log-opt=" + k + "=" + v));
      out.words(
          "logging",
          words,
          now -> Settings.entries(now.at("/TaskTemplate/LogDriver/Options")).equals(wanted));
    }
  }

  private static void placement(Value.Dict placement, Settings out) {
    Settings.requireParts("placement", placement, "constraints|preferences|replicas_max_per_node");
    String p = "/TaskTemplate/Placement/";
    Settings.given(placement, "constraints")
        .map(Wanted::list)
        .ifPresent(
            c ->
                out.items(
                    "constraints",
                    "--constraint",
                    "--constraint",
                    Items.texts(Optional.of(c)),
                    now -> Settings.set(now.at(p + "Constraints")),
                    true));
    Settings.given(placement, "preferences")
        .ifPresent(
            v ->
                out.items(
                    "preferences",
                    "--placement-pref",
                    "--placement-pref",
                    Items.texts(Optional.of(DockerSwarmService.Args.preferences(v))),
                    now -> {
                      Map<String, String> found = new LinkedHashMap<>();
                      now.at(p + "Preferences")
                          .forEach(
                              n ->
                                  found.put(
                                      "spread=" + n.at("/Spread/SpreadDescriptor").asText(), ""));
                      return found;
                    },
                    true));
    out.count(placement, "replicas_max_per_node", "--replicas-max-per-node", p + "MaxReplicas");
  }

  private static void resources(String word, String place, Value.Dict given, Settings out) {
    Settings.requireParts(word.equals("limit") ? "limits" : "reservations", given, "cpus|memory");
    String p = "/TaskTemplate/Resources/" + place;
    out.fraction(given, "cpus", "--" + word + "-cpu", p + "/NanoCPUs", 1e9);
    out.size(given, "memory", "--" + word + "-memory", p + "/MemoryBytes");
  }

  static void rollout(
      Settings out, String word, Optional<Value.Dict> given, String place, String actions) {
    if (given.isEmpty()) {
      return;
    }
    Value.Dict dict = given.get();
    Settings.requireParts(
        word + "_config", dict, "parallelism|delay|failure_action|monitor|max_failure_ratio|order");
    String w = "--" + word + "-";
    out.count(dict, "parallelism", w + "parallelism", place + "/Parallelism");
    out.duration(dict, "delay", w + "delay", place + "/Delay");
    out.choice(dict, "failure_action", actions, w + "failure-action", place + "/FailureAction");
    out.duration(dict, "monitor", w + "monitor", place + "/Monitor");
    out.fraction(dict, "max_failure_ratio", w + "max-failure-ratio", place + "/MaxFailureRatio", 1);
    out.choice(dict, "order", "stop-first|start-first", w + "order", place + "/Order");
  }

  private void fixed() {
    String kind =
        switch (args.mode()) {
          case "global" -> "Global";
          case "replicated-job" -> "ReplicatedJob";
          default -> "Replicated";
        };
    out.fixed("mode", List.of("--mode=" + args.mode()), now -> now.path("Mode").has(kind));
    capabilities("cap_add", args.capAdd(), "--cap-add=", "CapabilityAdd");
    capabilities("cap_drop", args.capDrop(), "--cap-drop=", "CapabilityDrop");
  }

  private void capabilities(
      String option, Optional<List<String>> given, String word, String place) {
    given.ifPresent(
        g -> {
          List<String> wanted =
              g.stream().map(DockerSwarmService.Args::capability).sorted().toList();
          out.fixed(
              option,
              wanted.stream().map(c -> word + c).toList(),
              now ->
                  Settings.texts(now.at("/TaskTemplate/ContainerSpec/" + place)).stream()
                      .sorted()
                      .toList()
                      .equals(wanted));
        });
  }
}
