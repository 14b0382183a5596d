package dev.play.modules.system.unit;

import dev.play.host.Resource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the several inits keep what starts at boot. */
public final class AtBoot {
  private static final List<String> PLACES =
      List.of("init init.d insserv rc.d rc.conf runlevels systemd xinetd.d".split(" "));

  /** What enabling a service may touch. */
  public static final Set<Resource> TOUCHED =
      Stream.of(
              Stream.<Resource>of(Resource.UNITS),
              PLACES.stream().map(name -> Resource.tree("/etc/" + name)),
              Stream.of("0123456S".split("")).map(level -> Resource.tree("/etc/rc" + level + ".d")))
          .flatMap(all -> all)
          .collect(Collectors.toUnmodifiableSet());

  private AtBoot() {}

  /** What it may touch besides, starting or stopping it included. */
  public static Set<Resource> andRunning() {
    return Stream.concat(TOUCHED.stream(), Stream.of(Resource.tree("/run")))
        .collect(Collectors.toUnmodifiableSet());
  }
}
