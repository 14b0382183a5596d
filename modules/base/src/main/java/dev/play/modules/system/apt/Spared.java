package dev.play.modules.system.apt;

import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a transaction of a distribution's own packages leaves alone, by Debian's policy: the
 * configuration files of packages that have no part in it (10.7.3, 10.7.4) and the users' crontabs
 * (9.5); besides, the zone that tzdata keeps, and apt's sources, which are the machine's. Accounts
 * come only with packages that depend on what makes them, since that is not essential (7.2).
 */
final class Spared {
  /** Packages and their configuration files, dpkg's and those registered with ucf(1). */
  static final Probe.Query OWNERS =
      Probe.Query.of(
          Set.of(Resource.PACKAGES, Resource.PACKAGE_SET),
          "/bin/sh",
          "-c",
          "dpkg-query -W -f='${Package}\\n${Conffiles}\\n';"
              + " [ ! -r /var/lib/ucf/registry ] || sed 's/^/ucf /' /var/lib/ucf/registry");

  // Fails as a whole where one is not in the lists.
  private static final String DEPENDENCIES =
      """
      shown=$(apt-cache -oDir::Cache::pkgcache= -oDir::Cache::srcpkgcache= show --no-all-versions -- "$@" 2>/dev/null) || exit 1
      printf '%s\\n' "$shown" | grep -E '^(Package|Depends|Pre-Depends):'
      """;
  private static final Pattern MAKES_ACCOUNTS =
      Pattern.compile(
          "^(Package|Depends|Pre-Depends):.*\\b(adduser|passwd|base-passwd|systemd|\\w*sysusers)\\b");

  private static final Set<String> ZONES =
      Set.of("/etc/localtime", "/etc/timezone", "/usr/share/zoneinfo");
  private static final Set<String> ACCOUNTS =
      Set.of(
          "/etc/passwd", "/etc/group", "/etc/shadow", "/etc/gshadow", "/etc/subuid", "/etc/subgid");
  private static final Set<String> SOURCES =
      Set.of("/etc/apt/sources.list", "/etc/apt/sources.list.d", "/etc/apt/keyrings");

  private Spared() {}

  /** The places, narrowed where a simulation allows it. */
  static Set<Resource> narrowed(Set<Resource> places, AptSimulation simulation, HostView host) {
    if (!simulation.fromDistribution()) {
      return places;
    }
    host.need(List.of(OWNERS, dependencies(simulation)));
    boolean noAccounts = bringsNoAccounts(simulation, host);
    Set<HostPath> spared = by(simulation, host);
    if (noAccounts) {
      ACCOUNTS.forEach(p -> spared.add(HostPath.of(p)));
    }
    Set<Resource> out = new HashSet<>();
    for (Resource place : places) {
      out.add(place instanceof Resource.Tree(HostPath root) ? but(root, spared) : place);
    }
    if (noAccounts) {
      out.remove(Resource.NEW_ACCOUNTS);
    }
    return out;
  }

  /** What the packages to be installed depend on. */
  static Probe.Query dependencies(AptSimulation simulation) {
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", DEPENDENCIES, "sh"));
    simulation
        .installed()
        .forEach((name, info) -> argv.add(name + info.version().map(v -> "=" + v).orElse("")));
    return new Probe.Query(argv, AptGet.ENVIRONMENT, Blob.of(""), Set.of(AptLists.LISTS));
  }

  private static boolean bringsNoAccounts(AptSimulation simulation, HostView host) {
    if (!(host.read(dependencies(simulation))
            instanceof Observed.Known<CommandOutput>(CommandOutput output))
        || !output.ok()) {
      return false;
    }
    List<String> lines = output.out().lines().toList();
    return lines.stream().filter(l -> l.startsWith("Package:")).count()
            >= simulation.installed().size()
        && lines.stream().noneMatch(l -> MAKES_ACCOUNTS.matcher(l).find());
  }

  private static Resource but(HostPath root, Set<HostPath> spared) {
    Set<HostPath> below = new HashSet<>(spared);
    below.removeIf(path -> !path.isWithin(root));
    return below.isEmpty() ? new Resource.Tree(root) : new Resource.TreeBut(root, below);
  }

  private static Set<HostPath> by(AptSimulation simulation, HostView host) {
    Set<HostPath> out = new HashSet<>();
    out.add(HostPath.of("/var/spool/cron/crontabs"));
    if (simulation.names().noneMatch(n -> n.startsWith("tzdata"))) {
      ZONES.forEach(p -> out.add(HostPath.of(p)));
    }
    if (simulation.names().noneMatch(Spared::bringsSources)) {
      SOURCES.forEach(p -> out.add(HostPath.of(p)));
    }
    if (host.read(OWNERS) instanceof Observed.Known<CommandOutput>(CommandOutput output)) {
      configuration(output.out(), simulation, out);
    }
    return out;
  }

  private static boolean bringsSources(String name) {
    return name.equals("apt") || name.matches(".*-(keyring|apt-source|release).*|extrepo.*");
  }

  private static void configuration(String owners, AptSimulation simulation, Set<HostPath> spared) {
    Set<String> own = new HashSet<>();
    String owner = "";
    Set<String> all = new HashSet<>();
    for (String line : owners.split("\n")) {
      String[] words = line.strip().split("\\s+");
      String path = "";
      if (line.startsWith("ucf ") && words.length == 3) {
        owner = words[1];
        path = words[2];
      } else if (line.startsWith(" ")) {
        path = words[0];
      } else {
        owner = words[0];
      }
      if (path.startsWith("/")) {
        (simulation.touches(owner) ? own : all).add(path);
      }
    }
    all.removeAll(own);
    all.forEach(p -> spared.add(HostPath.of(p)));
  }
}
