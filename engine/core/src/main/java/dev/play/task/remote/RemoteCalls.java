package dev.play.task.remote;

import dev.play.host.HostException;
import dev.play.host.Resource;
import dev.play.remote.RemoteService;
import dev.play.remote.Remotes;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the hosts of a run share of {@link Remotes}: the services, opened when first needed, and who
 * has changed what. Of each thing one change is made at a time.
 */
public final class RemoteCalls implements AutoCloseable {
  private static final class Thing {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile long changes;
  }

  private final Supplier<List<RemoteService>> lookUp;
  private final Map<String, String> environment;
  private final Path home;
  private final Path directory;
  private final Map<String, Remotes> opened = new ConcurrentHashMap<>();
  private final Map<Resource, Thing> things = new ConcurrentHashMap<>();
  private @Nullable List<RemoteService> services;

  /**
   * With the services that are found on the class path.
   *
   * @param environment the process's
   * @param directory where relative file names start
   */
  public RemoteCalls(Map<String, String> environment, Path home, Path directory) {
    this(RemoteCalls::found, environment, home, directory);
  }

  /** With these services. */
  public RemoteCalls(
      Supplier<List<RemoteService>> lookUp,
      Map<String, String> environment,
      Path home,
      Path directory) {
    this.lookUp = lookUp;
    this.environment = Map.copyOf(environment);
    this.home = home;
    this.directory = directory;
  }

  private static List<RemoteService> found() {
    return ServiceLoader.load(RemoteService.class, RemoteCalls.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /**
   * A service.
   *
   * @throws HostException where there is none of this name
   */
  Remotes named(String name) {
    return opened.computeIfAbsent(
        name,
        n ->
            services().stream()
                .filter(s -> s.name().equals(n))
                .findFirst()
                .orElseThrow(
                    () ->
                        new HostException(
                            "there is no service '%s': is its jar beside play's?".formatted(n)))
                .open(environment, home, directory));
  }

  private synchronized List<RemoteService> services() {
    if (services == null) {
      services = lookUp.get();
    }
    return services;
  }

  /** How often this run has changed a thing. */
  long changes(Resource thing) {
    return thing(thing).changes;
  }

  /** Counts a change. */
  void changed(Resource thing) {
    Thing changed = thing(thing);
    changed.lock.lock();
    try {
      changed.changes++;
    } finally {
      changed.lock.unlock();
    }
  }

  private Thing thing(Resource resource) {
    return things.computeIfAbsent(resource, r -> new Thing());
  }

  /** Keeps others from changing these things until it is closed. */
  Held hold(Collection<Resource> resources) {
    Map<String, Thing> inOrder = new TreeMap<>(); // always in the same order: nobody waits for ever
    resources.forEach(r -> inOrder.put(r.toString(), thing(r)));
    List<Thing> held = List.copyOf(inOrder.values());
    held.forEach(thing -> thing.lock.lock());
    return () -> held.reversed().forEach(thing -> thing.lock.unlock());
  }

  /** What is held. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }

  @Override
  public void close() {
    opened.values().forEach(Remotes::close);
    opened.clear();
  }
}
