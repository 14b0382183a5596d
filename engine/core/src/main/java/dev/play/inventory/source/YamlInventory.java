package dev.play.inventory.source;

import dev.play.host.HostName;
import dev.play.inventory.InventoryBuilder;
import dev.play.schema.NearName;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.value.Value;
import dev.play.yaml.Node;
import dev.play.yaml.YamlData;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a YAML (or JSON) inventory: groups with {@code hosts}, {@code vars}, {@code children}. */
final class YamlInventory {
  private static final List<String> SECTIONS = List.of("hosts", "vars", "children");

  private final InventoryBuilder into;
  private final Diagnostics problems;
  private final YamlData data;

  YamlInventory(InventoryBuilder into) {
    this.into = into;
    this.problems = into.problems();
    this.data = new YamlData(problems);
  }

  void read(Node root) {
    if (!(root instanceof Node.Mapping groups)) {
      problems.error(
          root.span(),
          "an inventory is a dictionary of groups, not " + root.kind(),
          "begin with `all:` and put `hosts:` below it");
      return;
    }
    groups.entries().forEach(entry -> group(entry.name(), entry.key().span(), entry.value()));
  }

  private void group(String name, Span span, Node node) {
    into.group(name);
    if (isNull(node)) {
      return;
    }
    if (!(node instanceof Node.Mapping group)) {
      problems.error(
          node.span(),
          "group '" + name + "' is a dictionary with hosts, vars and children, not " + node.kind());
      return;
    }
    if (name.equals("hosts") || name.equals("children")) {
      problems.warning(
          span,
          "'" + name + "' stands where the name of a group belongs: is a level missing above?");
    }
    for (Node.Entry section : group.entries()) {
      switch (section.name()) {
        case "hosts" -> entries(section).forEach(host -> host(name, host));
        case "vars" ->
            mapping(section)
                .map(data::entries)
                .orElse(Map.of())
                .forEach((variable, value) -> into.groupVariable(name, variable, value));
        case "children" -> entries(section).forEach(child -> child(name, child));
        default -> unknownSection(name, section);
      }
    }
  }

  private void unknownSection(String group, Node.Entry section) {
    Optional<String> near = NearName.of(section.name(), SECTIONS);
    problems.add(
        new Diagnostic(
            Diagnostic.Severity.WARNING,
            "key '"
                + section.name()
                + "' of group '"
                + group
                + "' is passed over: a group has hosts, vars and children",
            section.key().span(),
            near.map(n -> "did you mean '" + n + "'?")));
  }

  private void child(String parent, Node.Entry child) {
    into.group(child.name());
    into.child(parent, child.name(), child.key().span());
    group(child.name(), child.key().span(), child.value());
  }

  private void host(String group, Node.Entry entry) {
    if (entry.key().value() instanceof Value.Number) {
      problems.error(
          entry.key().span(),
          "Host pattern "
              + entry.name()
              + " must be a string. Enclose integers/floats in quotation marks.");
      return;
    }
    Map<String, Value> variables = mapping(entry).map(data::entries).orElse(Map.of());
    try {
      HostRange range = HostRange.parse(entry.name());
      for (HostName host : range.hosts()) {
        into.host(host, group);
        range.port().ifPresent(port -> into.hostVariable(host, "ansible_port", Value.of(port)));
        variables.forEach((name, value) -> into.hostVariable(host, name, value));
      }
    } catch (HostRange.Mistake mistake) {
      problems.error(entry.key().span(), mistake.message());
    }
  }

  /** The entries of a section; a bare text stands for one entry without a value. */
  private List<Node.Entry> entries(Node.Entry section) {
    if (section.value() instanceof Node.Scalar scalar && !scalar.isNull()) {
      return List.of(
          new Node.Entry(
              scalar,
              new Node.Scalar(scalar.span(), scalar.textSpan(), "", Value.NONE, Node.Style.PLAIN)));
    }
    return mapping(section).map(Node.Mapping::entries).orElse(List.of());
  }

  private Optional<Node.Mapping> mapping(Node.Entry entry) {
    if (entry.value() instanceof Node.Mapping mapping) {
      return Optional.of(mapping);
    }
    if (!isNull(entry.value())) {
      problems.error(
          entry.value().span(),
          "'" + entry.name() + "' must be a dictionary, not " + entry.value().kind(),
          entry.value() instanceof Node.Sequence
              ? "write `name:` instead of `- name`"
              : "put NAME: VALUE pairs below it");
    }
    return Optional.empty();
  }

  private static boolean isNull(Node node) {
    return node instanceof Node.Scalar scalar && scalar.isNull();
  }
}
