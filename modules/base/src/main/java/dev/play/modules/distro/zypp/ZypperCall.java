package dev.play.modules.distro.zypp;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.PackageInfo;
import dev.play.host.PackageManager;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.modules.system.apt.AptGet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * zypper's command line (zypper(8)), always without questions and with answers in XML.
 *
 * @param global options between zypper and the verb
 */
public record ZypperCall(List<String> global) {
  /** Where repositories are told of. */
  public static final Resource SOURCES = Resource.tree("/etc/zypp");

  /** What installing or removing packages may change. */
  public static final Set<Resource> TOUCHED = AptGet.TOUCHED;

  // It waits for another one for a minute and says then who holds the lock.
  private static final Map<String, String> ENVIRONMENT =
      Map.of("LC_ALL", "C", "ZYPP_LOCK_TIMEOUT", "60");

  // Even a dry run writes caches, a log and a lock: it is given its own, which go again. $1:
  // whether
  // the lists are fetched into them before.
  private static final String ASK =
      """
      d=$(mktemp -d /var/tmp/play-zypper.XXXXXX) || exit 75
      trap 'rm -rf "$d"' EXIT
      trap 'exit 143' HUP INT TERM
      fresh=$1; shift
      mkdir "$d/cache" && { [ ! -d /var/cache/zypp ] || cp -a /var/cache/zypp/. "$d/cache/"; } || exit 75
      export ZYPP_LOCKFILE_ROOT="$d" ZYPP_LOGFILE=/dev/null
      if [ "$fresh" = yes ]; then
        zypper --cache-dir "$d/cache" --non-interactive --quiet refresh >&2 || exit
      fi
      zypper --cache-dir "$d/cache" "$@" > "$d/out" 2> "$d/err"; status=$?
      sed -e '/^<progress /d' "$d/out"
      sed -e "s#$d/##g" "$d/err" >&2
      exit $status
      """;

  // zypper(8): 103 is that zypper itself has been renewed and wants to be called again.
  private static final String AGAIN =
      """
      left=3
      while :; do
        "$@"; status=$?
        [ "$status" = 103 ] && [ "$left" -gt 0 ] || exit "$status"
        left=$((left - 1))
      done
      """;

  public ZypperCall {
    global = List.copyOf(global);
  }

  /** Any read-only question. */
  public Probe.Query ask(boolean fresh, List<String> words) {
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", ASK, "sh", fresh ? "yes" : "no"));
    argv.addAll(List.of("--non-interactive", "--xmlout"));
    argv.addAll(global);
    argv.addAll(words);
    return new Probe.Query(
        argv,
        ENVIRONMENT,
        Blob.of(""),
        Set.of(SOURCES, Resource.PACKAGES, Resource.PACKAGE_SET, Resource.tree("/var/cache/zypp")));
  }

  /** A verb carried out. */
  public Command command(List<String> words) {
    List<String> argv =
        new ArrayList<>(
            List.of("/bin/sh", "-c", AGAIN, "sh", "zypper", "--non-interactive", "--xmlout"));
    argv.addAll(global);
    argv.addAll(words);
    return Command.of(argv).withEnvironment(ENVIRONMENT);
  }

  /** Fetches the lists of repositories. */
  public Effect refresh() {
    return Effect.Run.of(
        command(List.of("refresh")),
        "fetch the lists of repositories",
        Set.of(Resource.tree("/var/cache/zypp")));
  }

  /** A verb carried out of which all packages that it touches are known. */
  public Effect.Run run(
      List<String> words, String why, ZypperSummary summary, Set<Integer> okStatuses) {
    Set<Resource> touched = new HashSet<>(TOUCHED);
    touched.remove(Resource.PACKAGES);
    List<Effect.Prediction<?>> predicts = new ArrayList<>();
    for (ZypperSummary.Row row : summary.rows()) {
      for (String name : row.names()) {
        touched.add(Resource.ofPackage(name));
      }
      predicts.add(new Effect.Prediction<>(installed(row.name()), row.info()));
    }
    return new Effect.Run(command(words), why, touched, predicts, okStatuses);
  }

  /** Whether a package is there. */
  public static Probe<PackageInfo> installed(String name) {
    return new Probe.PackageAt(PackageManager.ZYPPER, name);
  }

  /** Where zypper would be; fails where it is not. */
  public static Probe.Tool tool() {
    return new Probe.Tool("zypper");
  }
}
