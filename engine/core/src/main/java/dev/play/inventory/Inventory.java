package dev.play.inventory;

import dev.play.host.HostName;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Hosts and groups with their own variables. Immutable; made by {@link InventoryBuilder}. What
 * files beside inventories and playbooks add is the business of {@code dev.play.variables}.
 */
public final class Inventory {
  /** The group of all hosts. */
  public static final String ALL = "all";

  /** The group of the hosts that are in no other group. */
  public static final String UNGROUPED = "ungrouped";

  private static final Set<String> LOCALHOSTS = Set.of("localhost", "127.0.0.1", "::1");

  private final Map<HostName, InventoryHost> hosts;
  private final Map<String, InventoryGroup> groups;
  private final List<Path> directories;
  private final Map<String, List<HostName>> members = new ConcurrentHashMap<>();
  private final Map<List<String>, List<InventoryGroup>> ancestors = new ConcurrentHashMap<>();
  private volatile Value.@Nullable Dict groupsValue;

  /** Takes the maps over: the caller must not change them. What follows is found when asked for. */
  Inventory(
      Map<HostName, InventoryHost> hosts,
      Map<String, InventoryGroup> groups,
      List<Path> directories) {
    this.hosts = Collections.unmodifiableMap(hosts);
    this.groups = Collections.unmodifiableMap(groups);
    this.directories = List.copyOf(directories);
  }

  /** An inventory without hosts; the implicit localhost is there. */
  public static Inventory empty() {
    return new InventoryBuilder(new dev.play.source.Diagnostics()).build();
  }

  private static Value names(List<HostName> hosts) {
    return Value.texts(hosts.stream().map(HostName::name).toList());
  }

  private List<HostName> collectMembers(String group) {
    Set<HostName> found = new LinkedHashSet<>();
    Set<String> seen = new HashSet<>(Set.of(group));
    List<String> level = List.of(group);
    while (!level.isEmpty()) {
      List<String> next = new ArrayList<>();
      for (String name : level) {
        InventoryGroup at = groups.get(name);
        if (at != null) {
          found.addAll(at.ownHosts());
          at.children().stream().filter(seen::add).forEach(next::add);
        }
      }
      level = next;
    }
    return List.copyOf(found);
  }

  private List<InventoryGroup> collectAncestors(List<String> direct) {
    Set<String> seen = new HashSet<>();
    List<String> open = new ArrayList<>(direct);
    List<InventoryGroup> found = new ArrayList<>();
    while (!open.isEmpty()) {
      String name = open.removeLast();
      InventoryGroup group = groups.get(name);
      if (group != null && !name.equals(ALL) && seen.add(name)) {
        found.add(group);
        open.addAll(group.parents());
      }
    }
    found.sort(InventoryGroup.WEAKEST_FIRST);
    return List.copyOf(found);
  }

  /** All hosts in inventory order, without an implicit localhost. */
  public List<HostName> hosts() {
    return hostsOf(ALL);
  }

  /** A host by its name; the localhost names are always there, implicit where nobody named them. */
  public Optional<InventoryHost> host(HostName name) {
    InventoryHost host = hosts.get(name);
    if (host == null && isLocalhost(name.name())) {
      return Optional.of(
          new InventoryHost(
              name,
              List.of(),
              List.of(InventoryBuilder.IMPLICIT_LOCALHOST),
              Optional.empty(),
              true));
    }
    return Optional.ofNullable(host);
  }

  /** Whether a name means this machine, also where no inventory says so. */
  public static boolean isLocalhost(String name) {
    return LOCALHOSTS.contains(name);
  }

  public Optional<InventoryGroup> group(String name) {
    return Optional.ofNullable(groups.get(name));
  }

  /** All groups, {@code all} and {@code ungrouped} first, then as they were defined. */
  public Collection<InventoryGroup> groups() {
    return groups.values();
  }

  /** The hosts of a group and of the groups in it, each once; empty for no such group. */
  public List<HostName> hostsOf(String group) {
    return members.computeIfAbsent(group, this::collectMembers);
  }

  /** The groups that a host is in, through others too, without {@code all}: weakest first. */
  public List<InventoryGroup> groupsOf(HostName name) {
    InventoryHost host = hosts.get(name);
    return host == null
        ? List.of()
        : ancestors.computeIfAbsent(host.groups(), this::collectAncestors);
  }

  /** The directories of the sources, in order: where group_vars and host_vars are looked for. */
  public List<Path> directories() {
    return directories;
  }

  /** The variable {@code groups}: names of hosts by group. */
  public Value.Dict groupsValue() {
    Value.Dict known = groupsValue;
    if (known == null) {
      Map<String, Value> byGroup = new LinkedHashMap<>();
      groups.keySet().forEach(name -> byGroup.put(name, names(hostsOf(name))));
      known = Value.dict(byGroup);
      groupsValue = known;
    }
    return known;
  }

  /** The variable {@code group_names} of a host: its groups without {@code all}, sorted. */
  public Value.Sequence groupNames(HostName host) {
    Set<String> sorted = new TreeSet<>();
    groupsOf(host).forEach(group -> sorted.add(group.name()));
    return Value.texts(List.copyOf(sorted));
  }

  /** The names of all variables that some host or group of the inventory itself defines. */
  public Set<String> variableNames() {
    Set<String> names = new TreeSet<>();
    hosts.values().forEach(h -> h.layers().forEach(l -> names.addAll(l.values().keySet())));
    groups.values().forEach(g -> g.layers().forEach(l -> names.addAll(l.values().keySet())));
    return names;
  }

  /** A builder that starts with all that is in here. */
  InventoryBuilder toBuilder() {
    return new InventoryBuilder(hosts.values(), groups.values(), directories);
  }
}
