package dev.play.modules.containers;

import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.modules.containers.docker.DaemonArguments;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Containers of Docker. Options and results as in {@code community.docker.docker_container}. */
@ModuleDoc(
    name = "docker_container",
    also = "community.docker.docker_container",
    summary = "Makes, starts, changes, stops and removes a Docker container.",
    example =
        "docker_container: {name: shop, image: 'shop:7', published_ports: ['127.0.0.1:8080:80'], restart_policy: unless-stopped}",
    notes = {
      "By the host's docker client; no Python is needed there.",
      "Where a new container is needed, the old one goes: say all options each time.",
      "Whether an image of pull: always is a new one is unknown in a check."
    })
public final class DockerContainer implements Module<DockerContainer.Args> {
  /** The arguments. */
  public record Args(
      @Param("its name, or the id of one that is there") String name,
      @Param("what it is made from") Optional<String> image,
      @Param(value = "what it is to be", def = "started") State state,
      @Param("what it runs") Optional<Value> command,
      @Param("program that it runs, over the image's") Optional<List<String>> entrypoint,
      @Param(
              value = "correct: an empty command or entrypoint counts; compatibility: it does not",
              def = "correct",
              choices = {"compatibility", "correct"})
          String commandHandling,
      @Param("variables") Optional<Map<String, Value>> env,
      @Param("a file on the host with variables") Optional<HostPath> envFile,
      @Param(value = "ports that the host answers for", aliases = "ports")
          Optional<List<String>> publishedPorts,
      @Param("address of the host for ports without one") Optional<String> defaultHostIp,
      @Param("have the host answer for all ports") Optional<Boolean> publishAllPorts,
      @Param(
              value = "ports that it listens at",
              aliases = {"exposed", "expose"})
          Optional<List<String>> exposedPorts,
      @Param("volumes, as SOURCE:TARGET:MODES") Optional<List<String>> volumes,
      @Param("mounts, by their parts") Optional<List<Value.Dict>> mounts,
      @Param("containers whose volumes it has") Optional<List<String>> volumesFrom,
      @Param("what keeps its volumes") Optional<String> volumeDriver,
      @Param("file systems in memory, as PATH:OPTIONS") Optional<List<String>> tmpfs,
      @Param("networks that it is in: name, aliases, links, addresses")
          Optional<List<Value.Dict>> networks,
      @Param(value = "the first of networks takes the place of the default one", def = "true")
          boolean networksCliCompatible,
      @Param("its network, or host, none, container:NAME") Optional<String> networkMode,
      @Param("labels") Optional<Map<String, Value>> labels,
      @Param(
              value = "when it starts again by itself",
              choices = {"no", "on-failure", "always", "unless-stopped"})
          Optional<String> restartPolicy,
      @Param("how often at most, with on-failure") Optional<Integer> restartRetries,
      @Param("the user it runs as") Optional<String> user,
      @Param("further groups") Optional<List<String>> groups,
      @Param("the directory it runs in") Optional<String> workingDir,
      @Param("its host name") Optional<String> hostname,
      @Param("its domain") Optional<String> domainname,
      @Param("hosts and their addresses") Optional<Map<String, Value>> etcHosts,
      @Param("name servers") Optional<List<String>> dnsServers,
      @Param("domains to search") Optional<List<String>> dnsSearchDomains,
      @Param("options for looking up names") Optional<List<String>> dnsOpts,
      @Param("capabilities to add") Optional<List<String>> capabilities,
      @Param("capabilities to take") Optional<List<String>> capDrop,
      @Param("all privileges") Optional<Boolean> privileged,
      @Param("security options") Optional<List<String>> securityOpts,
      @Param("kernel parameters") Optional<Map<String, Value>> sysctls,
      @Param("limits, as NAME:SOFT:HARD") Optional<List<String>> ulimits,
      @Param("memory at most") Optional<String> memory,
      @Param("memory when it is scarce") Optional<String> memoryReservation,
      @Param("memory and swap at most; unlimited") Optional<String> memorySwap,
      @Param("0 to 100: how readily it swaps") Optional<Integer> memorySwappiness,
      @Param("the kernel's memory at most") Optional<String> kernelMemory,
      @Param("size of /dev/shm") Optional<String> shmSize,
      @Param("processors at most") Optional<Double> cpus,
      @Param("period of the processors' shares, in microseconds") Optional<Integer> cpuPeriod,
      @Param("time in each period, in microseconds") Optional<Integer> cpuQuota,
      @Param("weight among containers") Optional<Integer> cpuShares,
      @Param("processors it may use") Optional<String> cpusetCpus,
      @Param("memory nodes it may use") Optional<String> cpusetMems,
      @Param("weight of its disk traffic, 10 to 1000") Optional<Integer> blkioWeight,
      @Param("bytes a second read at most: path and rate") Optional<List<Value.Dict>> deviceReadBps,
      @Param("bytes a second written at most: path and rate")
          Optional<List<Value.Dict>> deviceWriteBps,
      @Param("reads a second at most: path and rate") Optional<List<Value.Dict>> deviceReadIops,
      @Param("writes a second at most: path and rate") Optional<List<Value.Dict>> deviceWriteIops,
      @Param("devices, as HOST:CONTAINER:PERMISSIONS") Optional<List<String>> devices,
      @Param("rules for devices") Optional<List<String>> deviceCgroupRules,
      @Param("devices asked of a driver, such as GPUs") Optional<List<Value.Dict>> deviceRequests,
      @Param("processes at most") Optional<Integer> pidsLimit,
      @Param("whose processes it sees") Optional<String> pidMode,
      @Param("whose shared memory it sees") Optional<String> ipcMode,
      @Param("whose host name it has") Optional<String> uts,
      @Param("whose users it has") Optional<String> usernsMode,
      @Param(
              value = "whose control groups it sees",
              choices = {"host", "private"})
          Optional<String> cgroupnsMode,
      @Param("control group above it") Optional<String> cgroupParent,
      @Param("what runs it") Optional<String> runtime,
      @Param("system and architecture") Optional<String> platform,
      @Param("options of the storage") Optional<Map<String, Value>> storageOpts,
      @Param("where its output goes") Optional<String> logDriver,
      @Param(value = "options for that", aliases = "log_opt")
          Optional<Map<String, Value>> logOptions,
      @Param("links to other containers, as NAME:ALIAS") Optional<List<String>> links,
      @Param("its hardware address") Optional<String> macAddress,
      @Param("an init within it") Optional<Boolean> init,
      @Param("keep its input open") Optional<Boolean> interactive,
      @Param("a terminal") Optional<Boolean> tty,
      @Param("nothing of it can be written") Optional<Boolean> readOnly,
      @Param("it is removed when it ends") Optional<Boolean> autoRemove,
      @Param("never killed for want of memory") Optional<Boolean> oomKiller,
      @Param("how readily it is killed for want of memory") Optional<Integer> oomScoreAdj,
      @Param("its check of health") Optional<Value.Dict> healthcheck,
      @Param("signal that stops it") Optional<String> stopSignal,
      @Param("seconds to stop in") Optional<Integer> stopTimeout,
      @Param("signal that kills it") Optional<String> killSignal,
      @Param(value = "kill it instead of stopping it", aliases = "forcekill", def = "false")
          boolean forceKill,
      @Param("whether it is paused") Optional<Boolean> paused,
      @Param("go on while it runs; else wait for its end") Optional<Boolean> detach,
      @Param(value = "remove it after its end, with detach: false", def = "false") boolean cleanup,
      @Param(value = "tell its output", def = "false") boolean outputLogs,
      @Param(value = "restart it where nothing else is to be done", def = "false") boolean restart,
      @Param(value = "make it anew in any case", def = "false") boolean recreate,
      @Param(value = "keep volumes without a name when it goes", def = "true") boolean keepVolumes,
      @Param("seconds to wait for one that goes") Optional<Double> removalWaitTimeout,
      @Param(value = "seconds to wait for health; none at 0", def = "300")
          double healthyWaitTimeout,
      @Param(value = "fetch the image: never, missing, always", def = "missing") String pull,
      @Param(
              value = "of pull: always a check says unknown, or always that it changes",
              def = "image_not_present",
              choices = {"image_not_present", "always"})
          String pullCheckModeBehavior,
      @Param(
              value = "whose settings count as inherited, with strict comparisons",
              def = "desired-image",
              choices = {"desired-image", "current-image"})
          String imageComparison,
      @Param(
              value = "labels of the image that are not asked for, with strict labels",
              def = "ignore",
              choices = {"ignore", "fail"})
          String imageLabelMismatch,
      @Param(
              value = "when the same image has another name",
              def = "recreate",
              choices = {"recreate", "ignore"})
          String imageNameMismatch,
      @Param("how options are compared: strict, ignore, allow_more_present; * for all")
          Optional<Map<String, Value>> comparisons,
      @Param(
              value = "whether switches that are not given are off",
              def = "no_defaults",
              choices = {"compatibility", "no_defaults"})
          String containerDefaultBehavior,
      DaemonArguments daemon) {
    public Args {
      DockerClient.requireName("container", name);
      if (!pull.matches("(?i)never|missing|always|true|false|yes|no")) {
        throw new IllegalArgumentException("pull is never, missing or always, not '" + pull + "'");
      }
      if (image.filter(i -> !i.matches("[A-Za-z0-9][A-Za-z0-9._/:@-]*")).isPresent()) {
        throw new IllegalArgumentException("not an image: '" + image.get() + "'");
      }
    }

    DockerClient client() {
      return daemon.client();
    }
  }

  /** What a container is to be. */
  public enum State {
    ABSENT,
    PRESENT,
    HEALTHY,
    STOPPED,
    STARTED
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return DockerClient.touched();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    try {
      return new ContainerPlan(args, host).plan();
    } catch (IllegalArgumentException e) {
      throw new ModuleFailure(String.valueOf(e.getMessage()));
    }
  }
}
