package dev.play.inventory;

import dev.play.host.HostName;
import dev.play.source.Span;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The inventory of one run: what was loaded, and what {@code add_host} and {@code group_by} add.
 * Thread-safe. {@link #current} gives an immutable state; additions show in the next one.
 */
public final class LiveInventory {
  private final ReentrantLock lock = new ReentrantLock();
  private InventoryBuilder builder;
  private final List<Consumer<InventoryBuilder>> changes = new ArrayList<>();
  private volatile @Nullable Inventory current;
  private final java.util.concurrent.atomic.AtomicLong version =
      new java.util.concurrent.atomic.AtomicLong();

  public LiveInventory(Inventory start) {
    builder = start.toBuilder();
    current = start;
  }

  /** The inventory as it is now. */
  public Inventory current() {
    Inventory now = current;
    if (now != null) {
      return now;
    }
    lock.lock();
    try {
      Inventory built = current;
      if (built == null) {
        built = builder.build();
        current = built;
      }
      return built;
    } finally {
      lock.unlock();
    }
  }

  /** Goes up with each change, so that what was derived from the inventory can be kept. */
  public long version() {
    return version.get();
  }

  /**
   * What {@code add_host} does.
   *
   * @param origin where the variables come from, for people
   * @return whether anything changed
   */
  public boolean addHost(
      HostName host, List<String> groups, Map<String, Value> variables, String origin) {
    lock.lock();
    try {
      Inventory before = current();
      boolean changed =
          before.host(host).filter(h -> !h.implicit()).isEmpty()
              || groups.stream().anyMatch(g -> !builder.isIn(host, g))
              || before.host(host).map(h -> addsTo(h, variables)).orElse(true);
      if (changed) {
        apply(
            to -> {
              to.from(origin, Optional.empty());
              to.host(host, Inventory.ALL);
              groups.forEach(group -> to.host(host, group));
              variables.forEach((name, value) -> to.hostVariable(host, name, value));
            });
      }
      return changed;
    } finally {
      lock.unlock();
    }
  }

  private static boolean addsTo(InventoryHost host, Map<String, Value> variables) {
    return variables.entrySet().stream().anyMatch(v -> !v.getValue().equals(own(host, v.getKey())));
  }

  private static Value own(InventoryHost host, String name) {
    return host.layers().reversed().stream()
        .map(layer -> layer.values().get(name))
        .filter(value -> value != null)
        .findFirst()
        .orElse(new Value.Undefined(name, Optional.empty()));
  }

  /**
   * What {@code group_by} does: puts a host into a group, and that group into others.
   *
   * @return whether anything changed
   */
  public boolean groupBy(HostName host, String group, List<String> parents) {
    lock.lock();
    try {
      boolean changed = false;
      for (String parent : parents) {
        if (!builder.isChild(parent, group)) {
          apply(to -> to.child(parent, group, Span.none("group_by")));
          changed = true;
        }
      }
      if (!builder.isIn(host, group)) {
        apply(
            to -> {
              if (to.hasHost(host)) {
                to.host(host, group);
              }
            });
        changed = true;
      }
      return changed;
    } finally {
      lock.unlock();
    }
  }

  /** A change of the run's own, done again when the sources have been read again. */
  private void apply(Consumer<InventoryBuilder> change) {
    changes.add(change);
    change.accept(builder);
    touched();
  }

  private void touched() {
    current = null;
    version.incrementAndGet();
  }

  /** The sources as they are now, and on top of them what the run has added. */
  public void refresh(Inventory sources) {
    lock.lock();
    try {
      builder = sources.toBuilder();
      changes.forEach(change -> change.accept(builder));
      touched();
    } finally {
      lock.unlock();
    }
  }
}
