package dev.play.run.live;

import dev.play.connection.Connection;
import dev.play.connection.Target;
import dev.play.host.HostException;
import dev.play.host.HostName;
import dev.play.task.HostAccess;
import dev.play.task.ShellAccess;
import dev.play.task.remote.RemoteAccess;
import dev.play.task.watch.AccessWatch;
import dev.play.task.watch.WatchedAccess;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How hosts are reached: over connections that are opened when first needed, and watched. */
final class Accesses implements Function<Target, HostAccess> {
  private final SessionHands.Parts parts;
  private final SharedValues values = new SharedValues();

  /** Hosts whose sshd was moved by this run. */
  private final Map<HostName, Integer> moved = new ConcurrentHashMap<>();

  Accesses(SessionHands.Parts parts) {
    this.parts = parts;
  }

  @Override
  public HostAccess apply(Target target) {
    HostAccess access =
        new SharingAccess(
            new RemoteAccess(
                new ShellAccess(entrance(target), parts.random(), parts.clock()),
                parts.remotes(),
                parts.clock()),
            values);
    return parts.watch() == AccessWatch.NONE
        ? access
        : new WatchedAccess(target.name(), access, parts.watch());
  }

  private ShellAccess.Entrance entrance(Target target) {
    return new ShellAccess.Entrance() {
      @Override
      public Connection connect() {
        @Nullable Integer port = moved.get(target.name());
        if (port != null) {
          try {
            return Accesses.this.connect(target.movedTo(port));
          } catch (HostException e) {
            moved.remove(target.name()); // it may have moved back
          }
        }
        return Accesses.this.connect(target);
      }

      @Override
      public Connection connectAt(int port) {
        Connection open = Accesses.this.connect(target.movedTo(port));
        moved.put(target.name(), port);
        return open;
      }
    };
  }

  private Connection connect(Target target) {
    return parts
        .watch()
        .during(target.name(), AccessWatch.Phase.CONNECT, () -> parts.connector().connect(target));
  }
}
