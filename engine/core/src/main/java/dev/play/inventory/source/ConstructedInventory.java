package dev.play.inventory.source;

import dev.play.host.HostName;
import dev.play.inventory.Inventory;
import dev.play.inventory.InventoryBuilder;
import dev.play.inventory.InventoryGroup;
import dev.play.inventory.InventoryHost;
import dev.play.value.Value;
import dev.play.yaml.Node;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The plugin {@code constructed}: variables and groups made by expressions from what earlier
 * sources say of each host.
 */
public final class ConstructedInventory implements InventoryPlugin {
  private static final Set<String> KEYS =
      Set.of(
          "plugin",
          "use_vars_plugins",
          "use_extra_vars",
          "cache",
          "cache_plugin",
          "cache_timeout",
          "cache_connection",
          "cache_prefix");

  private final Constructing with;

  public ConstructedInventory(Constructing with) {
    this.with = with;
  }

  @Override
  public Set<String> names() {
    return Set.of("constructed", "ansible.builtin.constructed");
  }

  @Override
  public void load(Path file, Node.Mapping config, InventoryBuilder into) {
    for (Node.Entry entry : config.entries()) {
      if (!KEYS.contains(entry.name()) && !Composition.OPTIONS.contains(entry.name())) {
        into.problems()
            .warning(
                entry.key().span(),
                "the inventory plugin constructed has no option '" + entry.name() + "'");
      }
    }
    Composition composition = new Composition(config, with, into);
    Inventory before = into.snapshot();
    for (HostName host : before.hosts()) {
      composition.apply(host, variables(before, host, config));
    }
  }

  private Map<String, Value> variables(Inventory inventory, HostName host, Node.Mapping config) {
    Map<String, Value> all = new HashMap<>();
    boolean fromSettings =
        with.settings()
            .ofPlugin("inventory", "constructed", "use_extra_vars", name -> Optional.empty())
            .map(found -> found.value().equals(Value.TRUE))
            .orElse(false);
    inventory.group(Inventory.ALL).ifPresent(group -> add(group, all));
    inventory.groupsOf(host).forEach(group -> add(group, all));
    Optional<InventoryHost> entry = inventory.host(host);
    entry.ifPresent(h -> h.layers().forEach(layer -> all.putAll(layer.values())));
    if (flag(config, "use_vars_plugins", false)) {
      all.putAll(with.besideVars().apply(inventory, host));
    }
    all.put("inventory_hostname", Value.text(host.name()));
    all.put("inventory_hostname_short", Value.text(host.name().split("\\.", 2)[0]));
    all.put("group_names", inventory.groupNames(host));
    if (flag(config, "use_extra_vars", fromSettings)) {
      all.putAll(with.extraVars());
    }
    return all;
  }

  private static void add(InventoryGroup group, Map<String, Value> all) {
    group.layers().forEach(layer -> all.putAll(layer.values()));
  }

  static boolean flag(Node.Mapping config, String key, boolean otherwise) {
    return config.get(key).orElse(null) instanceof Node.Scalar scalar && !scalar.isNull()
        ? scalar.value().equals(Value.TRUE)
            || List.of("yes", "true", "on", "1")
                .contains(scalar.text().toLowerCase(java.util.Locale.ROOT))
        : otherwise;
  }
}
