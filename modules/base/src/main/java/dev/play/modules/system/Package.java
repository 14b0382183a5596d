package dev.play.modules.system;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.PackageInfo;
import dev.play.host.PackageManager;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.system.apt.AptGet;
import dev.play.modules.system.apt.AptPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Packages by whatever manager the host has. Options and results as in {@code
 * ansible.builtin.package}.
 */
@ModuleDoc(
    name = "package",
    also = "ansible.builtin.package",
    summary = "Installs and removes packages.",
    example = "package: {name: [git, curl], state: present}")
public final class Package implements Module<Package.Args> {
  private static final Set<String> MANAGERS =
      Set.of("auto", "apt", "dnf", "dnf5", "yum", "zypper", "apk", "pacman");

  /** The arguments. */
  public record Args(
      @Param(value = "packages", aliases = "pkg") List<String> name,
      @Param(value = "what they are to be", def = "present") Apt.State state,
      @Param(value = "which manager to use", def = "auto") String use) {
    public Args {
      if (!MANAGERS.contains(use)) {
        throw new IllegalArgumentException(
            "Could not find a matching action for the \"" + use + "\" package manager.");
      }
    }
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return AptGet.TOUCHED;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    PackageManager manager =
        args.use().equals("auto")
            ? host.known(new Probe.Manager())
            : PackageManager.valueOf(args.use().replace("dnf5", "dnf").toUpperCase(Locale.ROOT));
    return switch (manager) {
      case APT -> apt(args, host);
      case NONE -> throw new ModuleFailure("this host has no package manager that is known");
      case DNF, YUM, ZYPPER, APK, PACMAN -> other(args, host, manager);
    };
  }

  private static Plan apt(Args args, HostView host) {
    AptGet apt = AptGet.with(60, List.of("force-confdef", "force-confold"), List.of());
    AptPlan plan = new AptPlan(host, apt, Optional.empty(), false);
    switch (args.state()) {
      case PRESENT, INSTALLED -> plan.present(args.name(), false);
      case LATEST -> plan.latest(args.name(), false);
      case ABSENT, REMOVED -> plan.absent(args.name(), false);
      case BUILD_DEP, FIXED -> throw new ModuleFailure("use apt for state " + args.state());
    }
    return plan.plan(TaskResult.EMPTY);
  }

  private static Plan other(Args args, HostView host, PackageManager manager) {
    List<Probe<?>> probes = new ArrayList<>();
    for (String name : args.name()) {
      if (!name.matches("[A-Za-z0-9@*?._+:~-]+") || name.startsWith("-")) {
        throw new ModuleFailure("not a package name: '" + name + "'");
      }
      probes.add(new Probe.PackageAt(manager, name));
    }
    host.need(probes);
    List<String> change = new ArrayList<>();
    List<Effect.Prediction<?>> predicts = new ArrayList<>();
    boolean absent = args.state() == Apt.State.ABSENT || args.state() == Apt.State.REMOVED;
    for (String name : args.name()) {
      Probe.PackageAt probe = new Probe.PackageAt(manager, name);
      PackageInfo info = host.known(probe);
      if (info.installed() == absent) {
        change.add(name);
        if (absent) {
          predicts.add(new Effect.Prediction<>(probe, PackageInfo.absent(name)));
        }
      }
    }
    if (args.state() == Apt.State.LATEST && change.isEmpty()) {
      throw new ModuleFailure(
          "state: latest is only supported with apt; with "
              + manager.name().toLowerCase(Locale.ROOT)
              + " use its own module or command");
    }
    if (change.isEmpty()) {
      return Plan.same();
    }
    List<String> argv = new ArrayList<>(command(manager, absent));
    argv.addAll(change);
    String why = (absent ? "remove " : "install ") + String.join(" ", change);
    return Plan.change(
        List.of(new Effect.Run(Command.of(argv), why, AptGet.TOUCHED, predicts, Set.of(0))));
  }

  private static List<String> command(PackageManager manager, boolean absent) {
    return switch (manager) {
      case DNF -> List.of("dnf", "-y", absent ? "remove" : "install");
      case YUM -> List.of("yum", "-y", absent ? "remove" : "install");
      case ZYPPER -> List.of("zypper", "-n", absent ? "remove" : "install");
      case APK -> List.of("apk", absent ? "del" : "add");
      case PACMAN -> List.of("pacman", "--noconfirm", absent ? "-R" : "-S");
      case APT, NONE -> throw new IllegalStateException("handled before");
    };
  }
}
