package dev.play.modules.redhat;

import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.redhat.dnf.DnfCall;
import dev.play.modules.redhat.dnf.DnfPlan;
import dev.play.modules.redhat.dnf.PackageList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Packages of RHEL-likes and Fedora, by dnf 4 or dnf 5. Options and results as in {@code
 * ansible.builtin.dnf}; {@code yum} is the same, as in Ansible.
 */
@ModuleDoc(
    name = "dnf",
    also = {"ansible.builtin.dnf", "yum", "ansible.builtin.yum", "dnf5", "ansible.builtin.dnf5"},
    summary = "Installs, upgrades and removes packages with dnf.",
    example = "dnf: {name: [nginx, '@development-tools'], state: present, enablerepo: [epel]}",
    mutuallyExclusive = {"name,list", "best,nobest"},
    requiredOneOf = "name,list,update_cache,autoremove",
    together = "name",
    notes = {
      "What dnf would do is dnf's own word, by --assumeno on copies of its caches.",
      "Below an installroot only whether plain names are installed is known beforehand.",
      "yum 3 (CentOS 7 and older) is not driven, as Ansible 2.17 and later do not."
    })
public final class Dnf implements Module<Dnf.Args> {
  private static final String CLEAN = "--setopt=clean_requirements_on_remove=";

  /** The arguments. */
  public record Args(
      @Param(
              value =
                  "packages: name, name-version, 'name >= version', @group, file, address, glob",
              aliases = "pkg",
              def = "")
          List<String> name,
      @Param("what they are to be; present, or absent with autoremove") Optional<State> state,
      @Param("tell of packages: installed, updates, available, repos or a package")
          Optional<String> list,
      @Param(value = "repositories switched on for this task", def = "") List<String> enablerepo,
      @Param(value = "repositories switched off for this task", def = "") List<String> disablerepo,
      @Param("another configuration file") Optional<HostPath> confFile,
      @Param(value = "take packages without a signature", def = "false") boolean disableGpgCheck,
      @Param(value = "another tree to install into", def = "/") HostPath installroot,
      @Param("another release than the host's") Optional<String> releasever,
      @Param(value = "remove what nothing needs any more", def = "false") boolean autoremove,
      @Param(value = "packages to leave alone", def = "") List<String> exclude,
      @Param(value = "pass over what cannot be had", def = "false") boolean skipBroken,
      @Param(value = "fetch the repositories' lists anew", aliases = "expire-cache", def = "false")
          boolean updateCache,
      @Param(value = "with latest: upgrade only what is installed", def = "false")
          boolean updateOnly,
      @Param(value = "with latest: only what mends security", def = "false") boolean security,
      @Param(value = "with latest: only what mends mistakes", def = "false") boolean bugfix,
      @Param(value = "plugins switched on", def = "") List<String> enablePlugin,
      @Param(value = "plugins switched off", def = "") List<String> disablePlugin,
      @Param("excludes of the configuration not heeded: all, main or a repository")
          Optional<String> disableExcludes,
      @Param(value = "check servers' certificates", def = "true") boolean validateCerts,
      @Param(value = "the same", def = "true") boolean sslverify,
      @Param(value = "allow older versions", def = "false") boolean allowDowngrade,
      @Param(value = "has no effect, as in Ansible", def = "true") boolean installRepoquery,
      @Param(value = "only fetch the packages", def = "false") boolean downloadOnly,
      @Param(value = "seconds to wait for another dnf", def = "30") int lockTimeout,
      @Param(value = "install recommended packages", def = "true") boolean installWeakDeps,
      @Param("where packages are fetched to, with download_only") Optional<HostPath> downloadDir,
      @Param(value = "remove what is in the way", def = "false") boolean allowerasing,
      @Param("not only the latest version will do") Optional<Boolean> nobest,
      @Param("only the latest version will do") Optional<Boolean> best,
      @Param(value = "fetch no lists", def = "false") boolean cacheonly,
      @Param(value = "nothing to install here: no Python is needed", def = "true")
          boolean autoInstallModuleDeps,
      @Param(
              value = "which dnf",
              def = "auto",
              choices = {"auto", "dnf", "yum", "yum4", "dnf4", "dnf5"})
          String useBackend) {
    public Args {
      for (String one : name) {
        if (one.isBlank() || one.startsWith("-") || one.matches("(?s).*\\p{Cntrl}.*")) {
          throw new IllegalArgumentException("not a package: '" + one + "'");
        }
      }
      DnfWords.plain("enablerepo", enablerepo);
      DnfWords.plain("disablerepo", disablerepo);
      DnfWords.plain("exclude", exclude);
      DnfWords.plain("enable_plugin", enablePlugin);
      DnfWords.plain("disable_plugin", disablePlugin);
      DnfWords.plain("disable_excludes", disableExcludes.stream().toList());
      DnfWords.plain("releasever", releasever.stream().toList());
      DnfWords.plain("list", list.stream().toList());
      if (name.contains("*") && state.filter(s -> s == State.LATEST).isEmpty()) {
        throw new IllegalArgumentException(
            "'*' is every package that there is; with state: latest it upgrades what is installed");
      }
      if (autoremove && state.filter(s -> !s.removes()).isPresent()) {
        throw new IllegalArgumentException("Autoremove should be used alone or with state=absent");
      }
      if (downloadDir.isPresent() && !downloadOnly) {
        throw new IllegalArgumentException("download_dir is for download_only");
      }
    }

    /** For the module package: what its options mean here. */
    public static Args of(
        List<String> name,
        State state,
        boolean updateCache,
        boolean autoremove,
        boolean allowDowngrade,
        int lockTimeout) {
      Optional<String> none = Optional.empty();
      return new Args(
          name,
          Optional.of(state),
          none,
          List.of(),
          List.of(),
          Optional.empty(),
          false,
          HostPath.of("/"),
          none,
          autoremove,
          List.of(),
          false,
          updateCache,
          false,
          false,
          false,
          List.of(),
          List.of(),
          none,
          true,
          true,
          allowDowngrade,
          true,
          false,
          lockTimeout,
          true,
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty(),
          false,
          true,
          "auto");
    }

    State wanted() {
      return state.orElse(autoremove ? State.ABSENT : State.PRESENT);
    }

    Optional<HostPath> root() {
      return Optional.of(installroot).filter(r -> !r.normal().text().equals("/"));
    }
  }

