package dev.play.modules.system.apt;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What apt keeps below /var/cache/apt: archives that it has fetched, and its lists in its own form.
 */
final class AptCache {
  private static final HostPath CACHE = HostPath.of("/var/cache/apt");
  private static final HostPath ARCHIVES = CACHE.child("archives");

  private AptCache() {}

  /** Empties it, where there is something in it. */
  static Optional<Effect> clean(HostView host) {
    Probe.TreeAt archives = new Probe.TreeAt(ARCHIVES, 1);
    Probe.TreeAt lists = new Probe.TreeAt(CACHE, 1);
    host.need(List.of(archives, lists));
    boolean any =
        host.known(archives).stream().anyMatch(f -> f.path().name().endsWith(".deb"))
            || host.known(lists).stream().anyMatch(f -> f.path().name().endsWith("pkgcache.bin"));
    return any ? Optional.of(clear("clean")) : Optional.empty();
  }

  /** Clears archives out of it that no repository has any more: apt-get names them. */
  static Optional<Effect> autoclean(HostView host, AptGet apt) {
    Set<Resource> about =
        Set.of(Resource.tree(ARCHIVES.text()), AptLists.LISTS, Resource.tree("/etc/apt"));
    boolean any =
        host.known(apt.ask("autoclean", List.of(), about))
            .out()
            .lines()
            .anyMatch(l -> l.startsWith("Del "));
    return any ? Optional.of(clear("autoclean")) : Optional.empty();
  }

  private static Effect clear(String verb) {
    return Effect.Run.of(
        Command.of("apt-get", verb).withEnvironment(AptGet.ENVIRONMENT),
        "clear apt's cache",
        Set.of(Resource.tree(CACHE.text())));
  }
}
