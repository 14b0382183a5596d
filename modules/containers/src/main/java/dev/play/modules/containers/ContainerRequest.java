package dev.play.modules.containers;

import dev.play.modules.base.text.ShellWords;
import dev.play.modules.containers.container.ContainerSettings;
import dev.play.modules.containers.container.ContainerSettings.Comparison;
import dev.play.modules.containers.container.Texts;
import dev.play.modules.containers.container.Wanted;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a task asks of a container, as settings. */
final class ContainerRequest {
  private final DockerContainer.Args args;
  private final ContainerSettings settings = new ContainerSettings();
  private final List<String> command;

  /**
   * @param envFile what the file of variables holds
   * @param id the id of a container by its name, for what is shared with one
   */
  ContainerRequest(DockerContainer.Args args, Optional<String> envFile, UnaryOperator<String> id) {
    this.args = args;
    identity();
    resources();
    isolation(id);
    lists();
    addresses();
    command = Texts.command(entrypoint(), command(), settings);
    if (args.env().isPresent() || args.envFile().isPresent()) {
      Texts.environment(Texts.environment(envFile, args.env().orElse(Map.of())), settings);
    }
  }

  private Optional<Boolean> orOff(Optional<Boolean> given) {
    return given.isEmpty() && args.containerDefaultBehavior().equals("compatibility")
        ? Optional.of(false)
        : given;
  }

  private Optional<List<String>> command() {
    Optional<List<String>> words =
        args.command()
            .map(
                c ->
                    c instanceof Value.Text(String line) ? ShellWords.split(line) : Wanted.list(c));
    return args.commandHandling().equals("compatibility") ? words.filter(w -> !w.isEmpty()) : words;
  }

  private Optional<List<String>> entrypoint() {
    return args.commandHandling().equals("compatibility")
        ? args.entrypoint().filter(w -> !w.isEmpty())
        : args.entrypoint();
  }

  private void identity() {
    settings.text("hostname", args.hostname(), "--hostname", "/Config/Hostname");
    settings.text("domainname", args.domainname(), "--domainname", "/Config/Domainname");
    settings.text("user", args.user(), "--user", "/Config/User");
    settings.text("working_dir", args.workingDir(), "--workdir", "/Config/WorkingDir");
    settings.flag("interactive", orOff(args.interactive()), "--interactive", "/Config/OpenStdin");
    settings.flag("tty", orOff(args.tty()), "--tty", "/Config/Tty");
    settings.flag("init", orOff(args.init()), "--init", "/HostConfig/Init");
    settings.flag("auto_remove", orOff(args.autoRemove()), "--rm", "/HostConfig/AutoRemove");
    settings.flag("read_only", orOff(args.readOnly()), "--read-only", "/HostConfig/ReadonlyRootfs");
    settings.text("stop_signal", args.stopSignal(), "--stop-signal", "/Config/StopSignal");
    settings.number(
        "stop_timeout", args.stopTimeout(), "--stop-timeout", "/Config/StopTimeout", false);
    settings.text("log_driver", args.logDriver(), "--log-driver", "/HostConfig/LogConfig/Type");
    settings.dict(
        "log_options",
        args.logOptions().map(Wanted::texts),
        "--log-opt",
        "=",
        "/HostConfig/LogConfig/Config");
    settings.dict("labels", args.labels().map(Wanted::texts), "--label", "=", "/Config/Labels");
    Texts.health(args.healthcheck(), settings);
    restarts();
  }

  private void restarts() {
    args.restartPolicy()
        .ifPresent(
            policy -> {
              String wanted =
                  policy + args.restartRetries().filter(r -> r > 0).map(r -> ":" + r).orElse("");
              String word = "--restart=" + wanted;
              settings.words(List.of(word));
              settings.value(
                  "restart_policy",
                  wanted,
                  now -> {
                    int most = now.at("/HostConfig/RestartPolicy/MaximumRetryCount").asInt();
                    String name = now.at("/HostConfig/RestartPolicy/Name").asText();
                    return (name.isEmpty() ? "no" : name) + (most > 0 ? ":" + most : "");
                  },
                  List.of(word));
            });
  }

