package dev.play.modules.system.apt;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.PackageInfo;
import dev.play.host.PackageManager;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * apt-get's command line, always without questions.
 *
 * @param options between apt-get and the verb
 */
public record AptGet(List<String> options) {
  // Not /usr/local, which Debian's policy (9.1.2) keeps for the machine's own.
  private static final Set<Resource> PLACES =
      Set.of(
          Resource.PACKAGE_SET,
          Resource.NEW_ACCOUNTS,
          Resource.UNITS,
          Resource.tree("/etc"),
          Resource.tree("/usr/bin"),
          Resource.tree("/usr/games"),
          Resource.tree("/usr/include"),
          Resource.tree("/usr/lib"),
          Resource.tree("/usr/lib32"),
          Resource.tree("/usr/lib64"),
          Resource.tree("/usr/libexec"),
          Resource.tree("/usr/sbin"),
          Resource.tree("/usr/share"),
          Resource.tree("/usr/src"),
          Resource.tree("/var"),
          Resource.tree("/lib"),
          Resource.tree("/run"));

  /** What installing or removing packages may change. */
  public static final Set<Resource> TOUCHED =
      with(with(PLACES, Resource.PACKAGES), Resource.PACKAGE_REMOVAL);

  static final Map<String, String> ENVIRONMENT =
      Map.of(
          "DEBIAN_FRONTEND",
          "noninteractive",
          "DEBIAN_PRIORITY",
          "critical",
          "LC_ALL",
          "C",
          "APT_LISTCHANGES_FRONTEND",
          "none");

  // invoke-rc.d(8) asks /usr/sbin/policy-rc.d whether it may start services: $1 is its answer.
  private static final String WITH_POLICY =
      """
      code=$1; shift
      policy=/usr/sbin/policy-rc.d
      saved=
      if [ -e "$policy" ]; then saved=$(mktemp "$policy.XXXXXX") && mv "$policy" "$saved" || exit 1; fi
      trap 'rm -f "$policy"; [ -z "$saved" ] || mv "$saved" "$policy"' EXIT
      printf '#!/bin/sh\\nexit %s\\n' "$code" > "$policy" && chmod 755 "$policy" || exit 1
      "$@"
      """;

  static final int NOT_REFRESHED = 75;

  private static final String POLICY =
      """
      ls /var/lib/apt/lists/ 2>/dev/null | grep -q Release || exit 1
      apt-cache -oDir::Cache::pkgcache= -oDir::Cache::srcpkgcache= policy -- "$@" 2>/dev/null
      exit 0
      """;

  // Hooks of the update would act on the host (apt.conf(5), #clear).
  private static final String REFRESHED =
      """
      d=$(mktemp -d) || exit 75
      trap 'rm -rf "$d"' EXIT
      trap 'exit 143' HUP INT TERM
      chmod 755 "$d" && cp -a /var/lib/apt/lists "$d/lists" && mkdir -p "$d/lists/partial" || exit 75
      printf '#clear APT::Update::%s;\\n' Pre-Invoke Post-Invoke Post-Invoke-Success > "$d/conf"
      set -- -c "$d/conf" -oDebug::NoLocking=1 "-oDir::State::Lists=$d/lists/" \
        -oDir::Cache::pkgcache= -oDir::Cache::srcpkgcache= "$@"
      apt-get -c "$d/conf" -oDebug::NoLocking=1 "-oDir::State::Lists=$d/lists/" -oDir::Cache::pkgcache= \
        -oDir::Cache::srcpkgcache= -qq -oAPT::Update::Error-Mode=any update > /dev/null 2>&1 || exit 75
      apt-get -s "$@"
      """;

  public AptGet {
    options = List.copyOf(options);
  }

  /**
   * With the usual options.
   *
   * @param lockTimeout seconds to wait for another package manager to finish
   * @param dpkgOptions names of dpkg's force options, without the dashes
   */
  public static AptGet with(int lockTimeout, List<String> dpkgOptions, List<String> more) {
    List<String> options = new ArrayList<>(List.of("-y", "-q"));
    options.add("-oDPkg::Lock::Timeout=" + lockTimeout);
    options.add("-oAPT::Get::Assume-Yes=true");
    for (String option : dpkgOptions) {
      if (!option.isBlank()) {
        options.add("-oDpkg::Options::=--" + option);
      }
    }
    options.addAll(more);
    return new AptGet(options);
  }

