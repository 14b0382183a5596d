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
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code play inventory} prints: the same shapes as {@code ansible-inventory}. Templates are
 * shown as written, secrets are masked. Pure: the same inventory gives the same text.
 */
public final class InventoryReport {
  private static final String MASK = "********";

  private final Inventory inventory;
  private final InventoryVariables variables;

  /**
   * @param variables of that inventory
   */
  public InventoryReport(InventoryVariables variables) {
    this.inventory = variables.inventory();
    this.variables = variables;
  }

  /** All groups and, under {@code _meta}, the variables of all hosts, as JSON. */
  public String list() {
    Map<String, Object> hostVars = new LinkedHashMap<>();
    for (HostName host : inventory.hosts()) {
      Map<String, @Nullable Object> values = valuesOf(host);
      if (!values.isEmpty()) {
        hostVars.put(host.name(), values);
      }
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("_meta", Map.of("hostvars", hostVars));
    Map<String, Object> groups = new TreeMap<>();
    for (InventoryGroup group : inventory.groups()) {
      Map<String, Object> content = new LinkedHashMap<>();
      List<String> hosts = hostsIn(group);
      if (!group.children().isEmpty()) {
        content.put("children", group.children());
      }
      if (!hosts.isEmpty()) {
        content.put("hosts", hosts);
      }
      if (!content.isEmpty()) {
        groups.put(group.name(), content);
      }
    }
    all.putAll(groups);
    return json(all);
  }

  /** The variables of one host as JSON. */
  public String host(HostName host) {
    return json(valuesOf(host));
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
      Map<String, Value> own = new TreeMap<>();
      group.layers().forEach(layer -> own.putAll(layer.values()));
      own.forEach((name, value) -> lines.add(line(depth + 1, name, plain(value))));
    }
  }

  private static String line(int depth, String name, @Nullable Object value) {
    return indent(depth) + "{" + name + " = " + PythonText.str(Value.ofJava(value)) + "}";
  }

  private static String indent(int depth) {
    return depth == 0 ? "" : "  " + "|  ".repeat(depth - 1) + "|--";
  }

  /** Those of {@code all} that are in {@code ungrouped} are shown there. */
  private static List<String> hostsIn(InventoryGroup group) {
    return group.name().equals(Inventory.ALL)
        ? List.of()
        : group.ownHosts().stream().map(HostName::name).toList();
  }

  private Map<String, @Nullable Object> valuesOf(HostName host) {
    InventoryVariables.OfHost of = variables.of(host);
    RunVariables.refuse(of.problems());
    Map<String, Value> merged = new TreeMap<>(of.groups());
    merged.putAll(of.host());
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
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
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
