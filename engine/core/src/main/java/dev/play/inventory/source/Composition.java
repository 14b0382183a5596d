package dev.play.inventory.source;

import dev.play.host.HostName;
import dev.play.inventory.InventoryBuilder;
import dev.play.template.Scope;
import dev.play.value.Value;
import dev.play.yaml.Node;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a configured source's own expressions make of each host: {@code compose}, {@code groups} and
 * {@code keyed_groups}.
 */
final class Composition {
  /** The options it reads. */
  static final Set<String> OPTIONS =
      Set.of(
          "strict",
          "compose",
          "groups",
          "keyed_groups",
          "leading_separator",
          "use_contrib_script_compatible_sanitization");

  private final Node.Mapping config;
  private final Constructing with;
  private final InventoryBuilder into;
  private final Expressions expressions;
  private final HostGroups groups;

  Composition(Node.Mapping config, Constructing with, InventoryBuilder into) {
    this.config = config;
    this.with = with;
    this.into = into;
    this.expressions =
        new Expressions(with, into.problems(), ConstructedInventory.flag(config, "strict", false));
    this.groups =
        new HostGroups(
            into,
            expressions,
            ConstructedInventory.flag(config, "leading_separator", true),
            ConstructedInventory.flag(config, "use_contrib_script_compatible_sanitization", false));
  }

  /**
   * Adds one host's variables and groups.
   *
   * @param variables what the expressions may name; those composed are added
   */
  void apply(HostName host, Map<String, Value> variables) {
    compose(host, variables);
    Scope scope = new ConstructedScope(variables, with.lookups());
    groups.conditional(host, scope, config);
    groups.keyed(host, scope, config);
  }

  private void compose(HostName host, Map<String, Value> variables) {
    if (!(config.get("compose").orElse(null) instanceof Node.Mapping compose)) {
      return;
    }
    for (Node.Entry entry : compose.entries()) {
      Optional<Value> value =
          expressions.value(
              entry.value(),
              new ConstructedScope(variables, with.lookups()),
              "Could not set " + entry.name() + " for host " + host);
      value.ifPresent(
          v -> {
            into.hostVariable(host, entry.name(), v);
            variables.put(entry.name(), v);
          });
    }
  }
}
