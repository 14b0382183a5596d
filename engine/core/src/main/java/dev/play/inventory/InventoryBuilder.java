package dev.play.inventory;

import dev.play.compile.VarLayer;
import dev.play.host.HostName;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects hosts, groups and variables from one source after another. Not thread-safe. What comes
 * later wins; a host or group named twice is the same one.
 */
public final class InventoryBuilder {
  static final VarLayer IMPLICIT_LOCALHOST =
      new VarLayer(
          "implicit localhost",
          Map.<String, Value>of(
              "ansible_connection",
              Value.text("local"),
              "ansible_python_interpreter",
              Value.text("/usr/bin/python3")));

  private final Map<HostName, Draft.Host> hosts = new LinkedHashMap<>();
  private final Map<String, Draft.Group> groups = new LinkedHashMap<>();
  private final Set<Path> directories = new LinkedHashSet<>();
  private final Diagnostics problems;
  private final GroupNames groupNames;
  private boolean warned;
  private String origin = "";
  private Optional<Path> file = Optional.empty();

  public InventoryBuilder(Diagnostics problems) {
    this(problems, GroupNames.IGNORE);
  }

  /**
   * @param groupNames what becomes of groups' names that no variable could have
   */
  public InventoryBuilder(Diagnostics problems, GroupNames groupNames) {
    this.problems = problems;
    this.groupNames = groupNames;
    groups.put(Inventory.ALL, new Draft.Group(Inventory.ALL));
    groups.put(Inventory.UNGROUPED, new Draft.Group(Inventory.UNGROUPED));
    entry(Inventory.ALL).children.add(Inventory.UNGROUPED);
    entry(Inventory.UNGROUPED).parents.add(Inventory.ALL);
  }

  InventoryBuilder(
      Collection<InventoryHost> hosts, Collection<InventoryGroup> groups, List<Path> directories) {
    this(new Diagnostics());
    this.directories.addAll(directories);
    groups.forEach(group -> this.groups.put(group.name(), Draft.Group.of(group)));
    hosts.forEach(host -> this.hosts.put(host.name(), Draft.Host.of(host)));
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

  private Draft.Group entry(String group) {
    return groups.computeIfAbsent(safe(group), Draft.Group::new);
  }

  private String safe(String group) {
    if (!GroupNames.isInvalid(group)) {
      return group;
    }
    if (!warned && !groupNames.warning().isEmpty()) {
      warned = true;
      problems.warning(Span.none("inventory"), groupNames.warning() + ": " + group);
    }
    return groupNames.of(group);
  }

  /** Makes a group known. */
  public void group(String name) {
    entry(name);
  }

  public boolean hasGroup(String name) {
    return groups.containsKey(safe(name));
  }

  public boolean hasHost(HostName name) {
    return hosts.containsKey(name);
  }

  boolean isChild(String parent, String child) {
    Draft.Group group = groups.get(safe(parent));
    return group != null && group.children.contains(safe(child));
  }

  boolean isIn(HostName host, String group) {
    Draft.Group entry = groups.get(safe(group));
    return entry != null && entry.has(host);
  }

  /** Puts a host into a group; both become known. */
  public void host(HostName name, String group) {
    Draft.Host host = hosts.computeIfAbsent(name, n -> new Draft.Host(n, file));
    if (!group.equals(Inventory.ALL)) {
      host.join(safe(group));
    }
    entry(group).add(name);
  }

  /** Puts a group into another; a circle is a mistake and leaves things as they are. */
  public void child(String givenParent, String givenChild, Span span) {
    String parent = safe(givenParent);
    String child = safe(givenChild);
    if (child.equals(Inventory.ALL)) {
      problems.error(
          span,
          "putting group 'all' into '" + parent + "' makes a circle of groups",
          "every group is in 'all'");
      return;
    }
    if (parent.equals(child) || reaches(child, parent)) {
      problems.error(
          span,
          "putting group '" + child + "' into '" + parent + "' makes a circle of groups",
          "'" + parent + "' is already in '" + child + "'");
      return;
    }
    entry(parent).children.add(child);
    entry(child).parents.add(parent);
    if (entry(child).loose && !parent.equals(Inventory.ALL)) {
      entry(child).loose = false;
      entry(child).parents.remove(Inventory.ALL);
      entry(Inventory.ALL).children.remove(child);
    }
  }

  private boolean reaches(String from, String to) {
    Deque<String> open = new ArrayDeque<>(List.of(from));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      String name = open.pop();
      if (name.equals(to)) {
        return true;
      }
      Draft.Group group = groups.get(name);
      if (group != null && seen.add(name)) {
        open.addAll(group.children);
      }
    }
    return false;
  }

  /** Sets a variable of a host that is known. */
  public void hostVariable(HostName host, String name, Value value) {
    Draft.Host entry = hosts.get(host);
    if (entry != null) {
      entry.put(origin, name, value);
    }
  }

  /** Sets a variable of a group. */
  public void groupVariable(String group, String name, Value value) {
    entry(group).put(origin, name, value);
  }

  /** The inventory so far, for whoever makes more of it. */
  public Inventory snapshot() {
    return build();
  }

  /** The inventory so far: loose hosts are in {@code ungrouped}, loose groups in {@code all}. */
  public Inventory build() {
    settleUngrouped();
    Draft.Group all = entry(Inventory.ALL);
    groups.forEach(
        (name, group) -> {
          if (!name.equals(Inventory.ALL) && group.parents.isEmpty()) {
            group.parents.add(Inventory.ALL);
            group.loose = true;
          }
          if (group.parents.contains(Inventory.ALL)) {
            all.children.add(name);
          }
        });
    groups.values().forEach(group -> group.depth = 0);
    measureDepths();
    Map<String, InventoryGroup> builtGroups = LinkedHashMap.newLinkedHashMap(groups.size());
    groups.forEach((name, group) -> builtGroups.put(name, group.build()));
    Map<HostName, InventoryHost> builtHosts = LinkedHashMap.newLinkedHashMap(hosts.size());
    hosts.forEach((name, host) -> builtHosts.put(name, host.build()));
    return new Inventory(builtHosts, builtGroups, List.copyOf(directories));
  }

  private void settleUngrouped() {
    Draft.Group loose = entry(Inventory.UNGROUPED);
    hosts.forEach(
        (name, host) -> {
          if (host.groupCount() > 1 && host.leave(Inventory.UNGROUPED)) {
            loose.remove(name);
          } else if (host.groupCount() == 0) {
            host.join(Inventory.UNGROUPED);
            loose.add(name);
          }
        });
  }

  /** Depths by repeated relaxation from {@code all}; circles cannot be, so it ends. */
  private void measureDepths() {
    Deque<String> open = new ArrayDeque<>(List.of(Inventory.ALL));
    while (!open.isEmpty()) {
      Draft.Group parent = entry(open.poll());
      for (String name : parent.children) {
        Draft.Group child = entry(name);
        if (child.depth <= parent.depth) {
          child.depth = parent.depth + 1;
          open.add(name);
        }
      }
    }
  }
}
