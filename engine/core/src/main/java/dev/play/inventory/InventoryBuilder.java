package dev.play.inventory;

import dev.play.compile.VarLayer;
import dev.play.host.HostName;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects hosts, groups and variables from one source after another. Not thread-safe. What comes
 * later wins; a host or group named twice is the same one.
 */
public final class InventoryBuilder {
  static final VarLayer IMPLICIT_LOCALHOST =
      new VarLayer(
          "implicit localhost", Map.<String, Value>of("ansible_connection", Value.text("local")));

  private static final class Entry {
    final Map<String, Map<String, Value>> layers = new LinkedHashMap<>();

    void put(String origin, String name, Value value) {
      layers.computeIfAbsent(origin, o -> new LinkedHashMap<>()).put(name, value);
    }

    void take(List<VarLayer> given) {
      given.forEach(
          layer -> layer.values().forEach((name, value) -> put(layer.origin(), name, value)));
    }

    List<VarLayer> frozen() {
      return layers.entrySet().stream().map(e -> new VarLayer(e.getKey(), e.getValue())).toList();
    }
  }

  private static final class HostEntry {
    final Entry vars = new Entry();
    final Set<String> groups = new LinkedHashSet<>();
    Optional<Path> source = Optional.empty();
  }

  private static final class GroupEntry {
    final Entry vars = new Entry();
    final Set<String> children = new LinkedHashSet<>();
    final Set<String> parents = new LinkedHashSet<>();
    final Set<HostName> hosts = new LinkedHashSet<>();
    int depth;
  }

  private final Map<HostName, HostEntry> hosts = new LinkedHashMap<>();
  private final Map<String, GroupEntry> groups = new LinkedHashMap<>();
  private final Set<Path> directories = new LinkedHashSet<>();
  private final Diagnostics problems;
  private String origin = "";
  private Optional<Path> file = Optional.empty();

  public InventoryBuilder(Diagnostics problems) {
    this.problems = problems;
    groups.put(Inventory.ALL, new GroupEntry());
    groups.put(Inventory.UNGROUPED, new GroupEntry());
    entry(Inventory.ALL).children.add(Inventory.UNGROUPED);
    entry(Inventory.UNGROUPED).parents.add(Inventory.ALL);
  }

  InventoryBuilder(
      Collection<InventoryHost> hosts, Collection<InventoryGroup> groups, List<Path> directories) {
    this(new Diagnostics());
    this.directories.addAll(directories);
    for (InventoryGroup group : groups) {
      GroupEntry entry = entry(group.name());
      entry.vars.take(group.layers());
      entry.children.addAll(group.children());
      entry.parents.addAll(group.parents());
      entry.hosts.addAll(group.ownHosts());
    }
    for (InventoryHost host : hosts) {
      HostEntry entry = this.hosts.computeIfAbsent(host.name(), n -> new HostEntry());
      entry.vars.take(host.layers());
      entry.groups.addAll(host.groups());
      entry.source = host.source();
    }
  }

  /** Where mistakes go. */
  public Diagnostics problems() {
    return problems;
  }

  /**
   * What is told from here on comes from this source.
   *
   * @param name how people call it, for origins
   * @param path the file, where there is one
   */
  public void from(String name, Optional<Path> path) {
    origin = name;
    file = path;
  }

  /** A directory beside whose content group_vars and host_vars are looked for. */
  public void directory(Path path) {
    directories.add(path);
  }

  private GroupEntry entry(String group) {
    return groups.computeIfAbsent(group, g -> new GroupEntry());
  }

  /** Makes a group known. */
  public void group(String name) {
    entry(name);
  }

  public boolean hasGroup(String name) {
    return groups.containsKey(name);
  }

  public boolean hasHost(HostName name) {
    return hosts.containsKey(name);
  }

  boolean isChild(String parent, String child) {
    GroupEntry group = groups.get(parent);
    return group != null && group.children.contains(child);
  }

  boolean isIn(HostName host, String group) {
    GroupEntry entry = groups.get(group);
    return entry != null && entry.hosts.contains(host);
  }

  /** Puts a host into a group; both become known. */
  public void host(HostName name, String group) {
    HostEntry host = hosts.computeIfAbsent(name, n -> newHost());
    if (!group.equals(Inventory.ALL)) {
      host.groups.add(group);
    }
    entry(group).hosts.add(name);
  }

