package dev.play.inventory.source;

import dev.play.host.HostName;
import dev.play.inventory.InventoryBuilder;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.yaml.Node;
import dev.play.yaml.YamlData;
import dev.play.yaml.YamlFile;
import dev.play.yaml.YamlFiles;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs an executable inventory: {@code --list} prints JSON with groups and, under {@code _meta},
 * the hosts' variables; without {@code _meta} each host is asked for by {@code --host NAME}.
 */
final class ScriptInventory {
  private final Path file;
  private final String name;
  private final ProgramRunner programs;
  private final YamlFiles yaml;
  private final InventoryBuilder into;
  private final Diagnostics problems;
  private final YamlData data;
  private final Set<HostName> hosts = new LinkedHashSet<>();

  ScriptInventory(Path file, ProgramRunner programs, YamlFiles yaml, InventoryBuilder into) {
    this.file = file.toAbsolutePath();
    this.name = yaml.nameOf(file);
    this.programs = programs;
    this.yaml = yaml;
    this.into = into;
    this.problems = into.problems();
    this.data = new YamlData(problems);
  }

  void read() {
    Optional<Node.Mapping> listed = ask("--list");
    if (listed.isEmpty()) {
      return;
    }
    for (Node.Entry entry : listed.get().entries()) {
      if (!entry.name().equals("_meta")) {
        group(entry);
      }
    }
    Optional<Node> hostVars =
        listed
            .get()
            .get("_meta")
            .flatMap(m -> m instanceof Node.Mapping meta ? meta.get("hostvars") : Optional.empty());
    if (hostVars.isPresent() && hostVars.get() instanceof Node.Mapping all) {
      for (Node.Entry entry : all.entries()) {
        if (entry.value() instanceof Node.Mapping variables && !entry.name().isBlank()) {
          set(new HostName(entry.name()), variables);
        }
      }
    } else {
      hosts.forEach(host -> ask("--host", host.name()).ifPresent(v -> set(host, v)));
    }
  }

  private void set(HostName host, Node.Mapping variables) {
    if (into.hasHost(host)) {
      data.entries(variables).forEach((key, value) -> into.hostVariable(host, key, value));
    }
  }

  private Optional<Node.Mapping> ask(String... arguments) {
    List<String> command = new java.util.ArrayList<>(List.of(file.toString()));
    command.addAll(List.of(arguments));
    ProgramRunner.Ended ended =
        programs.run(command, Optional.ofNullable(file.getParent()).orElse(file));
    String what = name + " " + String.join(" ", arguments);
    if (ended.status() != 0) {
      String words = ended.stderr().isBlank() ? ended.stdout().strip() : ended.stderr().strip();
      problems.add(
          new Diagnostic(
              Diagnostic.Severity.ERROR,
              "the inventory script ended with status " + ended.status() + ": " + words,
              Span.none(what),
              Optional.of("run it by hand: " + what)));
      return Optional.empty();
    }
    YamlFile parsed = yaml.parse(ended.stdout(), what);
    parsed.problems().forEach(problems::add);
    if (parsed.root().isPresent() && parsed.root().get() instanceof Node.Mapping mapping) {
      return Optional.of(mapping);
    }
    if (parsed.problems().isEmpty()) {
      problems.error(Span.none(what), "the inventory script must print a JSON object");
    }
    return Optional.empty();
  }

  private void group(Node.Entry entry) {
    String group = entry.name();
    into.group(group);
    switch (entry.value()) {
      case Node.Sequence list -> addHosts(group, list);
      case Node.Mapping mapping -> {
        if (mapping.get("hosts").orElse(null) instanceof Node.Sequence list) {
          addHosts(group, list);
        }
        if (mapping.get("vars").orElse(null) instanceof Node.Mapping variables) {
          data.entries(variables).forEach((key, value) -> into.groupVariable(group, key, value));
        }
        if (mapping.get("children").orElse(null) instanceof Node.Sequence children) {
          for (Node child : children.items()) {
            if (child instanceof Node.Scalar scalar) {
              into.child(group, scalar.text(), child.span());
            }
          }
        }
      }
      case Node.Scalar scalar ->
          problems.error(
              scalar.span(), "group '" + group + "' must be a list of hosts or an object");
    }
  }

  private void addHosts(String group, Node.Sequence list) {
    for (Node item : list.items()) {
      if (item instanceof Node.Scalar scalar && !scalar.text().isBlank()) {
        HostName host = new HostName(scalar.text());
        into.host(host, group);
        hosts.add(host);
      } else {
        problems.error(item.span(), "a host of group '" + group + "' must be a name");
      }
    }
  }
}