  private void resources() {
    settings.size(
        "memory",
        args.memory()
            .or(
                () ->
                    args.containerDefaultBehavior().equals("compatibility")
                        ? Optional.of("0")
                        : Optional.empty()),
        "--memory",
        "/HostConfig/Memory",
        true);
    settings.size(
        "memory_reservation",
        args.memoryReservation(),
        "--memory-reservation",
        "/HostConfig/MemoryReservation",
        true);
    settings.size(
        "memory_swap", args.memorySwap(), "--memory-swap", "/HostConfig/MemorySwap", true);
    settings.number(
        "memory_swappiness",
        args.memorySwappiness(),
        "--memory-swappiness",
        "/HostConfig/MemorySwappiness",
        false);
    settings.size(
        "kernel_memory", args.kernelMemory(), "--kernel-memory", "/HostConfig/KernelMemory", true);
    settings.size("shm_size", args.shmSize(), "--shm-size", "/HostConfig/ShmSize", false);
    args.cpus()
        .ifPresent(
            cpus -> {
              String word = "--cpus=" + cpus;
              settings.words(List.of(word));
              settings.value(
                  "cpus",
                  Long.toString(Math.round(cpus * 1e9)),
                  now -> Long.toString(now.at("/HostConfig/NanoCpus").asLong()),
                  List.of(word));
            });
    settings.number("cpu_period", args.cpuPeriod(), "--cpu-period", "/HostConfig/CpuPeriod", true);
    settings.number("cpu_quota", args.cpuQuota(), "--cpu-quota", "/HostConfig/CpuQuota", true);
    settings.number("cpu_shares", args.cpuShares(), "--cpu-shares", "/HostConfig/CpuShares", true);
    settings.text("cpuset_cpus", args.cpusetCpus(), "--cpuset-cpus", "/HostConfig/CpusetCpus");
    settings.text("cpuset_mems", args.cpusetMems(), "--cpuset-mems", "/HostConfig/CpusetMems");
    settings.number(
        "blkio_weight", args.blkioWeight(), "--blkio-weight", "/HostConfig/BlkioWeight", true);
    settings.number("pids_limit", args.pidsLimit(), "--pids-limit", "/HostConfig/PidsLimit", true);
    settings.flag(
        "oom_killer", args.oomKiller(), "--oom-kill-disable", "/HostConfig/OomKillDisable");
    settings.number(
        "oom_score_adj", args.oomScoreAdj(), "--oom-score-adj", "/HostConfig/OomScoreAdj", false);
    Texts.rates(
        "device_read_bps",
        args.deviceReadBps(),
        "--device-read-bps",
        "/HostConfig/BlkioDeviceReadBps",
        settings);
    Texts.rates(
        "device_write_bps",
        args.deviceWriteBps(),
        "--device-write-bps",
        "/HostConfig/BlkioDeviceWriteBps",
        settings);
    Texts.rates(
        "device_read_iops",
        args.deviceReadIops(),
        "--device-read-iops",
        "/HostConfig/BlkioDeviceReadIOps",
        settings);
    Texts.rates(
        "device_write_iops",
        args.deviceWriteIops(),
        "--device-write-iops",
        "/HostConfig/BlkioDeviceWriteIOps",
        settings);
    Texts.limits(args.ulimits(), settings);
  }

