package dev.play.variables;

import dev.play.compile.VarLayer;
import dev.play.host.HostName;
import dev.play.inventory.Inventory;
import dev.play.inventory.InventoryGroup;
import dev.play.inventory.InventoryHost;
import dev.play.source.Diagnostic;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one state of the inventory, and the files beside it and beside a playbook, say of hosts.
 * Thread-safe; hosts of the same groups share what their groups say.
 */
public final class InventoryVariables {
  private final Inventory inventory;
  private final VariableFiles files;
  private final Optional<Path> playbook;
  private final Map<List<String>, Part> byGroups = new ConcurrentHashMap<>();
  private final Map<HostName, OfHost> byHost = new ConcurrentHashMap<>();

  /**
   * @param playbook the playbook's directory, where there is one
   */
  public InventoryVariables(Inventory inventory, VariableFiles files, Optional<Path> playbook) {
    this.inventory = inventory;
    this.files = files;
    this.playbook = playbook;
  }

  /** Layers weakest first, and the same as one map. */
  private record Part(List<Layer> layers, Map<String, Value> merged, List<Diagnostic> problems) {}

  /**
   * What is said of one host.
   *
   * @param layers weakest first, of groups and host
   * @param problems what is wrong in the files
   */
  record OfHost(
      Map<String, Value> groups,
      Map<String, Value> host,
      List<Layer> layers,
      List<Diagnostic> problems) {}

  Inventory inventory() {
    return inventory;
  }

  OfHost of(HostName host) {
    return byHost.computeIfAbsent(host, this::collect);
  }

  private OfHost collect(HostName name) {
    List<InventoryGroup> groups = inventory.groupsOf(name);
    Part group =
        byGroups.computeIfAbsent(
            groups.stream().map(InventoryGroup::name).toList(), names -> ofGroups(groups));
    Part host = ofHost(name);
    List<Layer> layers = new ArrayList<>(group.layers());
    layers.addAll(host.layers());
    List<Diagnostic> problems = new ArrayList<>(group.problems());
    problems.addAll(host.problems());
    return new OfHost(group.merged(), host.merged(), List.copyOf(layers), List.copyOf(problems));
  }

  private Part ofGroups(List<InventoryGroup> groups) {
    List<Layer> layers = new ArrayList<>();
    List<Diagnostic> problems = new ArrayList<>();
    inventory
        .group(Inventory.ALL)
        .ifPresent(all -> add(layers, Precedence.INVENTORY_GROUP, all.layers(), " (group all)"));
    for (InventoryGroup group : groups) {
      String suffix = " (group " + group.name() + ")";
      add(layers, Precedence.INVENTORY_GROUP, group.layers(), suffix);
    }
    Set<String> all = Set.of(Inventory.ALL);
    Set<String> names = new LinkedHashSet<>();
    groups.forEach(group -> names.add(group.name()));
    beside(
        inventory.directories(),
        "group_vars",
        all,
        Precedence.INVENTORY_GROUP_VARS_ALL,
        layers,
        problems);
    beside(playbooks(), "group_vars", all, Precedence.PLAYBOOK_GROUP_VARS_ALL, layers, problems);
    beside(
        inventory.directories(),
        "group_vars",
        names,
        Precedence.INVENTORY_GROUP_VARS,
        layers,
        problems);
    beside(playbooks(), "group_vars", names, Precedence.PLAYBOOK_GROUP_VARS, layers, problems);
    return new Part(List.copyOf(layers), Layer.merge(layers), List.copyOf(problems));
  }

  /** What a group itself is given, by the inventory and in group_vars. */
  Map<String, Value> ownOf(InventoryGroup group) {
    List<Layer> layers = new ArrayList<>();
    List<Diagnostic> problems = new ArrayList<>();
    add(layers, Precedence.INVENTORY_GROUP, group.layers(), "");
    Set<String> name = Set.of(group.name());
    beside(
        inventory.directories(),
        "group_vars",
        name,
        Precedence.INVENTORY_GROUP_VARS,
        layers,
        problems);
    beside(playbooks(), "group_vars", name, Precedence.PLAYBOOK_GROUP_VARS, layers, problems);
    RunVariables.refuse(problems);
    return Layer.merge(layers);
  }

  private Part ofHost(HostName name) {
    List<Layer> layers = new ArrayList<>();
    List<Diagnostic> problems = new ArrayList<>();
    List<VarLayer> own = inventory.host(name).map(InventoryHost::layers).orElse(List.of());
    add(layers, Precedence.INVENTORY_HOST, own, " (host " + name + ")");
    Set<String> names = Set.of(name.name());
    beside(
        inventory.directories(),
        "host_vars",
        names,
        Precedence.INVENTORY_HOST_VARS,
        layers,
        problems);
    beside(playbooks(), "host_vars", names, Precedence.PLAYBOOK_HOST_VARS, layers, problems);
    return new Part(List.copyOf(layers), Layer.merge(layers), List.copyOf(problems));
  }

  private List<Path> playbooks() {
    return playbook.map(List::of).orElse(List.of());
  }

  private static void add(
      List<Layer> layers, Precedence level, List<VarLayer> given, String suffix) {
    given.forEach(
        layer ->
            layers.add(new Layer(level, new VarLayer(layer.origin() + suffix, layer.values()))));
  }

  private void beside(
      List<Path> directories,
      String kind,
      Set<String> names,
      Precedence level,
      List<Layer> layers,
      List<Diagnostic> problems) {
    for (Path directory : directories) {
      for (String name : names) {
        VariableFiles.Found found = files.named(directory, kind, name);
        found.layers().forEach(layer -> layers.add(new Layer(level, layer)));
        problems.addAll(found.problems());
      }
    }
  }

  /** What all sources and the files beside them say of a host, as one. */
  public Map<String, Value> besideSources(HostName host) {
    OfHost of = of(host);
    Map<String, Value> all = new HashMap<>(of.groups());
    all.putAll(of.host());
    return all;
  }

  /** What is wrong in any file that concerns a host of the inventory. Reads them all. */
  public List<Diagnostic> problems() {
    Set<Diagnostic> problems = new LinkedHashSet<>();
    inventory.hosts().forEach(host -> problems.addAll(of(host).problems()));
    return List.copyOf(problems);
  }

  /** The names of all variables that the inventory or its files define for some host. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(inventory.variableNames());
    for (HostName host : inventory.hosts()) {
      OfHost of = of(host);
      names.addAll(of.groups().keySet());
      names.addAll(of.host().keySet());
    }
    return names;
  }

  /**
   * All values that the inventory or its files define, for whoever looks for what they refer to.
   */
  public List<Value> values() {
    List<Value> values = new ArrayList<>();
    Set<Map<String, Value>> seen =
        java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
    for (HostName host : inventory.hosts()) {
      OfHost of = of(host);
      if (seen.add(of.groups())) {
        values.addAll(of.groups().values());
      }
      values.addAll(of.host().values());
    }
    return values;
  }
}
