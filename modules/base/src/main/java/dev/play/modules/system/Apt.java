package dev.play.modules.system;

import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.system.apt.AptGet;
import dev.play.modules.system.apt.AptLists;
import dev.play.modules.system.apt.AptPlan;
import dev.play.modules.system.apt.DebFile;
import dev.play.modules.system.apt.PackageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Debian's packages, by apt-get: one transaction a task. Options and results as in {@code
 * ansible.builtin.apt}.
 */
@ModuleDoc(
    name = "apt",
    also = "ansible.builtin.apt",
    summary = "Installs, upgrades and removes Debian packages.",
    example =
        "apt: {name: [nginx, 'openssl=3.*'], state: present, update_cache: true, cache_valid_time: 3600}",
    mutuallyExclusive = {"deb,name,upgrade"},
    together = "name",
    notes = {
      "Lists are refreshed at most once a run unless their sources change.",
      "A locked package database is waited for (lock_timeout); apt then says who holds it."
    })
public final class Apt implements Module<Apt.Args> {
  /** The arguments. */
  public record Args(
      @Param(
              value =
                  "packages: name, name=version, name>=version, name/release; globs allowed; with"
                      + " latest * upgrades all",
              aliases = {"package", "pkg"},
              def = "")
          List<String> name,
      @Param(value = "what they are to be", def = "present") State state,
      @Param(value = "refresh the package lists first", aliases = "update-cache")
          Optional<Boolean> updateCache,
      @Param(value = "only when they are older, in seconds", def = "0") long cacheValidTime,
      @Param(value = "how often refreshing is tried again", def = "5") int updateCacheRetries,
      @Param(value = "longest pause between tries, in seconds", def = "12")
          int updateCacheRetryMaxDelay,
      @Param(value = "remove configuration too", def = "false") boolean purge,
      @Param(value = "release to prefer", aliases = "default-release")
          Optional<String> defaultRelease,
      @Param(
              value = "install recommended packages; apt's setting when not given",
              aliases = "install-recommends")
          Optional<Boolean> installRecommends,
      @Param(
              value =
                  "allow packages without a signature, downgrades, and changing held or essential"
                      + " packages",
              def = "false")
          boolean force,
      @Param(
              value = "upgrade the system",
              def = "no",
              choices = {"no", "yes", "safe", "full", "dist", "False", "True"})
          String upgrade,
      @Param(value = "dpkg's force options", def = "force-confdef,force-confold")
          String dpkgOptions,
      @Param("a .deb on the host, or its address") Optional<String> deb,
      @Param(value = "remove packages that nothing needs any more", def = "false")
          boolean autoremove,
      @Param(value = "clear outdated archives out of the cache", def = "false") boolean autoclean,
      @Param(value = "clear the cache of archives", def = "false") boolean clean,
      @Param("answer of policy-rc.d while packages are set up; 101 keeps services from starting")
          Optional<Integer> policyRcD,
      @Param(value = "upgrade only what is installed", def = "false") boolean onlyUpgrade,
      @Param(value = "fail when packages would be removed on the way", def = "false")
          boolean failOnAutoremove,
      @Param(value = "apt-get is always used, whatever this says", def = "false")
          boolean forceAptGet,
      @Param(
              value = "allow packages without a signature",
              aliases = "allow-unauthenticated",
              def = "false")
          boolean allowUnauthenticated,
      @Param(
              value = "allow older versions",
              aliases = {"allow-downgrade", "allow_downgrades", "allow-downgrades"},
              def = "false")
          boolean allowDowngrade,
      @Param(value = "change packages on hold", def = "false") boolean allowChangeHeldPackages,
      @Param(value = "nothing to install here: no Python is needed", def = "true")
          boolean autoInstallModuleDeps,
      @Param(value = "seconds to wait for a locked package database", def = "60") int lockTimeout) {

    public Args {
      if (state == State.LATEST && name.contains("*")) {
        if (name.size() > 1) {
          throw new IllegalArgumentException(
              "* with state: latest upgrades all; name no packages beside it");
        }
        name = List.of();
        upgrade = "yes";
      } else if (name.contains("*")) {
        throw new IllegalArgumentException(
            "'*' is every package that there is; with state: latest it upgrades what is installed");
      }
    }

    /** The update settings belong together as in Ansible: a valid time alone asks for it too. */
    public boolean refreshes() {
      return updateCache.orElse(cacheValidTime > 0);
    }

    /** Whether the system is upgraded. */
    public boolean upgrades() {
      return !upgrade.equals("no") && !upgrade.equals("False");
    }
  }