  private void isolation(UnaryOperator<String> id) {
    shared("network_mode", networkMode(), "--network", "/HostConfig/NetworkMode", id);
    shared("pid_mode", args.pidMode(), "--pid", "/HostConfig/PidMode", id);
    shared("ipc_mode", args.ipcMode(), "--ipc", "/HostConfig/IpcMode", id);
    settings.text("uts", args.uts(), "--uts", "/HostConfig/UTSMode");
    settings.text("userns_mode", args.usernsMode(), "--userns", "/HostConfig/UsernsMode");
    settings.text("cgroupns_mode", args.cgroupnsMode(), "--cgroupns", "/HostConfig/CgroupnsMode");
    settings.text(
        "cgroup_parent", args.cgroupParent(), "--cgroup-parent", "/HostConfig/CgroupParent");
    settings.text("runtime", args.runtime(), "--runtime", "/HostConfig/Runtime");
    args.platform().ifPresent(p -> settings.words(List.of("--platform=" + p)));
    settings.flag("privileged", orOff(args.privileged()), "--privileged", "/HostConfig/Privileged");
    UnaryOperator<String> bare = c -> c.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "");
    settings.set(
        "capabilities",
        args.capabilities(),
        "--cap-add",
        bare,
        now -> ContainerSettings.texts(now.at("/HostConfig/CapAdd")).map(bare),
        image -> java.util.stream.Stream.of());
    settings.set(
        "cap_drop",
        args.capDrop(),
        "--cap-drop",
        bare,
        now -> ContainerSettings.texts(now.at("/HostConfig/CapDrop")).map(bare),
        image -> java.util.stream.Stream.of());
    settings.set("security_opts", args.securityOpts(), "--security-opt", "/HostConfig/SecurityOpt");
    settings.dict(
        "sysctls", args.sysctls().map(Wanted::texts), "--sysctl", "=", "/HostConfig/Sysctls");
    settings.dict(
        "storage_opts",
        args.storageOpts().map(Wanted::texts),
        "--storage-opt",
        "=",
        "/HostConfig/StorageOpt");
    Texts.devices(args.devices(), settings);
    settings.set(
        "device_cgroup_rules",
        args.deviceCgroupRules(),
        "--device-cgroup-rule",
        "/HostConfig/DeviceCgroupRules");
    Texts.requests(args.deviceRequests(), settings);
  }

  /** What may be another container's: docker tells of that one by its id. */
  private void shared(
      String option, Optional<String> wanted, String word, String place, UnaryOperator<String> id) {
    wanted.ifPresent(
        w -> {
          settings.words(List.of(word + "=" + w));
          String full =
              w.startsWith("container:")
                  ? "container:" + id.apply(w.substring("container:".length()))
                  : plain(w);
          settings.value(option, full, now -> plain(now.at(place).asText()), List.of());
        });
  }

  private static String plain(String mode) {
    return mode.equals("bridge") ? "default" : mode;
  }

  /** Its network when it is made. */
  Optional<String> networkMode() {
    return args.networkMode()
        .or(
            () ->
                args.networksCliCompatible()
                    ? networks().keySet().stream().findFirst()
                    : Optional.empty());
  }

  private void lists() {
    settings.set("groups", args.groups(), "--group-add", "/HostConfig/GroupAdd");
    settings.set("volumes_from", args.volumesFrom(), "--volumes-from", "/HostConfig/VolumesFrom");
    settings.text(
        "volume_driver", args.volumeDriver(), "--volume-driver", "/HostConfig/VolumeDriver");
    Texts.volumes(args.volumes(), settings);
    Texts.mounts(args.mounts(), settings);
    settings.set(
        "tmpfs",
        args.tmpfs(),
        "--tmpfs",
        t -> t.contains(":") ? t.replaceFirst(":", "=") : t + "=",
        now -> ContainerSettings.pairs(now.at("/HostConfig/Tmpfs")),
        image -> java.util.stream.Stream.of());
    Texts.links(args.links(), settings);
  }

  private void addresses() {
    settings.list("dns_servers", args.dnsServers(), "--dns", "/HostConfig/Dns");
    settings.list(
        "dns_search_domains", args.dnsSearchDomains(), "--dns-search", "/HostConfig/DnsSearch");
    settings.set("dns_opts", args.dnsOpts(), "--dns-option", "/HostConfig/DnsOptions");
    args.etcHosts()
        .map(Wanted::texts)
        .ifPresent(
            hosts ->
                settings.set(
                    "etc_hosts",
                    Optional.of(
                        hosts.entrySet().stream()
                            .map(e -> e.getKey() + ":" + e.getValue())
                            .toList()),
                    "--add-host",
                    "/HostConfig/ExtraHosts"));
    settings.text("mac_address", args.macAddress(), "--mac-address", "/NetworkSettings/MacAddress");
    settings.flag(
        "publish_all_ports",
        args.publishAllPorts(),
        "--publish-all",
        "/HostConfig/PublishAllPorts");
    Texts.exposed(args.exposedPorts(), settings);
    args.publishedPorts()
        .ifPresent(p -> Texts.published(p, args.defaultHostIp().orElse(""), settings));
  }

  /** Networks by name, with what is asked of each. */
  Map<String, Value.Dict> networks() {
    Map<String, Value.Dict> out = new LinkedHashMap<>();
    for (Value.Dict each : args.networks().orElse(List.of())) {
      String name =
          each.get("name")
              .map(Wanted::text)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "missing required arguments: name found in networks"));
      out.put(name, each);
    }
    return out;
  }

  ContainerSettings settings() {
    return settings;
  }

  /** How options are to be compared. */
  Map<String, Comparison> comparisons() {
    Map<String, Comparison> out = new LinkedHashMap<>();
    args.comparisons()
        .orElse(Map.of())
        .forEach(
            (option, how) -> {
              String word = Wanted.text(how);
              if (!word.matches("strict|ignore|allow_more_present")) {
                throw new IllegalArgumentException(
                    "comparisons are strict, ignore or allow_more_present, not '" + word + "'");
              }
              String name =
                  switch (option) {
                    case "ports" -> "published_ports";
                    case "exposed", "expose" -> "exposed_ports";
                    case "log_opt" -> "log_options";
                    case "env_file" -> "env";
                    default -> option;
                  };
              out.put(name, Comparison.valueOf(word.toUpperCase(Locale.ROOT)));
            });
    return out;
  }

  /** The words of {@code docker create}, with the variables in the task's order. */
  List<String> create(String image) {
    List<String> out = new ArrayList<>(List.of("container", "create", "--name=" + args.name()));
    out.addAll(settings.words());
    args.envFile().ifPresent(f -> out.add("--env-file=" + f));
    if (!variables().isEmpty()) {
      out.add("--env-file=/dev/stdin");
    }
    args.env()
        .map(e -> Texts.environment(Optional.empty(), e))
        .orElse(Map.of())
        .forEach(
            (k, v) -> {
              if (v.contains("\n")) {
                out.add("--env=" + k + "=" + v);
              }
            });
    out.add(image);
    out.addAll(command);
    return out;
  }

  /** Variables for the client's standard input: their values are in no list of processes. */
  String variables() {
    StringBuilder out = new StringBuilder();
    args.env()
        .map(e -> Texts.environment(Optional.empty(), e))
        .orElse(Map.of())
        .forEach((k, v) -> out.append(v.contains("\n") ? "" : k + "=" + v + "\n"));
    return out.toString();
  }
}
