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
import dev.play.modules.system.apt.AptGet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Packages by whatever manager the host has. Options and results as in {@code
 * ansible.builtin.package}.
 */
@ModuleDoc(
    name = "package",
    also = "ansible.builtin.package",
    summary = "Installs and removes packages.",
    together = "name",
    example = "package: {name: [git, curl], state: present}")
public final class Package implements Module<Package.Args> {
  private static final Set<String> MANAGERS =
      Set.of("auto", "apt", "dnf", "dnf5", "yum", "zypper", "apk", "pacman");

  /** The arguments. */
  public record Args(
      @Param(value = "packages", aliases = "pkg", def = "") List<String> name,
      @Param(value = "what they are to be", def = "present") Apt.State state,
      @Param(value = "which manager to use", def = "auto") String use,
      @Param(value = "apt: refresh the package lists first", aliases = "update-cache")
          Optional<Boolean> updateCache,
      @Param("apt: only when they are older, in seconds") Optional<Long> cacheValidTime,
      @Param(value = "apt: install recommended packages", aliases = "install-recommends")
          Optional<Boolean> installRecommends,
      @Param(value = "apt: release to prefer", aliases = "default-release")
          Optional<String> defaultRelease,
      @Param("apt: upgrade only what is installed") Optional<Boolean> onlyUpgrade,
      @Param("apt: remove configuration too") Optional<Boolean> purge,
      @Param("apt: remove packages that nothing needs any more") Optional<Boolean> autoremove,
      @Param("apt: as the option of apt") Optional<Boolean> force,
      @Param(value = "apt: allow older versions", aliases = "allow-downgrade")
          Optional<Boolean> allowDowngrade,
      @Param(value = "apt: allow packages without a signature", aliases = "allow-unauthenticated")
          Optional<Boolean> allowUnauthenticated,
      @Param("apt: dpkg's force options") Optional<String> dpkgOptions,
      @Param("apt: answer of policy-rc.d while packages are set up") Optional<Integer> policyRcD,
      @Param("apt: seconds to wait for a locked package database") Optional<Integer> lockTimeout) {
    public Args {
      if (!MANAGERS.contains(use)) {
        throw new IllegalArgumentException(
            "Could not find a matching action for the \"" + use + "\" package manager.");
      }
    }

    /** As Ansible does, what is beside name and state is apt's own. */
    Apt.Args forApt() {
      return new Apt.Args(
          name,
          state,
          updateCache,
          cacheValidTime.orElse(0L),
          5,
          12,
          purge.orElse(false),
          defaultRelease,
          installRecommends,
          force.orElse(false),
          "no",
          dpkgOptions.orElse("force-confdef,force-confold"),
          Optional.empty(),
          autoremove.orElse(false),
          false,
          false,
          policyRcD,
          onlyUpgrade.orElse(false),
          false,
          false,
          allowUnauthenticated.orElse(false),
          allowDowngrade.orElse(false),
          false,
          true,
          lockTimeout.orElse(60));
    }

    boolean isForAptOnly() {
      return Stream.of(
              cacheValidTime,
              installRecommends,
              defaultRelease,
              onlyUpgrade,
              purge,
              force,
              allowUnauthenticated,
              dpkgOptions,
              policyRcD)
          .anyMatch(Optional::isPresent);
    }

    boolean isForSomeOnly() {
      return isForAptOnly()
          || Stream.of(updateCache, autoremove, allowDowngrade, lockTimeout)
              .anyMatch(Optional::isPresent);
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return AptGet.TOUCHED;
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
      case APT -> new Apt().plan(args.forApt(), host);
      case NONE -> throw new ModuleFailure("this host has no package manager that is known");
      case DNF -> PackageByDnf.of(args, host);
      case YUM ->
          host.known(new Probe.Manager()) == PackageManager.YUM
              ? other(args, host, manager)
              : PackageByDnf.of(args, host);
      case ZYPPER, APK, PACMAN -> other(args, host, manager);
    };
  }

  private static Plan other(Args args, HostView host, PackageManager manager) {
    if (args.isForSomeOnly()) {
      throw PackageByDnf.aptOnly(manager);
    }
    if (args.name().isEmpty()) {
      throw new ModuleFailure("one of the following is required: name");
    }
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
