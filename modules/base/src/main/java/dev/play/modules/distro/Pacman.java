package dev.play.modules.distro;

import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.modules.distro.pacman.PacmanCall;
import dev.play.modules.distro.pacman.PacmanPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Packages of Arch Linux (pacman(8)). Options as in {@code community.general.pacman}. */
@ModuleDoc(
    name = "pacman",
    also = "community.general.pacman",
    summary = "Installs, upgrades and removes packages with pacman.",
    example = "pacman: {name: [git, base-devel], state: present, update_cache: true}",
    mutuallyExclusive = "name,upgrade",
    requiredOneOf = "name,update_cache,upgrade",
    notes = "What pacman would do is pacman's own word, by --print; with update_cache on a copy.")
public final class Pacman implements Module<Pacman.Args> {
  /** The arguments. */
  public record Args(
      @Param(
              value = "packages, groups, files, addresses",
              aliases = {"package", "pkg"},
              def = "")
          List<String> name,
      @Param(value = "what they are to be", def = "present") State state,
      @Param(value = "remove whatever needs them; fetch lists that are not old", def = "false")
          boolean force,
      @Param(value = "keep no changed configuration of what is removed", def = "false")
          boolean removeNosave,
      @Param(value = "what is called", def = "pacman") String executable,
      @Param(value = "further options of the verb", def = "") String extraArgs,
      @Param("fetch the lists of repositories before") Optional<Boolean> updateCache,
      @Param(value = "further options of that", def = "") String updateCacheExtraArgs,
      @Param("upgrade the system") Optional<Boolean> upgrade,
      @Param(value = "further options of that", def = "") String upgradeExtraArgs,
      @Param(
              value = "why they are said to be there",
              choices = {"dependency", "explicit"})
          Optional<String> reason,
      @Param(
              value = "of which that is said",
              def = "new",
              choices = {"all", "new"})
          String reasonFor) {
    public Args {
      name = name.stream().filter(n -> !n.isEmpty()).toList();
      for (String one : name) {
        if (!one.matches("[\\p{L}\\p{N}/@_.+~][^\\p{Cntrl}]*")) {
          throw new IllegalArgumentException("not a package: '" + one + "'");
        }
      }
      if (!executable.matches("[\\p{L}\\p{N}/_.][^\\p{Cntrl}]*")) {
        throw new IllegalArgumentException("executable: not a program: '" + executable + "'");
      }
    }

    /** For the module package. */
    static Args of(List<String> name, State state, boolean updateCache) {
      return new Args(
          name,
          state,
          false,
          false,
          "pacman",
          "",
          Optional.of(updateCache),
          "",
          Optional.empty(),
          "",
          Optional.empty(),
          "new");
    }
  }

  /** What packages are to be. */
  public enum State {
    ABSENT,
    INSTALLED,
    LATEST,
    PRESENT,
    REMOVED
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return PacmanCall.TOUCHED;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    boolean fetches = args.updateCache().orElse(false);
    if (!args.executable().contains("/")
        && host.known(new Probe.Tool(args.executable())).isEmpty()) {
      throw new ModuleFailure(
          "this host has no " + args.executable() + "; use package, or its manager's module");
    }
    List<String> refresh = new ArrayList<>();
    if (fetches) {
      refresh.addAll(List.of("--sync", "--refresh"));
      if (args.force()) {
        refresh.add("--refresh");
      }
      refresh.addAll(words(args.updateCacheExtraArgs()));
    }
    PacmanPlan todo = new PacmanPlan(host, new PacmanCall(args.executable(), refresh));
    if (fetches) {
      todo.refresh();
    }
    if (args.upgrade().orElse(false)) {
      todo.upgrade(words(args.upgradeExtraArgs()));
    }
    List<String> more = words(args.extraArgs());
    switch (args.state()) {
      case PRESENT, INSTALLED, LATEST -> {
        if (!args.name().isEmpty()) {
          todo.present(args.name(), args.state() == State.LATEST, more);
          args.reason()
              .ifPresent(
                  r ->
                      todo.reason(
                          args.name(), r.equals("dependency"), args.reasonFor().equals("all")));
        }
      }
      case ABSENT, REMOVED -> {
        List<String> options = new ArrayList<>();
        if (args.force()) {
          options.addAll(List.of("--nodeps", "--nodeps"));
        }
        if (args.removeNosave()) {
          options.add("--nosave");
        }
        todo.absent(args.name(), options, more);
      }
    }
    return todo.plan(args.name().isEmpty() && !args.upgrade().orElse(false));
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }
}
