package dev.play.inventory;

import dev.play.compile.VarLayer;
import dev.play.host.HostName;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hosts and groups that are still being put together. Each keeps what it was last built as, so that
 * a change to one of thousands costs no more than that one.
 */
final class Draft {
  private Draft() {}

  /** Variables by where they come from. */
  private static final class Variables {
    private final Map<String, Map<String, Value>> layers = new LinkedHashMap<>();

    void put(String origin, String name, Value value) {
      layers.computeIfAbsent(origin, o -> new LinkedHashMap<>()).put(name, value);
    }

    List<VarLayer> frozen() {
      List<VarLayer> frozen = new ArrayList<>(layers.size());
      layers.forEach((origin, values) -> frozen.add(new VarLayer(origin, values)));
      return frozen;
    }
  }

  /** A host. */
  static final class Host {
    private final HostName name;
    private final Variables variables = new Variables();
    private final Set<String> groups = new LinkedHashSet<>();
    private final Optional<Path> source;
    private @Nullable InventoryHost built;

    Host(HostName name, Optional<Path> source) {
      this.name = name;
      this.source = source;
    }

    static Host of(InventoryHost given) {
      Host host = new Host(given.name(), given.source());
      given.layers().forEach(l -> l.values().forEach((n, v) -> host.put(l.origin(), n, v)));
      host.groups.addAll(given.groups());
      host.built = given;
      return host;
    }

    void put(String origin, String variable, Value value) {
      variables.put(origin, variable, value);
      built = null;
    }

    void join(String group) {
      if (groups.add(group)) {
        built = null;
      }
    }

    /** Whether it was in the group. */
    boolean leave(String group) {
      boolean was = groups.remove(group);
      built = was ? null : built;
      return was;
    }

    int groupCount() {
      return groups.size();
    }

    InventoryHost build() {
      InventoryHost known = built;
      if (known == null) {
        known = new InventoryHost(name, List.copyOf(groups), variables.frozen(), source, false);
        built = known;
      }
      return known;
    }
  }

  /** A group. */
  static final class Group {
    final Set<String> children = new LinkedHashSet<>();
    final Set<String> parents = new LinkedHashSet<>();
    int depth;

    /** In {@code all} only because it is in no other group. */
    boolean loose;

    private final String name;
    private final Variables variables = new Variables();
    private final Set<HostName> hosts = new LinkedHashSet<>();
    private @Nullable InventoryGroup built;

    Group(String name) {
      this.name = name;
    }

    static Group of(InventoryGroup given) {
      Group group = new Group(given.name());
      given.layers().forEach(l -> l.values().forEach((n, v) -> group.put(l.origin(), n, v)));
      group.children.addAll(given.children());
      group.parents.addAll(given.parents());
      group.hosts.addAll(given.ownHosts());
      group.built = given;
      return group;
    }

    void put(String origin, String variable, Value value) {
      variables.put(origin, variable, value);
      built = null;
    }

    void add(HostName host) {
      if (hosts.add(host)) {
        built = null;
      }
    }

    void remove(HostName host) {
      if (hosts.remove(host)) {
        built = null;
      }
    }

    boolean has(HostName host) {
      return hosts.contains(host);
    }

    InventoryGroup build() {
      InventoryGroup known = built;
      if (known == null
          || known.depth() != depth
          || known.children().size() != children.size()
          || known.parents().size() != parents.size()) {
        List<VarLayer> layers = variables.frozen();
        known =
            new InventoryGroup(
                name,
                List.copyOf(children),
                List.copyOf(parents),
                List.copyOf(hosts),
                layers,
                depth,
                priority(layers));
        built = known;
      }
      return known;
    }

    private static int priority(List<VarLayer> layers) {
      Value given = null;
      for (VarLayer layer : layers) {
        Value here = layer.values().get("ansible_group_priority");
        given = here == null ? given : here;
      }
      if (given instanceof Value.Int number) {
        return Math.toIntExact(number.value());
      }
      if (given instanceof Value.Text text && text.text().matches("-?\\d{1,9}")) {
        return Integer.parseInt(text.text());
      }
      return 1;
    }
  }
}
