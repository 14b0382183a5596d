package dev.play.modules.swarm;

import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.modules.containers.container.Wanted;
import dev.play.modules.containers.docker.DaemonArguments;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.image.ImageName;
import dev.play.modules.swarm.service.Health;
import dev.play.modules.swarm.service.Items;
import dev.play.modules.swarm.service.Settings;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Services of a swarm. Options as in {@code community.docker.docker_swarm_service}. */
@ModuleDoc(
    name = "docker_swarm_service",
    also = {"community.docker.docker_swarm_service", "docker_service"},
    summary = "Makes, changes and removes services of a swarm.",
    example = "docker_swarm_service: {name: shop, image: 'shop:2', replicas: 3}",
    notes = {
      "Run it on a manager. Only options that are given are compared.",
      "Another mode, cap_add or cap_drop makes the service anew; all else changes it as"
          + " update_config says."
    })
public final class DockerSwarmService implements Module<DockerSwarmService.Args> {
  /** The arguments. */
  public record Args(
      @Param("the service") String name,
      @Param("its image") Optional<String> image,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param("what its containers run") Optional<Value> command,
      @Param("arguments of that") Optional<List<String>> args,
      @Param("variables: a dictionary, or a list of NAME=VALUE") Optional<Value> env,
      @Param("files of variables") Optional<List<String>> envFiles,
      @Param("labels of the service") Optional<Map<String, Value>> labels,
      @Param("labels of its containers") Optional<Map<String, Value>> containerLabels,
      @Param("settings of the kernel") Optional<Map<String, Value>> sysctls,
      @Param("configs: config_name, filename, uid, gid, mode") Optional<List<Value.Dict>> configs,
      @Param("secrets: secret_name, filename, uid, gid, mode") Optional<List<Value.Dict>> secrets,
      @Param("mounts: type, source, target, readonly, ...") Optional<List<Value.Dict>> mounts,
      @Param("networks: names, or name, aliases and options") Optional<List<Value>> networks,
      @Param("ports: published_port, target_port, protocol, mode")
          Optional<List<Value.Dict>> publish,
      @Param("servers of names") Optional<List<String>> dns,
      @Param("domains to look for names in") Optional<List<String>> dnsSearch,
      @Param("options of that") Optional<List<String>> dnsOptions,
      @Param("names and their addresses") Optional<Map<String, Value>> hosts,
      @Param("further groups") Optional<List<String>> groups,
      @Param(
              value = "how its name leads to it",
              choices = {"vip", "dnsrr"})
          Optional<String> endpointMode,
      @Param(value = "change it though nothing differs", def = "false") boolean forceUpdate,
      @Param("its check of health: test, interval, timeout, retries, start_period")
          Optional<Value.Dict> healthcheck,
      @Param("name of its containers' hosts") Optional<String> hostname,
      @Param("whether an init runs its processes") Optional<Boolean> init,
      @Param("what it takes at most: cpus, memory") Optional<Value.Dict> limits,
      @Param("what it needs: cpus, memory") Optional<Value.Dict> reservations,
      @Param("where its output goes: driver, options") Optional<Value.Dict> logging,
      @Param(
              value = "how many tasks there are: another one makes it anew",
              def = "replicated",
              choices = {"replicated", "global", "replicated-job"})
          String mode,
      @Param("where tasks run: constraints, preferences, replicas_max_per_node")
          Optional<Value.Dict> placement,
      @Param("whether nothing of it can be written") Optional<Boolean> readOnly,
      @Param(value = "how many tasks; left alone at -1", def = "-1") int replicas,
      @Param(value = "ask the registry whether the image's tag has moved", def = "false")
          boolean resolveImage,
      @Param("when tasks start again: condition, delay, max_attempts, window")
          Optional<Value.Dict> restartConfig,
      @Param("how it is changed: parallelism, delay, failure_action, monitor, order, ...")
          Optional<Value.Dict> updateConfig,
      @Param("how a change is taken back, likewise") Optional<Value.Dict> rollbackConfig,
      @Param("time to stop in, for example 10s") Optional<String> stopGracePeriod,
      @Param("signal that stops it") Optional<String> stopSignal,
      @Param("a terminal") Optional<Boolean> tty,
      @Param("who runs it") Optional<String> user,
      @Param("directory to run it in") Optional<String> workingDir,
      @Param("capabilities to add: other ones make it anew") Optional<List<String>> capAdd,
      @Param("capabilities to drop: other ones make it anew") Optional<List<String>> capDrop,
      DaemonArguments daemon) {
    public Args {
      DockerClient.requireName("service", name);
      if (state == State.PRESENT && image.isEmpty()) {
        throw new IllegalArgumentException("state is present but image is missing");
      }
      image.ifPresent(i -> ImageName.of(i, "latest"));
      env.ifPresent(Args::variables);
      configs.ifPresent(l -> Items.files("config", l));
      secrets.ifPresent(l -> Items.files("secret", l));
      mounts.ifPresent(Items::mounts);
      publish.ifPresent(Items::ports);
      networks.ifPresent(l -> Items.networks(l, n -> n));
      hosts.ifPresent(Items::hosts);
      Settings scratch = new Settings();
      healthcheck.ifPresent(h -> Health.set(h, scratch, ""));
      ServiceRequest.parts(scratch, placement, limits, reservations, restartConfig, logging);
      ServiceRequest.rollout(scratch, "update", updateConfig, "", "continue|pause|rollback");
      ServiceRequest.rollout(scratch, "rollback", rollbackConfig, "", "continue|pause");
      stopGracePeriod.ifPresent(p -> Wanted.nanoseconds("stop_grace_period", p));
      capAdd.ifPresent(l -> l.forEach(Args::capability));
      capDrop.ifPresent(l -> l.forEach(Args::capability));
    }

    /** Of a dictionary, or of a list of texts. */
    static Map<String, String> variables(Value env) {
      Map<String, String> out = new LinkedHashMap<>();
      if (env instanceof Value.Dict dict) {
        dict.entries().forEach((k, v) -> out.put(Wanted.text(k), Wanted.text(v)));
      } else {
        for (String line : Wanted.list(env)) {
          String[] parts = line.split("=", 2);
          out.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
      }
      for (String name : out.keySet()) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
          throw new IllegalArgumentException("not a name of a variable: '" + name + "'");
        }
      }
      return out;
    }

    static String capability(String name) {
      String plain = name.toUpperCase(Locale.ROOT);
      if (!plain.matches("[A-Z_]+")) {
        throw new IllegalArgumentException("not a capability: '" + name + "'");
      }
      return plain.equals("ALL") || plain.startsWith("CAP_") ? plain : "CAP_" + plain;
    }

    static List<String> preferences(Value given) {
      if (!(given instanceof Value.Sequence(List<Value> items))) {
        throw new IllegalArgumentException("placement.preferences is a list");
      }
      return items.stream().map(Args::preference).toList();
    }

    private static String preference(Value given) {
      if (given instanceof Value.Dict d && d.entries().size() == 1 && d.get("spread").isPresent()) {
        return "spread=" + Wanted.text(d.get("spread").get());
      }
      throw new IllegalArgumentException("placement.preferences holds spread alone");
    }

    List<HostPath> files() {
      return envFiles.orElse(List.of()).stream().map(HostPath::of).toList();
    }
  }

  /** Whether a service is to be there. */
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
    try {
      return new ServicePlan(args, host).plan();
    } catch (IllegalArgumentException e) {
      throw new ModuleFailure(String.valueOf(e.getMessage()));
    }
  }
}
