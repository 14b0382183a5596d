package dev.play.compile.role;

import dev.play.source.Diagnostics;
import dev.play.value.Value;
import dev.play.yaml.Node;
import dev.play.yaml.YamlData;
import dev.play.yaml.YamlFile;
import dev.play.yaml.YamlFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What collections say of themselves in {@code meta/runtime.yml}: groups of modules, and what has
 * moved elsewhere. Thread-safe.
 */
public final class CollectionRuntimes {
  /** Ansible's own collection. */
  static final String BUILTIN = "ansible.builtin";

  private final YamlFiles yaml;
  private final List<Path> roots;
  private final Supplier<Optional<Path>> builtin;
  private final Map<String, Optional<Node.Mapping>> known = new ConcurrentHashMap<>();

  /**
   * @param roots directories that hold {@code ansible_collections}
   * @param builtin the like file of Ansible's own collection, where there is an Ansible
   */
  public CollectionRuntimes(YamlFiles yaml, List<Path> roots, Supplier<Optional<Path>> builtin) {
    this.yaml = yaml;
    this.roots = List.copyOf(roots);
    this.builtin = builtin;
  }

  /** The members of a group of a collection's, as written; empty where there is no such group. */
  Optional<Node.Sequence> group(String collection, String group) {
    return in(Optional.of(collection).flatMap(this::of), "action_groups")
        .flatMap(groups -> groups.get(collection + "." + group).or(() -> groups.get(group)))
        .flatMap(node -> node instanceof Node.Sequence list ? Optional.of(list) : Optional.empty());
  }

  /** The full name under which a module is found that has moved, by its full name. */
  Optional<String> redirect(String name) {
    String[] parts = name.split("\\.", 3);
    if (parts.length < 3) {
      return Optional.empty();
    }
    Optional<Node.Mapping> routing =
        in(in(of(parts[0] + "." + parts[1]), "plugin_routing"), "modules");
    return in(routing, parts[2])
        .flatMap(entry -> entry.get("redirect"))
        .map(node -> new YamlData(new Diagnostics()).value(node))
        .flatMap(v -> v instanceof Value.Text(String to) ? Optional.of(to) : Optional.empty())
        .map(to -> to.contains(".") ? to : parts[0] + "." + parts[1] + "." + to)
        .filter(to -> !to.equals(name));
  }

  /** The action plugin that a module, by its full name, is called through. */
  Optional<String> action(String name) {
    String[] parts = name.split("\\.", 3);
    if (parts.length < 3) {
      return Optional.empty();
    }
    Optional<Node.Mapping> routing = in(of(parts[0] + "." + parts[1]), "plugin_routing");
    Optional<Node> plugin =
        in(in(routing, "modules"), parts[2])
            .flatMap(entry -> entry.get("action_plugin"))
            .or(() -> in(in(routing, "action"), parts[2]).flatMap(entry -> entry.get("redirect")));
    return plugin
        .map(node -> new YamlData(new Diagnostics()).value(node))
        .flatMap(v -> v instanceof Value.Text(String to) ? Optional.of(to) : Optional.empty());
  }

  private static Optional<Node.Mapping> in(Optional<Node.Mapping> mapping, String key) {
    return mapping
        .flatMap(m -> m.get(key))
        .flatMap(node -> node instanceof Node.Mapping m ? Optional.of(m) : Optional.empty());
  }

  private Optional<Node.Mapping> of(String collection) {
    return known.computeIfAbsent(collection, this::read);
  }

  private Optional<Node.Mapping> read(String collection) {
    Stream<Path> files =
        collection.equals(BUILTIN)
            ? builtin.get().stream()
            : roots.stream()
                .map(root -> root.resolve("ansible_collections"))
                .map(root -> root.resolve(collection.replace('.', '/')))
                .map(root -> root.resolve("meta/runtime.yml"));
    return files
        .filter(file -> Files.isRegularFile(file))
        .findFirst()
        .map(yaml::load)
        .flatMap(YamlFile::root)
        .flatMap(root -> root instanceof Node.Mapping m ? Optional.of(m) : Optional.empty());
  }
}
