package dev.play.modules.redhat;

import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Arguments as dnf's options, each with its value in one word. */
final class DnfWords {
  // Unlike Probe.Tool it is not asked anew for each package that comes.
  private static final Probe.Query TOOLS =
      Probe.Query.of(
          Set.of(Resource.topic("package-manager")),
          "/bin/sh",
          "-c",
          "command -v dnf5; command -v dnf; exit 0");

  private DnfWords() {}

  /** The dnf that is called. */
  static String tool(Dnf.Args args, HostView host) {
    List<String> fitting =
        switch (args.useBackend()) {
          case "dnf5" -> List.of("dnf5");
          case "auto" -> List.of("dnf5", "dnf");
          default -> List.of("dnf");
        };
    List<String> there = host.known(TOOLS).out().lines().toList();
    Predicate<String> known = tool -> there.stream().anyMatch(path -> path.endsWith("/" + tool));
    Predicate<String> come = tool -> host.known(new Probe.Tool(tool)).isPresent();
    return fitting.stream()
        .filter(known)
        .findFirst()
        .or(() -> fitting.stream().filter(come).findFirst())
        .orElseThrow(
            () ->
                new ModuleFailure(
                    "this host has no "
                        + fitting.getLast()
                        + "; use package, or the module of its manager"));
  }

  /** Names, perhaps with globs: nothing else has a place in these options. */
  static void plain(String option, List<String> words) {
    for (String word : words) {
      if (!word.matches("[\\p{L}\\p{N}*?!@/_\\[][\\p{L}\\p{N}*?!@/_.:+~,\\[\\]-]*")) {
        throw new IllegalArgumentException(option + ": not a name: '" + word + "'");
      }
    }
  }

  /** Those for any verb. */
  static List<String> of(Dnf.Args args) {
    List<String> out = new ArrayList<>();
    args.confFile().ifPresent(f -> out.add("--config=" + f));
    args.root().ifPresent(r -> out.add("--installroot=" + r));
    args.releasever().ifPresent(r -> out.add("--releasever=" + r));
    args.disablerepo().forEach(r -> out.add("--disablerepo=" + r));
    args.enablerepo().forEach(r -> out.add("--enablerepo=" + r));
    args.exclude().forEach(e -> out.add("--exclude=" + e));
    args.enablePlugin().forEach(p -> out.add("--enableplugin=" + p));
    args.disablePlugin().forEach(p -> out.add("--disableplugin=" + p));
    args.disableExcludes().ifPresent(e -> out.add("--disableexcludes=" + e));
    flag(out, args.disableGpgCheck(), "--nogpgcheck");
    flag(out, args.updateCache() && !args.cacheonly(), "--refresh");
    flag(out, args.cacheonly(), "--cacheonly");
    flag(out, args.skipBroken(), "--skip-broken");
    flag(out, args.skipBroken(), "--setopt=strict=0");
    flag(out, args.allowerasing(), "--allowerasing");
    flag(out, !args.installWeakDeps(), "--setopt=install_weak_deps=0");
    flag(out, !args.validateCerts() || !args.sslverify(), "--setopt=sslverify=0");
    args.best().ifPresent(b -> out.add("--setopt=best=" + (b ? 1 : 0)));
    args.nobest().ifPresent(n -> out.add("--setopt=best=" + (n ? 0 : 1)));
    flag(out, args.downloadOnly(), "--downloadonly");
    args.downloadDir().ifPresent(d -> out.add("--destdir=" + d));
    return out;
  }

  /** Those that choose among upgrades. */
  static List<String> advisories(Dnf.Args args) {
    List<String> out = new ArrayList<>();
    flag(out, args.security(), "--security");
    flag(out, args.bugfix(), "--bugfix");
    return out;
  }

  private static void flag(List<String> out, boolean given, String word) {
    if (given) {
      out.add(word);
    }
  }
}
