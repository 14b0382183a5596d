package dev.play.variables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.play.host.HostName;
import dev.play.inventory.Inventory;
import dev.play.inventory.InventoryGroup;
import dev.play.template.PythonText;
import dev.play.template.filter.data.YamlText;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What {@code play inventory} prints: the same shapes as {@code ansible-inventory}. Templates are
 * shown as written, secrets are masked. Pure: the same inventory gives the same text.
 */
public final class InventoryReport {
  private static final String MASK = "********";

  private final Inventory inventory;
  private final InventoryVariables variables;
  private final Shape shape;

  /**
   * What is shown.
   *
   * @param export each host and group with what itself is given, rather than hosts with all
   * @param hosts those that a limit leaves; empty for all
   * @param extra variables of the command line, which every host has
   */
  public record Shape(boolean export, Optional<Set<HostName>> hosts, Map<String, Value> extra) {
    public static final Shape ALL = new Shape(false, Optional.empty(), Map.of());

    boolean has(HostName host) {
      return hosts.isEmpty() || hosts.get().contains(host);
    }
  }

  /**
   * @param variables of that inventory
   */
  public InventoryReport(InventoryVariables variables, Shape shape) {
    this.inventory = variables.inventory();
    this.variables = variables;
    this.shape = shape;
  }

  /** All groups and, under {@code _meta}, the variables of all hosts, as JSON. */
  public String list() {
    Map<String, Object> hostVars = new TreeMap<>();
    for (HostName host : inventory.hosts()) {
      Map<String, @Nullable Object> values = valuesOf(host);
      if (shape.has(host) && !values.isEmpty()) {
        hostVars.put(host.name(), values);
      }
    }
    Map<String, Object> groups = new TreeMap<>();
    for (InventoryGroup group : inventory.groups()) {
      Map<String, Object> content = new TreeMap<>();
      List<String> hosts = hostsIn(group);
      if (!group.children().isEmpty()) {
        content.put("children", group.children());
      }
      if (!hosts.isEmpty()) {
        content.put("hosts", hosts);
      }
      if (shape.export()) {
        Map<String, @Nullable Object> own = ownOf(group);
        if (!own.isEmpty()) {
          content.put("vars", own);
        }
      }
      if (!content.isEmpty()) {
        groups.put(group.name(), content);
      }
    }
    groups.put("_meta", Map.of("hostvars", hostVars));
    return json(groups);
  }

  /** The same as a YAML inventory. */
  public String yaml() {
    Map<String, @Nullable Object> all = new TreeMap<>();
    inventory
        .group(Inventory.ALL)
        .map(group -> tree(group, new HashSet<>()))
        .filter(tree -> !tree.isEmpty())
        .ifPresent(tree -> all.put(Inventory.ALL, tree));
    return YamlText.dump(Value.ofJava(all));
  }

  private Map<String, @Nullable Object> tree(InventoryGroup group, Set<String> seen) {
    Map<String, @Nullable Object> children = new TreeMap<>();
    for (String name : new TreeSet<>(group.children())) {
      inventory
          .group(name)
          .map(child -> tree(child, seen))
          .filter(tree -> !tree.isEmpty())
          .ifPresent(tree -> children.put(name, tree));
    }
    Map<String, @Nullable Object> hosts = new TreeMap<>();
    for (String host : hostsIn(group)) {
      hosts.put(host, seen.add(host) ? valuesOf(new HostName(host)) : Map.of());
    }
    Map<String, @Nullable Object> content = new TreeMap<>();
    if (!children.isEmpty()) {
      content.put("children", children);
    }
    if (!hosts.isEmpty()) {
      content.put("hosts", hosts);
    }
    if (shape.export() && !ownOf(group).isEmpty()) {
      content.put("vars", ownOf(group));
    }
    return content;
  }

  /** The variables of one host as JSON. */
  public String host(HostName host) {
    return json(valuesOf(host));
  }

  /** The variables of one host as YAML. */
  public String hostYaml(HostName host) {
    return YamlText.dump(Value.ofJava(valuesOf(host)));
  }

  /**
   * A group as a tree of groups and hosts.
   *
   * @param withVariables also show what each host and group is given
   */
  public String graph(String group, boolean withVariables) {
    List<String> lines = new ArrayList<>();
    inventory.group(group).ifPresent(top -> graph(top, 0, withVariables, lines));
    return String.join("\n", lines) + "\n";
  }

  private void graph(InventoryGroup group, int depth, boolean withVariables, List<String> lines) {
    lines.add(indent(depth) + "@" + group.name() + ":");
    for (String child : group.children()) {
      inventory.group(child).ifPresent(g -> graph(g, depth + 1, withVariables, lines));
    }
    for (String host : hostsIn(group)) {
      lines.add(indent(depth + 1) + host);
      if (withVariables) {
        valuesOf(new HostName(host)).forEach((name, v) -> lines.add(line(depth + 2, name, v)));
      }
    }
    if (withVariables) {
      ownOf(group).forEach((name, value) -> lines.add(line(depth + 1, name, value)));
    }
  }

  private static String line(int depth, String name, @Nullable Object value) {
    return indent(depth) + "{" + name + " = " + PythonText.str(Value.ofJava(value)) + "}";
  }

  private static String indent(int depth) {
    return depth == 0 ? "" : "  " + "|  ".repeat(depth - 1) + "|--";
  }

  /** Those of {@code all} that are in {@code ungrouped} are shown there. */
  private List<String> hostsIn(InventoryGroup group) {
    return group.name().equals(Inventory.ALL)
        ? List.of()
        : group.ownHosts().stream().filter(shape::has).map(HostName::name).toList();
  }

  private Map<String, @Nullable Object> ownOf(InventoryGroup group) {
    Map<String, @Nullable Object> own = new TreeMap<>();
    variables.ownOf(group).forEach((name, value) -> own.put(name, plain(value)));
    return own;
  }

  private Map<String, @Nullable Object> valuesOf(HostName host) {
    InventoryVariables.OfHost of = variables.of(host);
    RunVariables.refuse(of.problems());
    Map<String, Value> merged = new TreeMap<>();
    if (!shape.export()) {
      merged.putAll(of.groups());
    }
    merged.putAll(of.host());
    if (!shape.export()) {
      merged.putAll(shape.extra());
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    merged.forEach((name, value) -> values.put(name, plain(value)));
    return values;
  }

  private static @Nullable Object plain(Value value) {
    return Value.toJava(value, secret -> MASK);
  }

  private static String json(Object value) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    DefaultIndenter indenter = new DefaultIndenter("    ", "\n");
    printer.indentArraysWith(indenter);
    printer.indentObjectsWith(indenter);
    ObjectWriter writer = new ObjectMapper().writer(printer);
    try {
      return writer.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values always become JSON", e);
    }
  }
}
