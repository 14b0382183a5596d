package dev.play.modules.distro;

import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.distro.apk.ApkCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Packages of Alpine (apk(8)). Options and results as in {@code community.general.apk}. */
@ModuleDoc(
    name = "apk",
    also = "community.general.apk",
    summary = "Installs, upgrades and removes packages with apk.",
    example = "apk: {name: [nginx, curl], state: latest, update_cache: true}",
    mutuallyExclusive = "name,upgrade",
    requiredOneOf = "name,update_cache,upgrade",
    notes = "What apk would do is apk's own word, by --simulate; with update_cache on a copy.")
public final class Apk implements Module<Apk.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "packages, perhaps with a version or a repository's tag", def = "")
          List<String> name,
      @Param(value = "what they are to be", def = "present") State state,
      @Param(value = "fetch the lists of repositories before", def = "false") boolean updateCache,
      @Param(value = "upgrade the system", def = "false") boolean upgrade,
      @Param(value = "with upgrade: take what the repositories have, older ones too", def = "false")
          boolean available,
      @Param(value = "use no cache of packages", def = "false") boolean noCache,
      @Param(value = "these repositories, not the host's", def = "") List<String> repository,
      @Param(value = "where packages that were asked for are told of", def = "/etc/apk/world")
          HostPath world) {
    public Args {
      for (String one : name) {
        if (one.isBlank()) {
          throw new IllegalArgumentException("Package name(s) cannot be empty or whitespace-only");
        }
        if (!one.matches("!?[\\p{L}\\p{N}._][\\p{L}\\p{N}._+:-]*([@=<>~].*)?")
            || one.matches("(?s).*[\\s\\p{Cntrl}].*")) {
          throw new IllegalArgumentException("not a package: '" + one + "'");
        }
      }
      for (String one : repository) {
        if (!one.matches("[\\p{L}\\p{N}/@.][^\\p{Cntrl}]*")) {
          throw new IllegalArgumentException("not a repository: '" + one + "'");
        }
      }
    }

    /** For the module package. */
    static Args of(List<String> name, State state, boolean updateCache) {
      return new Args(
          name, state, updateCache, false, false, false, List.of(), HostPath.of("/etc/apk/world"));
    }

    private ApkCall call() {
      List<String> options = new ArrayList<>();
      if (noCache) {
        options.add("--no-cache");
      }
      for (String one : repository) {
        options.addAll(List.of("--repository", one, "--repositories-file", "/dev/null"));
      }
      return new ApkCall(options, updateCache);
    }
  }

  /** What packages are to be. */
  public enum State {
    PRESENT,
    ABSENT,
    LATEST,
    INSTALLED,
    REMOVED
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return ApkCall.TOUCHED;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    if (host.known(new Probe.Tool("apk")).isEmpty()) {
      throw new ModuleFailure("this host has no apk; use package, or its manager's module");
    }
    ApkCall apk = args.call();
    List<Effect> effects = new ArrayList<>();
    if (args.updateCache()) {
      effects.add(apk.fetch());
      if (args.name().isEmpty() && !args.upgrade()) {
        return Plan.change(effects, TaskResult.of("msg", "updated repository indexes"));
      }
    }
    if (args.upgrade()) {
      List<String> words = new ArrayList<>(List.of("upgrade"));
      if (args.available()) {
        words.add("--available");
      }
      List<ApkCall.Row> rows = simulate(apk, words, "failed to upgrade packages", host);
      if (rows.isEmpty()) {
        return nothing("packages already upgraded");
      }
      effects.add(apk.run(words, "upgrade the system", rows, List.of()));
      return done(effects, "upgraded packages", rows);
    }
    return switch (args.state()) {
      case ABSENT, REMOVED -> absent(args, apk, effects, host);
      case PRESENT, INSTALLED, LATEST -> present(args, apk, effects, host);
    };
  }

  private static Plan present(Args args, ApkCall apk, List<Effect> effects, HostView host) {
    List<String> world =
        host.known(Probe.ContentOf.of(args.world()))
            .map(Blob::text)
            .map(t -> List.of(t.strip().split("\\s+")))
            .orElse(List.of());
    List<String> missing =
        args.name().stream().filter(n -> world.stream().noneMatch(w -> names(w, n))).toList();
    boolean latest = args.state() == State.LATEST;
    if (missing.isEmpty() && !latest) {
      return nothing("package(s) already installed");
    }
    List<String> names = latest ? args.name() : missing;
    List<String> words = new ArrayList<>(List.of("add"));
    if (latest) {
      words.add("--upgrade");
    }
    words.addAll(names);
    List<ApkCall.Row> rows = simulate(apk, words, "failed to install " + listed(names), host);
    if (rows.isEmpty() && missing.isEmpty()) {
      return nothing("package(s) already installed");
    }
    effects.add(apk.run(words, "install " + String.join(" ", names), rows, names));
    return done(effects, "installed %s package(s)".formatted(listed(names)), rows);
  }

  /** Whether an entry of the world is of this package, as Ansible judges it. */
  private static boolean names(String entry, String name) {
    return entry.equals(name)
        || entry.startsWith(name)
            && entry.length() > name.length() + 1
            && "@=<>~".indexOf(entry.charAt(name.length())) >= 0;
  }

  private static Plan absent(Args args, ApkCall apk, List<Effect> effects, HostView host) {
    host.need(args.name().stream().map(ApkCall::installed).toList());
    List<String> there =
        args.name().stream().filter(n -> host.known(ApkCall.installed(n)).installed()).toList();
    if (there.isEmpty()) {
      return nothing("package(s) already removed");
    }
    List<String> words = new ArrayList<>(List.of("del", "--purge"));
    words.addAll(there);
    String failure = "failed to remove %s package(s)".formatted(listed(there));
    List<ApkCall.Row> rows = simulate(apk, words, failure, host);
    if (!rows.stream().map(ApkCall.Row::name).toList().containsAll(there)) {
      throw new ModuleFailure(failure + ": other packages need them");
    }
    effects.add(apk.run(words, "remove " + String.join(" ", there), rows, there));
    return done(effects, "removed %s package(s)".formatted(listed(there)), rows);
  }

  private static List<ApkCall.Row> simulate(
      ApkCall apk, List<String> words, String failure, HostView host) {
    CommandOutput output = host.known(apk.simulate(words));
    if (!output.ok()) {
      throw new ModuleFailure(
          failure + ": " + (output.err() + output.out()).strip(),
          TaskResult.of("packages", List.of(), "stdout", output.out(), "stderr", output.err()));
    }
    return ApkCall.rows(output);
  }

  /** The question has been asked of lists that were fetched: they stay as they are. */
  private static Plan nothing(String message) {
    return Plan.same(TaskResult.of("msg", message));
  }

  private static Plan done(List<Effect> effects, String message, List<ApkCall.Row> rows) {
    List<String> packages = rows.stream().map(ApkCall.Row::name).distinct().toList();
    return Plan.change(effects, TaskResult.of("msg", message, "packages", packages));
  }

  private static String listed(List<String> names) {
    return "['" + String.join("', '", names) + "']";
  }
}