  /** What packages are to be. */
  public enum State {
    PRESENT,
    ABSENT,
    LATEST,
    BUILD_DEP,
    FIXED,
    INSTALLED,
    REMOVED
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return AptGet.TOUCHED;
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return asksNothingElse(args) ? AptLists.TOUCHED : AptGet.TOUCHED;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    AptGet apt = command(args);
    boolean asksNothingElse = asksNothingElse(args);
    if (args.refreshes() && AptLists.areStale(host, args.cacheValidTime())) {
      Plan refresh =
          Plan.change(
              List.of(
                  AptLists.refresh(
                      host, apt, args.updateCacheRetries(), args.updateCacheRetryMaxDelay())),
              TaskResult.of("cache_updated", true).changed(asksNothingElse));
      return asksNothingElse ? refresh : ((Plan.Change) refresh).thenMore();
    }
    if (asksNothingElse) {
      return Plan.same(result(args, host));
    }
    AptPlan todo = new AptPlan(host, apt, args.policyRcD(), args.failOnAutoremove());
    if (args.deb().isPresent()) {
      new DebFile(args.deb().get()).plan(host, apt, todo, args.allowDowngrade() || args.force());
    } else if (args.upgrades()) {
      upgrade(args, todo);
    }
    packages(args, todo);
    cleaning(args, todo);
    return todo.plan(result(args, host));
  }

  private static void upgrade(Args args, AptPlan todo) {
    switch (args.upgrade()) {
      case "full", "dist" -> todo.simulated("dist-upgrade", List.of(), "upgrade the system");
      // New packages come along, as aptitude's safe-upgrade lets them.
      default -> todo.simulated("upgrade", List.of("--with-new-pkgs"), "upgrade the system");
    }
  }

  private static boolean asksNothingElse(Args args) {
    return args.name().isEmpty()
        && args.deb().isEmpty()
        && !args.upgrades()
        && args.state() != State.FIXED
        && !args.autoremove()
        && !args.autoclean()
        && !args.clean();
  }

  private static void packages(Args args, AptPlan todo) {
    if (args.name().isEmpty() && args.state() != State.FIXED) {
      return;
    }
    switch (args.state()) {
      case PRESENT, INSTALLED -> todo.present(args.name(), args.onlyUpgrade());
      case LATEST -> todo.latest(args.name(), args.onlyUpgrade());
      case ABSENT, REMOVED -> todo.absent(args.name(), args.purge());
      case BUILD_DEP -> {
        args.name().forEach(PackageRequest::parse);
        todo.simulated("build-dep", args.name(), "install what is needed to build");
      }
      case FIXED -> todo.simulated("install", List.of("-f"), "mend broken packages");
    }
  }

  private static void cleaning(Args args, AptPlan todo) {
    boolean alone = args.name().isEmpty() && !args.upgrades() && args.deb().isEmpty();
    if (args.autoremove() && alone) {
      todo.simulated(
          "autoremove", args.purge() ? List.of("--purge") : List.of(), "remove what nothing needs");
    }
    if (args.clean()) {
      todo.clean();
    } else if (args.autoclean()) {
      todo.autoclean();
    }
  }

  private static TaskResult result(Args args, HostView host) {
    if (!args.refreshes()) {
      return TaskResult.EMPTY;
    }
    return TaskResult.of("cache_updated", false, "cache_update_time", AptLists.updated(host));
  }

  private static AptGet command(Args args) {
    List<String> more = new ArrayList<>();
    args.defaultRelease().ifPresent(r -> more.addAll(List.of("-t", r)));
    args.installRecommends().ifPresent(r -> more.add("-oAPT::Install-Recommends=" + r));
    if (args.force() || args.allowUnauthenticated()) {
      more.add("--allow-unauthenticated");
    }
    if (args.force() || args.allowDowngrade()) {
      more.add("--allow-downgrades");
    }
    if (args.force() || args.allowChangeHeldPackages()) {
      more.add("--allow-change-held-packages");
    }
    if (args.force()) {
      more.add("--allow-remove-essential");
    }
    if (args.autoremove()
        && (!args.name().isEmpty() || args.upgrades() || args.deb().isPresent())) {
      more.add("--auto-remove");
    }
    return AptGet.with(args.lockTimeout(), List.of(args.dpkgOptions().split(",")), more);
  }
}
