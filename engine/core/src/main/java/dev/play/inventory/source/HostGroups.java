package dev.play.inventory.source;

import dev.play.host.HostName;
import dev.play.inventory.GroupNames;
import dev.play.inventory.InventoryBuilder;
import dev.play.source.Span;
import dev.play.template.Conditions;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.value.Value;
import dev.play.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts hosts into groups by expressions: {@code groups} and {@code keyed_groups}. */
final class HostGroups {
  private final InventoryBuilder into;
  private final Expressions expressions;
  private final boolean leadingSeparator;
  private final boolean asTheyAre;

  /**
   * @param asTheyAre whether characters that no variable's name could have stay in groups' names;
   *     else they become underscores without a warning, whatever the setting says
   */
  HostGroups(
      InventoryBuilder into, Expressions expressions, boolean leadingSeparator, boolean asTheyAre) {
    this.into = into;
    this.expressions = expressions;
    this.leadingSeparator = leadingSeparator;
    this.asTheyAre = asTheyAre;
  }

  private String safe(String name) {
    return asTheyAre ? name : GroupNames.SILENTLY.of(name);
  }

  /** {@code groups}: names with the condition for being in each. */
  void conditional(HostName host, Scope scope, Node.Mapping config) {
    if (!(config.get("groups").orElse(null) instanceof Node.Mapping groups)) {
      return;
    }
    for (Node.Entry entry : groups.entries()) {
      Optional<Value> value =
          expressions.value(
              entry.value(), scope, "Could not add host " + host + " to group " + entry.name());
      if (value.filter(Conditions::truth).isPresent()) {
        String group = safe(entry.name());
        into.group(group);
        into.host(host, group);
      }
    }
  }

  /** One entry of {@code keyed_groups}. */
  private record Keyed(
      Node.Mapping node,
      String prefix,
      String separator,
      Optional<String> defaultValue,
      Optional<Boolean> trailingSeparator,
      Optional<String> parent) {
    static Keyed of(Node.Mapping node) {
      return new Keyed(
          node,
          text(node, "prefix").orElse(""),
          text(node, "separator").orElse("_"),
          text(node, "default_value"),
          text(node, "trailing_separator")
              .map(t -> ConstructedInventory.flag(node, "trailing_separator", true)),
          text(node, "parent_group").filter(name -> !name.isEmpty()));
    }

    private static Optional<String> text(Node.Mapping node, String key) {
      return node.get(key).orElse(null) instanceof Node.Scalar scalar && !scalar.isNull()
          ? Optional.of(scalar.text())
          : Optional.empty();
    }
  }

  /** {@code keyed_groups}: groups named after values. */
  void keyed(HostName host, Scope scope, Node.Mapping config) {
    if (!(config.get("keyed_groups").orElse(null) instanceof Node.Sequence list)) {
      return;
    }
    for (Node item : list.items()) {
      if (item instanceof Node.Mapping mapping && mapping.has("key")) {
        keyed(host, scope, Keyed.of(mapping));
      } else {
        expressions
            .problems()
            .error(item.span(), "an entry of keyed_groups is a dictionary with a key");
      }
    }
  }

  private void keyed(HostName host, Scope scope, Keyed keyed) {
    Span span = keyed.node().span();
    if (keyed.trailingSeparator().isPresent() && keyed.defaultValue().isPresent()) {
      expressions
          .problems()
          .error(
              span,
              "parameters are mutually exclusive for keyed groups: default_value|trailing_separator");
      return;
    }
    Node key = keyed.node().get("key").orElse(keyed.node());
    Optional<Value> value =
        expressions.value(key, scope, "Could not generate group for host " + host);
    if (value.isEmpty()) {
      return;
    }
    boolean isEmptyText = value.get() instanceof Value.Text(String text) && text.isEmpty();
    if (Conditions.truth(value.get()) || isEmptyText && keyed.defaultValue().isPresent()) {
      join(host, scope, keyed, names(value.get(), keyed, span));
    } else if (expressions.isStrict()
        && !(value.get() instanceof Value.Sequence || value.get() instanceof Value.Dict)) {
      expressions
          .problems()
          .error(span, "No key or key resulted empty for host " + host + ", invalid entry");
    }
  }

  private List<String> names(Value value, Keyed keyed, Span span) {
    List<String> names = new ArrayList<>();
    switch (value) {
      case Value.Text(String text) -> names.add(orDefault(text, keyed));
      case Value.Sequence(List<Value> items) ->
          items.forEach(item -> names.add(orDefault(PythonText.str(item), keyed)));
      case Value.Dict dict ->
          dict.entries()
              .forEach((name, inner) -> names.add(pair(PythonText.str(name), inner, keyed)));
      default ->
          expressions
              .problems()
              .error(
                  span,
                  "Invalid group name format, expected a string or a list of them or dictionary,"
                      + " got: "
                      + PythonText.repr(value));
    }
    return names;
  }

  private static String orDefault(String name, Keyed keyed) {
    return name.isEmpty() ? keyed.defaultValue().orElse(name) : name;
  }

  private static String pair(String name, Value value, Keyed keyed) {
    String text = PythonText.str(value);
    if (!text.isEmpty()) {
      return name + keyed.separator() + text;
    }
    if (keyed.defaultValue().isPresent()) {
      return name + keyed.separator() + keyed.defaultValue().get();
    }
    return keyed.trailingSeparator().orElse(true) ? name + keyed.separator() : name;
  }

  private void join(HostName host, Scope scope, Keyed keyed, List<String> names) {
    boolean separates = leadingSeparator || !keyed.prefix().isEmpty();
    for (String name : names) {
      String group = safe(keyed.prefix() + (separates ? keyed.separator() : "") + name);
      into.group(group);
      into.host(host, group);
      keyed
          .parent()
          .flatMap(parent -> expressions.text(parent, keyed.node().span(), scope))
          .map(this::safe)
          .ifPresent(
              parent -> {
                into.group(parent);
                into.child(parent, group, keyed.node().span());
              });
    }
  }
}
