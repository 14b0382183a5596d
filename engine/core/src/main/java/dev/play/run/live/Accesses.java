package dev.play.run.live;

import dev.play.connection.Connection;
import dev.play.connection.Target;
import dev.play.task.HostAccess;
import dev.play.task.ShellAccess;
import dev.play.task.watch.AccessWatch;
import dev.play.task.watch.WatchedAccess;
import java.util.function.Function;

/** How hosts are reached: over connections that are opened when first needed, and watched. */
final class Accesses implements Function<Target, HostAccess> {
  private final SessionHands.Parts parts;

  Accesses(SessionHands.Parts parts) {
    this.parts = parts;
  }

  @Override
  public HostAccess apply(Target target) {
    HostAccess access = new ShellAccess(() -> connect(target), parts.random(), parts.clock());
    return parts.watch() == AccessWatch.NONE
        ? access
        : new WatchedAccess(target.name(), access, parts.watch());
  }

  private Connection connect(Target target) {
    return parts
        .watch()
        .during(target.name(), AccessWatch.Phase.CONNECT, () -> parts.connector().connect(target));
  }
}
