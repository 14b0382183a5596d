package dev.play.modules.redhat.dnf;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.PackageInfo;
import dev.play.host.PackageManager;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.modules.system.apt.AptGet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * dnf's command line, always without questions.
 *
 * @param tool {@code dnf} or {@code dnf5}
 * @param options between the tool and the verb
 * @param root another tree that the packages belong to
 * @param lockTimeout seconds to wait for another package manager to finish
 */
public record DnfCall(String tool, List<String> options, Optional<HostPath> root, int lockTimeout) {
  /** Where repositories are told of. */
  public static final Set<Resource> SOURCES =
      Set.of(
          Resource.tree("/etc/yum.repos.d"),
          Resource.tree("/etc/dnf"),
          Resource.path(HostPath.of("/etc/yum.conf")));

  /** What installing or removing packages may change, accounts aside: those are made by name. */
  public static final Set<Resource> TOUCHED = AptGet.TOUCHED;

  private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C");

  // Even --assumeno writes caches, logs and its history: it is given copies, which go again.
  private static final String ASK =
      """
      d=$(mktemp -d /var/tmp/play-dnf.XXXXXX) || exit 75
      trap 'rm -rf "$d"' EXIT
      trap 'exit 143' HUP INT TERM
      tool=$1; shift
      mkdir "$d/cache" "$d/state"
      if [ "$tool" = dnf5 ]; then
        cp -a /var/cache/libdnf5/. "$d/cache/" 2>/dev/null
        set -- "--setopt=cachedir=$d/cache" "--setopt=system_cachedir=$d/cache" "--setopt=logdir=$d" "$@"
      else
        cp -a /var/cache/dnf/. "$d/cache/" 2>/dev/null
        cp -a /var/lib/dnf/. "$d/state/" 2>/dev/null
        rm -f "$d"/*/*.pid
        set -- "--setopt=cachedir=$d/cache" "--setopt=persistdir=$d/state" "--setopt=logdir=$d" "$@"
      fi
      "$tool" "$@" > "$d/out" 2> "$d/err"; status=$?
      # What the clock and the network have to say is no answer.
      sed -e "/^Last metadata expiration check/d" -e "/B\\/s *| /d" "$d/out"
      sed -e "/^Last metadata expiration check/d" "$d/err" >&2
      exit $status
      """;

  // dnf(8): 200 is a lock that another one holds. $1: seconds left.
  private static final String WAITING =
      """
      left=$1; shift
      while :; do
        "$@"; status=$?
        [ "$status" = 200 ] && [ "$left" -gt 0 ] || exit "$status"
        left=$((left - 1)); sleep 1
      done
      """;

  public DnfCall {
    options = List.copyOf(options);
  }

  /** The read-only question what a verb would do. */
  public Probe.Query simulate(String verb, List<String> more, List<String> specs) {
    List<String> words = new ArrayList<>(List.of("--assumeno"));
    options.stream().filter(o -> !o.startsWith("--destdir=")).forEach(words::add);
    words.add(verb);
    words.addAll(more);
    words.addAll(specs);
    return ask(words, specs);
  }

  /**
   * Any question.
   *
   * @param files what may be files of the host's
   */
  Probe.Query ask(List<String> words, List<String> files) {
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", ASK, "sh", tool));
    argv.addAll(words);
    Set<Resource> about = new HashSet<>(SOURCES);
    about.add(Resource.PACKAGES);
    about.add(Resource.PACKAGE_SET);
    files.stream()
        .filter(f -> f.startsWith("/"))
        .forEach(f -> about.add(Resource.path(HostPath.of(f))));
    return new Probe.Query(argv, ENVIRONMENT, Blob.of(""), about);
  }

  /** Fetches the lists of repositories. */
  public Effect refresh() {
    Effect.Run run =
        run("makecache", List.of(), List.of(), "fetch the lists of repositories", List.of());
    return new Effect.Run(
        run.command(),
        run.why(),
        Set.of(Resource.tree("/var/cache"), Resource.tree("/var/lib/dnf")),
        List.of(),
        run.okStatuses());
  }

  /** A verb carried out of which it is not known what all it touches. */
  Effect.Run run(
      String verb,
      List<String> more,
      List<String> specs,
      String why,
      List<Effect.Prediction<?>> predicts) {
    List<String> argv =
        new ArrayList<>(
            List.of("/bin/sh", "-c", WAITING, "sh", Integer.toString(lockTimeout), tool, "-y"));
    argv.add("--setopt=exit_on_lock=1");
    argv.addAll(options);
    argv.add(verb);
    argv.addAll(more);
    argv.addAll(specs);
    Set<Resource> touched = new HashSet<>();
    root.ifPresentOrElse(r -> touched.add(new Resource.Tree(r)), () -> touched.addAll(TOUCHED));
    return new Effect.Run(
        Command.of(argv).withEnvironment(ENVIRONMENT), why, touched, predicts, Set.of(0));
  }

  /** A verb carried out of which all packages that it touches are known. */
  Effect.Run run(
      String verb, List<String> more, List<String> specs, String why, Transaction transaction) {
    Effect.Run run = run(verb, more, specs, why, predictions(transaction));
    Set<Resource> touched = new HashSet<>(run.touches());
    if (root.isEmpty()) {
      touched.remove(Resource.PACKAGES);
      transaction
          .rows()
          .forEach(row -> names(row).forEach(n -> touched.add(Resource.ofPackage(n))));
      specs.forEach(s -> touched.add(Resource.ofPackage(s)));
    }
    return new Effect.Run(run.command(), why, touched, run.predicts(), run.okStatuses());
  }

  /** By what names a package can be asked for. */
  private static List<String> names(Transaction.Row row) {
    String version = row.version().replaceFirst("^\\d+:", "");
    return List.of(
        row.name(),
        row.name() + "." + row.architecture(),
        row.name() + "-" + version,
        row.name() + "-" + version + "." + row.architecture());
  }

  private List<Effect.Prediction<?>> predictions(Transaction transaction) {
    if (root.isPresent()) {
      return List.of();
    }
    Map<String, PackageInfo> infos = new LinkedHashMap<>();
    for (Transaction.Row row : transaction.rows()) {
      PackageInfo info =
          row.deed() == Transaction.Deed.REMOVE
              ? PackageInfo.absent(row.name())
              : new PackageInfo(
                  row.name(),
                  true,
                  Optional.of(row.version()),
                  Optional.of(row.architecture()),
                  false,
                  false);
      // Of one that is removed in one architecture or version another may stay: nothing is sure.
      infos.merge(row.name(), info, (a, b) -> a.installed() ? a : b);
    }
    List<Effect.Prediction<?>> out = new ArrayList<>();
    infos.forEach((name, info) -> out.add(new Effect.Prediction<>(installed(name), info)));
    return out;
  }

  static Probe.PackageAt installed(String name) {
    return new Probe.PackageAt(PackageManager.DNF, name);
  }
}