  private HostEntry newHost() {
    HostEntry host = new HostEntry();
    host.source = file;
    return host;
  }

  /** Puts a group into another; a circle is a mistake and leaves things as they are. */
  public void child(String parent, String child, Span span) {
    if (parent.equals(child) || reaches(child, parent)) {
      problems.error(
          span,
          "putting group '" + child + "' into '" + parent + "' makes a circle of groups",
          "'" + parent + "' is already in '" + child + "'");
      return;
    }
    entry(parent).children.add(child);
    entry(child).parents.add(parent);
  }

  private boolean reaches(String from, String to) {
    Deque<String> open = new ArrayDeque<>(List.of(from));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      String name = open.pop();
      if (name.equals(to)) {
        return true;
      }
      GroupEntry group = groups.get(name);
      if (group != null && seen.add(name)) {
        open.addAll(group.children);
      }
    }
    return false;
  }

  /** Sets a variable of a host that is known. */
  public void hostVariable(HostName host, String name, Value value) {
    HostEntry entry = hosts.get(host);
    if (entry != null) {
      entry.vars.put(origin, name, value);
    }
  }

  /** Sets a variable of a group. */
  public void groupVariable(String group, String name, Value value) {
    entry(group).vars.put(origin, name, value);
  }

  /** The inventory so far: loose hosts are in {@code ungrouped}, loose groups in {@code all}. */
  public Inventory build() {
    settleUngrouped();
    GroupEntry all = entry(Inventory.ALL);
    groups.forEach(
        (name, group) -> {
          if (!name.equals(Inventory.ALL) && group.parents.isEmpty()) {
            group.parents.add(Inventory.ALL);
          }
          if (group.parents.contains(Inventory.ALL)) {
            all.children.add(name);
          }
        });
    groups.values().forEach(group -> group.depth = 0);
    measureDepths();
    Map<String, InventoryGroup> builtGroups = new LinkedHashMap<>();
    groups.forEach((name, group) -> builtGroups.put(name, built(name, group)));
    Map<HostName, InventoryHost> builtHosts = new LinkedHashMap<>();
    hosts.forEach(
        (name, host) ->
            builtHosts.put(
                name,
                new InventoryHost(
                    name, List.copyOf(host.groups), host.vars.frozen(), host.source, false)));
    return new Inventory(builtHosts, builtGroups, List.copyOf(directories));
  }

  private void settleUngrouped() {
    Set<HostName> loose = entry(Inventory.UNGROUPED).hosts;
    hosts.forEach(
        (name, host) -> {
          if (host.groups.size() > 1 && host.groups.remove(Inventory.UNGROUPED)) {
            loose.remove(name);
          } else if (host.groups.isEmpty()) {
            host.groups.add(Inventory.UNGROUPED);
            loose.add(name);
          }
        });
  }

  /** Depths by repeated relaxation from {@code all}; circles cannot be, so it ends. */
  private void measureDepths() {
    Deque<String> open = new ArrayDeque<>(List.of(Inventory.ALL));
    while (!open.isEmpty()) {
      GroupEntry parent = entry(open.poll());
      for (String name : parent.children) {
        GroupEntry child = entry(name);
        if (child.depth <= parent.depth) {
          child.depth = parent.depth + 1;
          open.add(name);
        }
      }
    }
  }

  private static InventoryGroup built(String name, GroupEntry group) {
    List<VarLayer> layers = group.vars.frozen();
    Value given = null;
    for (VarLayer layer : layers) {
      Value here = layer.values().get("ansible_group_priority");
      given = here == null ? given : here;
    }
    return new InventoryGroup(
        name,
        List.copyOf(group.children),
        List.copyOf(group.parents),
        new ArrayList<>(group.hosts),
        layers,
        group.depth,
        priority(given));
  }

  private static int priority(@Nullable Value given) {
    if (given instanceof Value.Int number) {
      return Math.toIntExact(number.value());
    }
    if (given instanceof Value.Text text && text.text().matches("-?\\d{1,9}")) {
      return Integer.parseInt(text.text());
    }
    return 1;
  }
}