  /** What packages are to be. */
  public enum State {
    PRESENT,
    ABSENT,
    LATEST,
    INSTALLED,
    REMOVED;

    boolean removes() {
      return this == ABSENT || this == REMOVED;
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.EVERYTHING);
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    Set<Resource> out = new HashSet<>();
    args.root()
        .ifPresentOrElse(r -> out.add(new Resource.Tree(r)), () -> out.addAll(DnfCall.TOUCHED));
    args.downloadDir().ifPresent(d -> out.add(new Resource.Tree(d)));
    return out;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    DnfCall dnf =
        new DnfCall(DnfWords.tool(args, host), DnfWords.of(args), args.root(), args.lockTimeout());
    if (args.list().isPresent()) {
      return Plan.same(
          TaskResult.of("results", new PackageList(host, dnf).of(args.list().get()))
              .with("msg", ""));
    }
    if (args.name().isEmpty() && !args.autoremove()) {
      return refreshed(dnf);
    }
    DnfPlan todo = new DnfPlan(host, dnf, args.allowDowngrade(), args.downloadOnly());
    switch (args.wanted()) {
      case PRESENT, INSTALLED -> todo.present(args.name());
      case LATEST -> todo.latest(args.name(), args.updateOnly(), DnfWords.advisories(args));
      case ABSENT, REMOVED -> {
        if (args.name().isEmpty()) {
          todo.simulated("autoremove", List.of(), List.of(), "remove what nothing needs");
        } else {
          todo.absent(args.name(), List.of(CLEAN + (args.autoremove() ? "1" : "0")));
        }
      }
    }
    return todo.plan();
  }

  private static Plan refreshed(DnfCall dnf) {
    TaskResult result = TaskResult.of("msg", "Cache updated", "rc", 0, "results", List.of());
    return Plan.change(List.of(dnf.refresh()), result.changed(false));
  }
}
