package dev.play.modules.system.apt;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.value.Value;
import java.util.List;
import java.util.Set;

/** apt's package lists: how old they are, and refreshing them. */
public final class AptLists {
  /** The lists, as a thing that simulations depend on. */
  public static final Resource LISTS = Resource.topic("apt-lists");

  /** What refreshing them may change. */
  public static final Set<Resource> TOUCHED =
      Set.of(LISTS, Resource.tree("/var/lib/apt"), Resource.tree("/var/cache/apt"));

  private static final Probe.FileAt DIRECTORY = Probe.FileAt.of(HostPath.of("/var/lib/apt/lists"));
  private static final Probe.FileAt SOURCES = Probe.FileAt.of(HostPath.of("/etc/apt/sources.list"));
  private static final Probe.TreeAt SOURCE_PARTS =
      new Probe.TreeAt(HostPath.of("/etc/apt/sources.list.d"), 1);
  // dpkg(1), --add-architecture: the lists of a new one are still to come.
  private static final Probe.FileAt ARCHITECTURES =
      Probe.FileAt.of(HostPath.of("/var/lib/dpkg/arch"));
  private static final Probe.TreeAt LISTED = new Probe.TreeAt(HostPath.of("/var/lib/apt/lists"), 1);
  // Read once a run: what has been refreshed since is fresh, however small cache_valid_time is.
  private static final Probe.Query CLOCK = Probe.Query.of(Set.of(Resource.CLOCK), "date", "+%s");

  // apt leaves the directory's time alone when no list has changed; a success is marked on it.
  private static final String UPDATE =
      """
      retries=$1 longest=$2 delay=1; shift 2
      [ "$delay" -le "$longest" ] || delay=$longest
      while :; do
        "$@" && { touch /var/lib/apt/lists; exit 0; }
        status=$?
        [ "$retries" -gt 0 ] || { echo 'Failed to update apt cache' >&2; exit "$status"; }
        retries=$((retries - 1)); sleep "$delay"
        delay=$((delay * 2)); [ "$delay" -le "$longest" ] || delay=$longest
      done
      """;

  // Marks the directory of a prediction: its time is only good for telling fresh from stale.
  private static final long FORETOLD = -1;

  private AptLists() {}

  /** What {@link #age} and {@link #refresh} ask, to be fetched together with other probes. */
  public static List<Probe<?>> probes() {
    return List.of(DIRECTORY, LISTED, SOURCES, SOURCE_PARTS, ARCHITECTURES, CLOCK);
  }

  /**
   * Whether the lists are older than allowed, older than the sources that they come from, or not
   * there: images are shipped without them.
   *
   * @param validSeconds how old they may be
   */
  public static boolean areStale(HostView host, long validSeconds) {
    host.need(probes());
    FileInfo lists = host.known(DIRECTORY);
    double updated = lists.modified();
    double now = Double.parseDouble(host.known(CLOCK).out().strip());
    boolean old = !lists.exists() || updated + validSeconds < now;
    boolean newSources =
        host.known(SOURCES).modified() > updated
            || host.known(ARCHITECTURES).modified() > updated
            || host.known(SOURCE_PARTS).stream().anyMatch(f -> f.modified() > updated);
    return old || newSources || areMissing(host);
  }

  private static boolean areMissing(HostView host) {
    return switch (host.read(LISTED)) {
      case Observed.Known<List<FileInfo>>(List<FileInfo> files) ->
          files.stream().noneMatch(f -> f.path().name().endsWith("Release"));
      // This check has foretold a refresh.
      case Observed.Unknown<List<FileInfo>> unknown -> false;
    };
  }

  /** When they were refreshed, in whole seconds since the epoch; unknown when that is foretold. */
  public static Value updated(HostView host) {
    return switch (host.read(LISTED)) {
      case Observed.Known<List<FileInfo>> known ->
          Value.ofJava((long) host.known(DIRECTORY).modified());
      case Observed.Unknown<List<FileInfo>>(String because) -> new Value.Unknown(because);
    };
  }

  /**
   * apt-get update, tried again as often as allowed.
   *
   * @param longestPause between tries, in seconds
   */
  public static Effect.Run refresh(HostView host, AptGet apt, int retries, int longestPause) {
    FileInfo before = host.known(DIRECTORY);
    double now = Double.parseDouble(host.known(CLOCK).out().strip()) + 1;
    FileInfo after =
        new FileInfo(
            DIRECTORY.path(),
            FileInfo.Kind.DIRECTORY,
            before.exists() ? before.mode() : 0755,
            "root",
            "root",
            0,
            0,
            before.size(),
            now,
            now,
            now,
            FORETOLD,
            before.device(),
            before.links(),
            before.linkTarget());
    List<String> argv = new java.util.ArrayList<>();
    argv.addAll(
        List.of(
            "/bin/sh",
            "-c",
            UPDATE,
            "sh",
            Integer.toString(retries),
            Integer.toString(longestPause),
            "apt-get"));
    argv.addAll(apt.options());
    argv.add("update");
    return new Effect.Run(
        Command.of(argv).withEnvironment(AptGet.ENVIRONMENT),
        "refresh the package lists",
        TOUCHED,
        List.of(new Effect.Prediction<>(DIRECTORY, after)),
        Set.of(0));
  }
}
