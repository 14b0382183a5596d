package dev.play.inventory;

import dev.play.compile.VarLayer;
import dev.play.host.HostName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A host of the inventory.
 *
 * @param groups the groups it is in directly, in the order in which it was put there; never {@code
 *     all}
 * @param layers its own variables, one layer a source, later ones win
 * @param source the file that named it first; empty for lists, {@code add_host} and the implicit
 *     localhost
 * @param implicit whether it is the localhost that nobody named: in no group, not in {@code all}
 */
public record InventoryHost(
    HostName name,
    List<String> groups,
    List<VarLayer> layers,
    Optional<Path> source,
    boolean implicit) {
  public InventoryHost {
    groups = List.copyOf(groups);
    layers = List.copyOf(layers);
  }
}
