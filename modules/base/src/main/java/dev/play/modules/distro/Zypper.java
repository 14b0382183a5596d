package dev.play.modules.distro;

import dev.play.host.Effect;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.distro.zypp.ZypperCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Packages of SUSE (zypper(8)). Options as in {@code community.general.zypper}. */
@ModuleDoc(
    name = "zypper",
    also = "community.general.zypper",
    summary = "Installs, upgrades and removes packages with zypper.",
    example = "zypper: {name: [nginx, 'git>2.40'], state: present, update_cache: true}",
    notes = {
      "What zypper would do is zypper's own word, by --dry-run on copies of its caches.",
      "Systems that are updated by transactional-update are not driven."
    })
public final class Zypper implements Module<Zypper.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "packages: name, name=version, name>version, file, address", aliases = "pkg")
          List<String> name,
      @Param(value = "what they are to be", def = "present") State state,
      @Param(
              value = "what they are",
              def = "package",
              choices = {"package", "patch", "pattern", "product", "srcpackage", "application"})
          String type,
      @Param("further options before the verb") Optional<String> extraArgsPrecommand,
      @Param(value = "take packages without a signature", def = "false") boolean disableGpgCheck,
      @Param(value = "trust keys of repositories that are new", def = "false")
          boolean autoImportKeys,
      @Param(value = "install no recommended packages", def = "true") boolean disableRecommends,
      @Param(value = "allow other versions, vendors, architectures", def = "false") boolean force,
      @Param(value = "solve conflicts by removing packages", def = "false") boolean forceResolution,
      @Param(value = "fetch the repositories' lists before", aliases = "refresh", def = "false")
          boolean updateCache,
      @Param(value = "allow older versions", def = "false") boolean oldpackage,
      @Param("further options behind the verb") Optional<String> extraArgs,
      @Param(value = "of dist-upgrade: packages may change their vendor", def = "false")
          boolean allowVendorChange,
      @Param(value = "install packages whose files others own", def = "false") boolean replacefiles,
      @Param(value = "remove with a package what only it needs", def = "false") boolean cleanDeps,
      @Param(value = "tell failures without the XML around them", def = "false")
          boolean simpleErrors,
      @Param(value = "keep zypper's output short", def = "true") boolean quiet,
      @Param(value = "pass over packages' own scripts that fail", def = "false")
          boolean skipPostErrors) {
    public Args {
      name = name.stream().filter(n -> !n.isEmpty()).toList();
      for (String one : name) {
        if (!one.equals("*") && !one.matches("[\\p{L}\\p{N}/@~_.*][^\\p{Cntrl}]*")) {
          throw new IllegalArgumentException("not a package: '" + one + "'");
        }
      }
      boolean all = name.equals(List.of("*"));
      if (state == State.DIST_UPGRADE && !all) {
        throw new IllegalArgumentException("Can not dist-upgrade specific packages.");
      }
      if (name.contains("*") && !(all && (state == State.LATEST || state == State.DIST_UPGRADE))) {
        throw new IllegalArgumentException("'*' alone is for state: latest and dist-upgrade");
      }
    }

    /** For the module package. */
    static Args of(List<String> name, State state, boolean updateCache) {
      Optional<String> none = Optional.empty();
      return new Args(
          name,
          state,
          "package",
          none,
          false,
          false,
          true,
          false,
          false,
          updateCache,
          false,
          none,
          false,
          false,
          false,
          false,
          true,
          false);
    }

    boolean removes() {
      return state == State.ABSENT || state == State.REMOVED;
    }
  }

  /** What packages are to be. */
  public enum State {
    PRESENT,
    LATEST,
    ABSENT,
    DIST_UPGRADE,
    INSTALLED,
    REMOVED
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return ZypperCall.TOUCHED;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    if (host.known(ZypperCall.tool()).isEmpty()) {
      throw new ModuleFailure("this host has no zypper; use package, or its manager's module");
    }
    String state = args.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
    TaskResult result =
        TaskResult.of(
            "name", args.name(), "state", state, "update_cache", args.updateCache(), "rc", 0);
    // The question has been asked of lists that were fetched: where nothing is to be done they stay
    // as they are.
    List<Effect> effects = new ArrayList<>();
    new ZypperPlan(args, host).effect().ifPresent(effects::add);
    if (args.updateCache() && !effects.isEmpty()) {
      effects.addFirst(ZypperPlan.refresh(args));
    }
    return Plan.change(effects, result);
  }
}
