package dev.play.modules.containers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.host.Effect;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.containers.container.Wanted;
import dev.play.modules.containers.docker.DaemonArguments;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.docker.NetworkState;
import dev.play.modules.containers.json.Json;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Networks of Docker. Options and results as in {@code community.docker.docker_network}. */
@ModuleDoc(
    name = "docker_network",
    also = "community.docker.docker_network",
    summary = "Makes and removes Docker networks and connects containers to them.",
    example = "docker_network: {name: shop, internal: true, appends: true}",
    notes = {
      "By the host's docker client; no Python is needed there.",
      "A network whose settings differ is made anew; only containers in connected come back to it."
    })
public final class DockerNetwork implements Module<DockerNetwork.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "the network", aliases = "network_name") String name,
      @Param("network to take the settings from") Optional<String> configFrom,
      @Param("the network is settings for others only") Optional<Boolean> configOnly,
      @Param(value = "containers to connect, by name", aliases = "containers", def = "")
          List<String> connected,
      @Param(value = "what kind it is", def = "bridge") String driver,
      @Param(value = "the driver's options", def = "") Map<String, Value> driverOptions,
      @Param(value = "make it anew in any case", def = "false") boolean force,
      @Param(value = "leave other containers connected", aliases = "incremental", def = "false")
          boolean appends,
      @Param(value = "whether it has IPv4 addresses", name = "enable_ipv4")
          Optional<Boolean> enableIpv4,
      @Param(value = "whether it has IPv6 addresses", name = "enable_ipv6")
          Optional<Boolean> enableIpv6,
      @Param("whether it is a swarm's routing mesh") Optional<Boolean> ingress,
      @Param("what gives out addresses") Optional<String> ipamDriver,
      @Param("options for that") Optional<Map<String, Value>> ipamDriverOptions,
      @Param("addresses: subnet, iprange, gateway and aux_addresses of each range")
          Optional<List<Value.Dict>> ipamConfig,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param("whether it leads nowhere else") Optional<Boolean> internal,
      @Param(value = "labels", def = "") Map<String, Value> labels,
      @Param(
              value = "how far it reaches",
              choices = {"local", "global", "swarm"})
          Optional<String> scope,
      @Param("whether containers that are no service may join") Optional<Boolean> attachable,
      DaemonArguments daemon) {
    public Args {
      DockerClient.requireName("network", name);
      connected.forEach(c -> DockerClient.requireName("container", c));
      settings(
          configFrom,
          configOnly,
          driver,
          driverOptions,
          enableIpv4,
          enableIpv6,
          ingress,
          ipamDriver,
          ipamDriverOptions,
          ipamConfig,
          internal,
          labels,
          scope,
          attachable);
    }

    private static NetworkState settings(
        Optional<String> configFrom,
        Optional<Boolean> configOnly,
        String driver,
        Map<String, Value> driverOptions,
        Optional<Boolean> enableIpv4,
        Optional<Boolean> enableIpv6,
        Optional<Boolean> ingress,
        Optional<String> ipamDriver,
        Optional<Map<String, Value>> ipamDriverOptions,
        Optional<List<Value.Dict>> ipamConfig,
        Optional<Boolean> internal,
        Map<String, Value> labels,
        Optional<String> scope,
        Optional<Boolean> attachable) {
      NetworkState out = new NetworkState();
      out.text("driver", driver, "--driver", "/Driver");
      out.dict("driver_options", Wanted.texts(driverOptions), "--opt", "/Options");
      ipamDriver.ifPresent(d -> out.text("ipam_driver", d, "--ipam-driver", "/IPAM/Driver"));
      ipamDriverOptions.ifPresent(
          o -> out.dict("ipam_driver_options", Wanted.texts(o), "--ipam-opt", "/IPAM/Options"));
      ipamConfig.ifPresent(out::ranges);
      enableIpv4.ifPresent(b -> out.flag("enable_ipv4", b, "--ipv4", "/EnableIPv4"));
      enableIpv6.ifPresent(b -> out.flag("enable_ipv6", b, "--ipv6", "/EnableIPv6"));
      internal.ifPresent(b -> out.flag("internal", b, "--internal", "/Internal"));
      ingress.ifPresent(b -> out.flag("ingress", b, "--ingress", "/Ingress"));
      attachable.ifPresent(b -> out.flag("attachable", b, "--attachable", "/Attachable"));
      configOnly.ifPresent(b -> out.flag("config_only", b, "--config-only", "/ConfigOnly"));
      configFrom.ifPresent(c -> out.text("config_from", c, "--config-from", "/ConfigFrom/Network"));
      scope.ifPresent(s -> out.text("scope", s, "--scope", "/Scope"));
      out.dict("labels", Wanted.texts(labels), "--label", "/Labels");
      return out;
    }

    NetworkState settings() {
      return settings(
          configFrom,
          configOnly,
          driver,
          driverOptions,
          enableIpv4,
          enableIpv6,
          ingress,
          ipamDriver,
          ipamDriverOptions,
          ipamConfig,
          internal,
          labels,
          scope,
          attachable);
    }

    DockerClient client() {
      return daemon.client();
    }
  }

  /** Whether a network is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return DockerClient.touched();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    DockerClient docker = args.client();
    Optional<JsonNode> now = docker.inspect(host, "network", args.name());
    List<Effect> effects = new ArrayList<>();
    if (args.state() == State.ABSENT) {
      now.ifPresent(n -> remove(args, n, effects));
      return Plan.change(effects, TaskResult.of("network", Map.of()));
    }
    List<String> differences = now.map(n -> args.settings().differences(n)).orElse(List.of());
    boolean anew = now.isPresent() && (args.force() || !differences.isEmpty());
    if (anew) {
      remove(args, now.get(), effects);
    }
    List<String> there = now.isPresent() && !anew ? containers(now.get()) : List.of();
    if (now.isEmpty() || anew) {
      List<String> words = new ArrayList<>(List.of("network", "create"));
      words.addAll(args.settings().words());
      words.add(args.name());
      String why = differences.isEmpty() ? "" : ": " + String.join(", ", differences);
      effects.add(docker.run(words, "make network " + args.name() + why));
    }
    for (String container : args.connected()) {
      if (!there.contains(container)) {
        effects.add(connect(args, "connect", container));
      }
    }
    for (String container : args.appends() ? List.<String>of() : there) {
      if (!args.connected().contains(container)) {
        effects.add(connect(args, "disconnect", container));
      }
    }
    if (effects.isEmpty()) {
      return Plan.same(TaskResult.of("network", Json.value(now.orElseThrow())));
    }
    effects.add(docker.look("network", args.name()));
    return Plan.run(
        effects, outcomes -> DockerClient.told(TaskResult.EMPTY, "network", outcomes.getLast()));
  }

  private static Effect connect(Args args, String verb, String container) {
    List<String> words = new ArrayList<>(List.of("network", verb));
    if (verb.equals("disconnect")) {
      words.add("--force");
    }
    words.addAll(List.of(args.name(), container));
    return args.client().run(words, verb + " " + container + " and network " + args.name());
  }

  private static void remove(Args args, JsonNode now, List<Effect> effects) {
    containers(now).forEach(c -> effects.add(connect(args, "disconnect", c)));
    effects.add(
        args.client().run(List.of("network", "rm", args.name()), "remove network " + args.name()));
  }

  private static List<String> containers(JsonNode network) {
    List<String> out = new ArrayList<>();
    network.path("Containers").forEach(c -> out.add(c.path("Name").asText()));
    return out.stream().sorted().toList();
  }
}