  /** The read-only question what a verb would do. */
  public Probe.Query simulate(String verb, List<String> packages) {
    return ask(
        verb,
        packages,
        Set.of(Resource.PACKAGES, Resource.PACKAGE_SET, AptLists.LISTS, Resource.tree("/etc/apt")));
  }

  /**
   * The same as if the lists had been refreshed before: a copy of them is, and goes again. Ends
   * with {@link #NOT_REFRESHED} where that fails.
   */
  Probe.Query simulateRefreshed(String verb, List<String> packages) {
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", REFRESHED, "sh"));
    argv.addAll(options);
    argv.add(verb);
    argv.addAll(packages);
    return new Probe.Query(
        argv,
        ENVIRONMENT,
        Blob.of(""),
        Set.of(Resource.PACKAGES, Resource.PACKAGE_SET, Resource.tree("/etc/apt")));
  }

  /**
   * The read-only question which packages the lists have, whatever is installed: as {@code
   * apt-cache policy} tells it. Ends with 1 where there are no lists.
   */
  static Probe.Query candidates(List<String> packages) {
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", POLICY, "sh"));
    argv.addAll(packages);
    return new Probe.Query(argv, ENVIRONMENT, Blob.of(""), Set.of());
  }

  /** The same, of a verb that depends on something else than packages and lists. */
  Probe.Query ask(String verb, List<String> packages, Set<Resource> about) {
    // Even a simulation would write its caches down; a question leaves no trace.
    List<String> argv =
        new ArrayList<>(
            List.of(
                "apt-get",
                "-s",
                "-oDebug::NoLocking=1",
                "-oDir::Cache::pkgcache=",
                "-oDir::Cache::srcpkgcache="));
    argv.addAll(options);
    argv.add(verb);
    argv.addAll(packages);
    return new Probe.Query(argv, ENVIRONMENT, Blob.of(""), about);
  }

  /** A verb carried out. */
  public Effect.Run run(
      String verb,
      List<String> packages,
      String why,
      List<Effect.Prediction<?>> predicts,
      Optional<Integer> policyRcD) {
    List<String> argv = new ArrayList<>();
    if (policyRcD.isPresent()) {
      argv.addAll(List.of("/bin/sh", "-c", WITH_POLICY, "sh", Integer.toString(policyRcD.get())));
    }
    argv.add("apt-get");
    // apt takes its cache for fresh where dpkg's status file has the same size and second: it would
    // miss what changed a moment ago.
    argv.add("-oDir::Cache::pkgcache=");
    argv.addAll(options);
    argv.add(verb);
    argv.addAll(packages);
    return new Effect.Run(
        Command.of(argv).withEnvironment(ENVIRONMENT), why, TOUCHED, predicts, Set.of(0));
  }

  /**
   * A verb carried out of which a simulation has told all packages that it touches: what is known
   * of others stays known.
   */
  public Effect.Run run(
      String verb,
      List<String> packages,
      String why,
      AptSimulation simulation,
      HostView host,
      Optional<Integer> policyRcD) {
    Effect.Run run = run(verb, packages, why, predictions(simulation), policyRcD);
    Set<Resource> touched = new HashSet<>(Spared.narrowed(PLACES, simulation, host));
    if (!simulation.removed().isEmpty()) {
      touched.add(Resource.PACKAGE_REMOVAL);
    }
    simulation.installed().keySet().forEach(n -> touched.add(Resource.ofPackage(n)));
    simulation.removed().forEach(n -> touched.add(Resource.ofPackage(n)));
    return new Effect.Run(run.command(), why, touched, run.predicts(), run.okStatuses());
  }

  private static Set<Resource> with(Set<Resource> some, Resource more) {
    Set<Resource> out = new HashSet<>(some);
    out.add(more);
    return Set.copyOf(out);
  }

  /** What a simulation says will be installed and removed, as sure answers of later probes. */
  private static List<Effect.Prediction<?>> predictions(AptSimulation simulation) {
    Map<String, PackageInfo> infos = new LinkedHashMap<>();
    simulation.removed().forEach(name -> infos.put(name, PackageInfo.absent(name)));
    simulation.installed().forEach(infos::put);
    List<Effect.Prediction<?>> out = new ArrayList<>();
    infos.forEach(
        (name, info) ->
            out.add(new Effect.Prediction<>(new Probe.PackageAt(PackageManager.APT, name), info)));
    return out;
  }
}
