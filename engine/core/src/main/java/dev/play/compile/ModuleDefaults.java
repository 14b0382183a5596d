package dev.play.compile;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The arguments that {@code module_defaults} gives around a task.
 *
 * @param modules by module short name
 * @param groups by group, in the order in which they were met
 */
public record ModuleDefaults(Map<String, Map<String, Value>> modules, Map<String, Group> groups) {
  public static final ModuleDefaults NONE = new ModuleDefaults(Map.of(), Map.of());

  public ModuleDefaults {
    modules = Map.copyOf(modules);
    groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
  }

  /**
   * Defaults for several modules.
   *
   * @param members short names of play's modules, full names of others
   */
  public record Group(Set<String> members, Map<String, Value> arguments) {
    public Group {
      members = Set.copyOf(members);
      arguments = Map.copyOf(arguments);
    }
  }

  /** The same with others for a module, which replace those it had. */
  public ModuleDefaults with(String module, Map<String, Value> arguments) {
    Map<String, Map<String, Value>> all = new LinkedHashMap<>(modules);
    all.put(module, Map.copyOf(arguments));
    return new ModuleDefaults(all, groups);
  }

  /** The same with others for a group, which replace those it had. */
  public ModuleDefaults with(String name, Group group) {
    Map<String, Group> all = new LinkedHashMap<>(groups);
    all.put(name, group);
    return new ModuleDefaults(modules, all);
  }

  /**
   * What there is for a module, weakest first.
   *
   * @param member how groups know it
   */
  public List<Map<String, Value>> of(String module, String member) {
    List<Map<String, Value>> found = new ArrayList<>();
    for (Group group : groups.values()) {
      if (group.members().contains(member)) {
        found.add(group.arguments());
      }
    }
    found.add(modules.getOrDefault(module, Map.of()));
    return found;
  }

  /** Whether there is anything for one of play's modules. */
  public boolean has(String module) {
    return modules.containsKey(module)
        || groups.values().stream().anyMatch(group -> group.members().contains(module));
  }
}
