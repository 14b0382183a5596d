package dev.play.modules.containers;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.GroupInfo;
import dev.play.host.Observed;
import dev.play.host.PackageManager;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.host.UnitInfo;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.containers.engine.DaemonSettings;
import dev.play.modules.containers.engine.DockerPackages;
import dev.play.modules.containers.engine.DockerRepository;
import dev.play.modules.containers.engine.OsRelease;
import dev.play.modules.containers.engine.RpmPackages;
import dev.play.modules.system.apt.AptGet;
import dev.play.modules.system.apt.AptPlan;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The Docker engine with compose and buildx, its settings, and who may use it. */
@ModuleDoc(
    name = "install_docker",
    also = "play.containers.install_docker",
    summary = "Installs and configures Docker, from the distribution or from Docker.",
    example =
        "install_docker: {channel: distro, users: [deploy], daemon_options: {log-driver: journald}}",
    notes = {
      "daemon.json is in place before the engine starts for the first time.",
      "On Container-Optimized OS, which brings Docker, only settings and users are managed; its /etc"
          + " is as new at each start of the machine.",
      "Debian before buster and what is made from Red Hat Enterprise Linux have no packages of"
          + " their own: channel: ce.",
      "Debian bookworm and trixie are tried; other distributions by what their packages are called."
    })
public final class InstallDocker implements Module<InstallDocker.Args> {
  private static final Probe.Unit UNIT = Probe.Unit.of("docker.service");
  private static final Probe.GroupNamed GROUP = new Probe.GroupNamed("docker");

  /** The arguments. */
  public record Args(
      @Param(value = "distro: the distribution's packages; ce: Docker's own", def = "distro")
          Channel channel,
      @Param("version of the engine's package, globs allowed") Optional<String> version,
      @Param(value = "what daemon.json holds; the file is left alone when not given")
          Optional<Map<String, Value>> daemonOptions,
      @Param(value = "users of the group docker; they are as good as root", def = "")
          List<String> users,
      @Param(value = "seconds to wait for a locked package database", def = "60") int lockTimeout,
      @Param(
              value = "ce: a mirror in place of https://download.docker.com/linux",
              example = "http://mirror.example/docker/linux")
          Optional<String> repository) {
    public Args {
      if (repository.isPresent() && !repository.get().matches("(https?|file)://[^\\s\"'\\\\]+")) {
        throw new IllegalArgumentException("not an address: '" + repository.get() + "'");
      }
    }
  }

  /** Where packages come from. */
  public enum Channel {
    DISTRO,
    CE
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return AptGet.TOUCHED;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    host.need(List.of(OsRelease.PROBE, UNIT, GROUP, new Probe.Manager(), DaemonSettings.PROBE));
    OsRelease os = OsRelease.of(host);
    List<Effect> effects = new ArrayList<>();
    if (os.isContainerOptimized()) {
      refusePackages(args);
    }
    Plan install = os.isContainerOptimized() ? Plan.same() : install(args, host, os);
    if (install instanceof Plan.Change change) {
      // The engine starts when it is installed: its settings must be there by then. Where a check
      // does not know them, it is still sure of the installation.
      if (host.read(DaemonSettings.PROBE) instanceof Observed.Known<?>) {
        DaemonSettings.plan(args.daemonOptions(), host, effects);
      }
      change.effects().forEach(effect -> effects.add(makingTheGroup(effect)));
      return ((Plan.Change) Plan.change(effects)).thenMore();
    }
    if (!(install instanceof Plan.Same)) {
      return install;
    }
    boolean settingsChange = DaemonSettings.plan(args.daemonOptions(), host, effects);
    UnitInfo unit = host.known(UNIT);
    if (!unit.unitFileState().equals("enabled") && !os.isContainerOptimized()) {
      effects.add(systemctl("enable"));
    }
    if (!unit.isActive()) {
      effects.add(systemctl("start"));
    } else if (settingsChange) {
      effects.add(systemctl("restart"));
    }
    users(args, host, effects);
    return Plan.change(effects, TaskResult.of("users", args.users()));
  }

  private static void refusePackages(Args args) {
    if (args.channel() == Channel.CE || args.version().isPresent()) {
      throw new ModuleFailure(
          "Container-Optimized OS brings Docker and takes no packages: leave out channel and"
              + " version; another version comes with another image of it");
    }
  }

  /** The packages make the group docker, beside all that packages do. */
  private static Effect makingTheGroup(Effect effect) {
    if (!(effect instanceof Effect.Run run)) {
      return effect;
    }
    Set<Resource> touched = new HashSet<>(run.touches());
    touched.add(Resource.ofGroup("docker"));
    return new Effect.Run(run.command(), run.why(), touched, run.predicts(), run.okStatuses());
  }

  private static Plan install(Args args, HostView host, OsRelease os) {
    boolean fromDocker = args.channel() == Channel.CE;
    List<String> names = new DockerPackages(os, fromDocker, args.version()).names();
    if (fromDocker) {
      DockerRepository repository = new DockerRepository(os, args.repository());
      if (!repository.isListed(host)) {
        return Plan.change(List.of(repository.added(args.lockTimeout())));
      }
    }
    PackageManager manager = host.known(new Probe.Manager());
    if (manager != PackageManager.APT) {
      return RpmPackages.plan(host, manager, names);
    }
    AptGet apt =
        AptGet.with(
            args.lockTimeout(),
            List.of("force-confdef", "force-confold"),
            // What Docker recommends brings a Python with it; what it needs is named.
            List.of("-oAPT::Install-Recommends=false"));
    AptPlan plan = new AptPlan(host, apt, Optional.empty(), false);
    plan.present(names, false);
    return plan.plan(TaskResult.EMPTY);
  }

  private static void users(Args args, HostView host, List<Effect> effects) {
    if (args.users().isEmpty()) {
      return;
    }
    List<Probe<?>> probes = new ArrayList<>();
    args.users().forEach(u -> probes.add(new Probe.UserNamed(u)));
    host.need(probes);
    GroupInfo group =
        host.known(GROUP)
            .orElseThrow(
                () -> new ModuleFailure("Docker is installed, but there is no group docker"));
    List<String> members = new ArrayList<>(group.members());
    for (String user : args.users()) {
      if (host.known(new Probe.UserNamed(user)).isEmpty()) {
        throw new ModuleFailure("there is no user " + user + " to put into the group docker");
      }
      if (!members.contains(user)) {
        members.add(user);
        effects.add(
            Effect.Run.of(
                    Command.of("usermod", "-aG", "docker", "--", user),
                    "let " + user + " use Docker",
                    Set.of(Resource.ofUser(user), Resource.ofGroup("docker")))
                .predicting(
                    new Effect.Prediction<>(
                        GROUP,
                        Optional.of(new GroupInfo("docker", group.gid(), List.copyOf(members))))));
      }
    }
  }

  private static Effect.Run systemctl(String verb) {
    return Effect.Run.of(
        Command.of("systemctl", verb, "docker.service"),
        verb + " Docker",
        Set.of(
            Resource.ofUnit("docker.service"),
            Resource.ofUnit("docker.socket"),
            Resource.ofUnit("containerd.service"),
            Resource.topic("docker")));
  }
}
