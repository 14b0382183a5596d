package dev.play.inventory.source;

import dev.play.inventory.InventoryBuilder;
import dev.play.yaml.Node;
import java.nio.file.Path;
import java.util.Set;

/**
 * A source of hosts that a YAML file configures by its {@code plugin:} key, for example a cloud.
 * Handed to {@link InventoryLoader}; must keep no state.
 */
public interface InventoryPlugin {
  /** The names it answers to: {@code gcp_compute}, {@code google.cloud.gcp_compute}. */
  Set<String> names();

  /**
   * Adds its hosts and groups. Mistakes in the configuration go to the builder's problems, and so
   * does a failure of the world: an inventory that cannot be had is no reason to go on without.
   *
   * @param config the whole file
   * @param into holds what earlier sources have given
   */
  void load(Path file, Node.Mapping config, InventoryBuilder into);
}
