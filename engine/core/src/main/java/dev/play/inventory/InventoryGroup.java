package dev.play.inventory;

import dev.play.compile.VarLayer;
import dev.play.host.HostName;
import java.util.Comparator;
import java.util.List;

/**
 * A group of the inventory.
 *
 * @param children the groups in it, in order
 * @param parents the groups that it is in
 * @param ownHosts the hosts put into it directly, in order
 * @param layers its variables, one layer a source, later ones win
 * @param depth the longest way from {@code all}, which has 0
 * @param priority {@code ansible_group_priority}, 1 where not given: among groups of the same depth
 *     the higher one wins
 */
public record InventoryGroup(
    String name,
    List<String> children,
    List<String> parents,
    List<HostName> ownHosts,
    List<VarLayer> layers,
    int depth,
    int priority) {
  /** Weakest first: by depth, then priority, then name, as Ansible merges group variables. */
  public static final Comparator<InventoryGroup> WEAKEST_FIRST = InventoryGroup::weaker;

  // By hand: the JDK's start cache keeps none of the comparators that Comparator puts together.
  private static int weaker(InventoryGroup one, InventoryGroup other) {
    if (one.depth != other.depth) {
      return Integer.compare(one.depth, other.depth);
    }
    return one.priority != other.priority
        ? Integer.compare(one.priority, other.priority)
        : one.name.compareTo(other.name);
  }

  public InventoryGroup {
    children = List.copyOf(children);
    parents = List.copyOf(parents);
    ownHosts = List.copyOf(ownHosts);
    layers = List.copyOf(layers);
  }
}
