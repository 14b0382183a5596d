package dev.play.inventory.source;

import dev.play.host.HostName;
import dev.play.inventory.Inventory;
import dev.play.inventory.InventoryBuilder;
import dev.play.template.Scope;
import dev.play.value.Value;
import dev.play.yaml.Node;
import dev.play.yaml.YamlData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The plugin {@code generator}: a host for each combination of the values of its layers. */
public final class GeneratorInventory implements InventoryPlugin {
  private final Constructing with;

  public GeneratorInventory(Constructing with) {
    this.with = with;
  }

  @Override
  public Set<String> names() {
    return Set.of("generator", "ansible.builtin.generator");
  }

  @Override
  public void load(Path file, Node.Mapping config, InventoryBuilder into) {
    if (!(config.get("hosts").orElse(null) instanceof Node.Mapping hosts)
        || !(config.get("layers").orElse(null) instanceof Node.Mapping layers)) {
      into.problems().error(config.span(), "a generator needs hosts with a name, and layers");
      return;
    }
    Expressions expressions = new Expressions(with, into.problems(), true);
    for (Map<String, Value> values : combinations(layers, into)) {
      Scope scope = new ConstructedScope(values, with.lookups());
      hosts
          .get("name")
          .flatMap(name -> text(name, scope, expressions))
          .filter(name -> !name.isBlank())
          .ifPresent(
              name -> {
                HostName host = new HostName(name);
                into.host(host, Inventory.ALL);
                parents(hosts, scope, expressions, into).forEach(parent -> into.host(host, parent));
              });
    }
  }

  private static List<Map<String, Value>> combinations(Node.Mapping layers, InventoryBuilder into) {
    List<Map<String, Value>> all = List.of(Map.of());
    for (Map.Entry<String, Value> layer :
        new YamlData(into.problems()).entries(layers).entrySet()) {
      List<Map<String, Value>> longer = new ArrayList<>();
      List<Value> choices =
          layer.getValue() instanceof Value.Sequence(List<Value> items)
              ? items
              : List.of(layer.getValue());
      for (Map<String, Value> so : all) {
        for (Value choice : choices) {
          Map<String, Value> one = new LinkedHashMap<>(so);
          one.put(layer.getKey(), choice);
          longer.add(one);
        }
      }
      all = longer;
    }
    return all;
  }

  private static java.util.Optional<String> text(Node node, Scope scope, Expressions expressions) {
    return node instanceof Node.Scalar scalar
        ? expressions.text(scalar.text(), scalar.textSpan(), scope)
        : java.util.Optional.empty();
  }

  /** Makes the groups that {@code parents} names, with their variables and parents. */
  private List<String> parents(
      Node.Mapping of, Scope scope, Expressions expressions, InventoryBuilder into) {
    List<String> names = new ArrayList<>();
    if (!(of.get("parents").orElse(null) instanceof Node.Sequence list)) {
      return names;
    }
    for (Node item : list.items()) {
      if (!(item instanceof Node.Mapping parent) || !parent.has("name")) {
        into.problems().error(item.span(), "an entry of parents is a dictionary with a name");
        continue;
      }
      parent
          .get("name")
          .flatMap(name -> text(name, scope, expressions))
          .ifPresent(
              name -> {
                into.group(name);
                names.add(name);
                variables(name, parent, scope, expressions, into);
                parents(parent, scope, expressions, into)
                    .forEach(above -> into.child(above, name, parent.span()));
              });
    }
    return names;
  }

  private static void variables(
      String group,
      Node.Mapping parent,
      Scope scope,
      Expressions expressions,
      InventoryBuilder into) {
    if (parent.get("vars").orElse(null) instanceof Node.Mapping vars) {
      for (Node.Entry entry : vars.entries()) {
        text(entry.value(), scope, expressions)
            .ifPresent(value -> into.groupVariable(group, entry.name(), Value.text(value)));
      }
    }
  }
}
