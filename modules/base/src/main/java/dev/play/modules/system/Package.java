package dev.play.modules.system;

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

    boolean isForDnfToo() {
      return isForAptOnly()
          || Stream.of(autoremove, allowDowngrade, lockTimeout).anyMatch(Optional::isPresent);
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
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
              ? PackageByOther.of(args, manager, host)
              : PackageByDnf.of(args, host);
      case ZYPPER, APK, PACMAN -> PackageByOther.of(args, manager, host);
    };
  }
}
