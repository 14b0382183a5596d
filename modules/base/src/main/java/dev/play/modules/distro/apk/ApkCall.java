package dev.play.modules.distro.apk;

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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * apk's command line (apk(8)), always without questions.
 *
 * @param options between apk and the verb
 * @param update whether the lists of repositories are fetched before
 */
public record ApkCall(List<String> options, boolean update) {
  /** What installing or removing packages may change. */
  public static final Set<Resource> TOUCHED = AptGet.TOUCHED;

  private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\(\\d+/\\d+\\)\\s+(\\S+)\\s+(\\S+) \\(([^)]*)\\)");

  // Lists that are fetched for a question go to a copy of the cache. $1: whether they are.
  private static final String ASK =
      """
      update=$1; shift
      [ "$update" = yes ] || exec apk "$@"
      d=$(mktemp -d /var/tmp/play-apk.XXXXXX) || exit 75
      trap 'rm -rf "$d"' EXIT
      trap 'exit 143' HUP INT TERM
      [ ! -d /var/cache/apk ] || cp -a /var/cache/apk/. "$d/" || exit 75
      apk --cache-dir "$d" --update-cache "$@"
      """;

  /** A line of what would be done: Installing, Upgrading, Purging, ... */
  public record Row(String deed, String name) {}

  public ApkCall {
    options = List.copyOf(options);
  }

  /** The read-only question what a verb would do. */
  public Probe.Query simulate(List<String> words) {
    List<String> all = new ArrayList<>(List.of(words.getFirst(), "--simulate"));
    all.addAll(words.subList(1, words.size()));
    return ask(update, all);
  }

  /** Any other question. */
  public Probe.Query ask(List<String> words) {
    return ask(false, words);
  }

  private Probe.Query ask(boolean fresh, List<String> words) {
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", ASK, "sh", fresh ? "yes" : "no"));
    argv.addAll(options);
    argv.addAll(words);
    return new Probe.Query(
        argv,
        ENVIRONMENT,
        Blob.of(""),
        Set.of(
            Resource.PACKAGES,
            Resource.PACKAGE_SET,
            Resource.tree("/etc/apk"),
            Resource.tree("/var/cache/apk")));
  }

  /** Reads what a verb would do. */
  public static List<Row> rows(CommandOutput output) {
    List<Row> out = new ArrayList<>();
    Matcher row = ROW.matcher(output.out());
    while (row.find()) {
      out.add(new Row(row.group(1), row.group(2)));
    }
    return out;
  }

  /** Fetches the lists. */
  public Effect fetch() {
    return Effect.Run.of(
        command(List.of("update")),
        "fetch the lists of repositories",
        Set.of(Resource.tree("/var/cache/apk"), Resource.tree("/etc/apk/cache")));
  }

  /** A verb carried out of which all packages that it touches are known. */
  public Effect run(List<String> words, String why, List<Row> rows, List<String> names) {
    Set<Resource> touched = new HashSet<>(TOUCHED);
    touched.remove(Resource.PACKAGES);
    List<Effect.Prediction<?>> predicts = new ArrayList<>();
    names.forEach(n -> touched.add(Resource.ofPackage(n)));
    for (Row row : rows) {
      touched.add(Resource.ofPackage(row.name()));
      if (row.deed().equals("Purging")) {
        predicts.add(
            new Effect.Prediction<>(installed(row.name()), PackageInfo.absent(row.name())));
      }
    }
    return new Effect.Run(command(words), why, touched, predicts, Set.of(0));
  }

  private Command command(List<String> words) {
    List<String> argv = new ArrayList<>(List.of("apk"));
    argv.addAll(options);
    argv.addAll(words);
    return Command.of(argv).withEnvironment(ENVIRONMENT);
  }

  /** Whether a package is there. */
  public static Probe<PackageInfo> installed(String name) {
    return new Probe.PackageAt(PackageManager.APK, name);
  }
}
