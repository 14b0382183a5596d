package dev.play.modules.distro.pacman;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
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
import java.util.Optional;
import java.util.Set;

/**
 * pacman's command line (pacman(8)), always without questions.
 *
 * @param tool pacman or what is called like it
 * @param refresh the options that fetch the lists of repositories; empty where they are not fetched
 */
public record PacmanCall(String tool, List<String> refresh) {
  /** What installing or removing packages may change. */
  public static final Set<Resource> TOUCHED = AptGet.TOUCHED;

  private static final Resource LISTS = Resource.tree("/var/lib/pacman");
  private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C");

  // What is asked with lists that are fetched before is asked of a copy of pacman's database, which
  // goes again. The first line says whether they were other ones. $1 tool, $2 how many words follow
  // that fetch.
  private static final String ASK =
      """
      tool=$1 words=$2; shift 2
      if [ "$words" = 0 ]; then
        echo same
        [ $# = 0 ] || exec "$tool" --noconfirm "$@"
        exit 0
      fi
      d=$(mktemp -d /var/tmp/play-pacman.XXXXXX) || exit 75
      trap 'rm -rf "$d"' EXIT
      trap 'exit 143' HUP INT TERM
      database=$(pacman-conf DBPath 2>/dev/null) || database=/var/lib/pacman
      mkdir "$d/db" && cp -a "$database/." "$d/db/" || exit 75
      rm -f "$d/db/db.lck"; mkdir -p "$d/db/sync" "$d/before" && cp -a "$d/db/sync/." "$d/before/" || exit 75
      fetch() { "$tool" --dbpath "$d/db" --logfile /dev/null --noconfirm "$@"; }
      list= i=1
      while [ "$i" -le "$words" ]; do list="$list \\"\\${$i}\\""; i=$((i + 1)); done
      eval "fetch $list" > "$d/out" 2>&1 || { cat "$d/out" >&2; exit 1; }
      shift "$words"
      if diff -rq "$d/before" "$d/db/sync" > /dev/null; then echo same; else echo changed; fi
      [ $# = 0 ] || fetch "$@"
      """;

  /**
   * What would be done.
   *
   * @param fresh whether the lists of repositories were other ones
   */
  public record Simulation(boolean fresh, List<Row> rows) {}

  /** A package and the version that it gets or has. */
  public record Row(String name, String version) {}

  public PacmanCall {
    refresh = List.copyOf(refresh);
  }

  /** The read-only question what a verb would do; without words only whether lists are old. */
  public Probe.Query simulate(List<String> words) {
    List<String> argv =
        new ArrayList<>(
            List.of("/bin/sh", "-c", ASK, "sh", tool, Integer.toString(refresh.size())));
    argv.addAll(refresh);
    if (!words.isEmpty()) {
      argv.addAll(List.of("--print-format", "%n %v"));
      argv.addAll(words);
    }
    return query(argv);
  }

  /** Any other question, of pacman's own database. */
  public Probe.Query ask(List<String> words) {
    List<String> argv = new ArrayList<>(List.of(tool));
    argv.addAll(words);
    return query(argv);
  }

  private static Probe.Query query(List<String> argv) {
    return new Probe.Query(
        argv,
        ENVIRONMENT,
        Blob.of(""),
        Set.of(Resource.PACKAGES, Resource.PACKAGE_SET, LISTS, Resource.tree("/etc/pacman.conf")));
  }

  /** Reads the answer. */
  public static Simulation read(CommandOutput output) {
    List<String> lines = output.out().lines().toList();
    List<Row> rows =
        lines.stream()
            .filter(l -> l.matches("\\S+ \\S+"))
            .map(l -> new Row(l.split(" ")[0], l.split(" ")[1]))
            .toList();
    return new Simulation(lines.contains("changed"), rows);
  }

  /** Fetches the lists. */
  public Effect fetch() {
    List<String> argv = new ArrayList<>(List.of(tool, "--noconfirm"));
    argv.addAll(refresh);
    return Effect.Run.of(command(argv), "fetch the lists of repositories", Set.of(LISTS));
  }

  /**
   * A verb carried out of which all packages that it touches are known.
   *
   * @param removes whether the packages go
   */
  public Effect run(List<String> words, String why, List<Row> rows, boolean removes) {
    List<String> argv = new ArrayList<>(List.of(tool, "--noconfirm", "--noprogressbar"));
    argv.addAll(words);
    Set<Resource> touched = new HashSet<>(TOUCHED);
    touched.remove(Resource.PACKAGES);
    List<Effect.Prediction<?>> predicts = new ArrayList<>();
    for (Row row : rows) {
      touched.add(Resource.ofPackage(row.name()));
      PackageInfo info =
          removes
              ? PackageInfo.absent(row.name())
              : new PackageInfo(
                  row.name(), true, Optional.of(row.version()), Optional.empty(), false, false);
      predicts.add(new Effect.Prediction<>(installed(row.name()), info));
    }
    return new Effect.Run(command(argv), why, touched, predicts, Set.of(0));
  }

  /** A verb carried out of which it is not known what all it touches. */
  public Effect run(List<String> words, String why) {
    List<String> argv = new ArrayList<>(List.of(tool, "--noconfirm"));
    argv.addAll(words);
    return Effect.Run.of(command(argv), why, TOUCHED);
  }

  private static Command command(List<String> argv) {
    return Command.of(argv).withEnvironment(ENVIRONMENT);
  }

  /** Whether a package is there. */
  public static Probe<PackageInfo> installed(String name) {
    return new Probe.PackageAt(PackageManager.PACMAN, name);
  }
}
