package dev.play.compile.role;

import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.value.Value;
import dev.play.yaml.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The collections that {@code collections} names, anywhere. Roles are looked for in them. Modules
 * and plugins need no help: ours are found by their short names in any case; a task that calls one
 * of ours by a short name which a listed collection has for a module of its own is an error, as
 * that would be meant. Thread-safe.
 */
public final class ListedCollections {
  private final List<Path> roots;
  private final List<String> names = new CopyOnWriteArrayList<>();
  private final Set<Span> seen = ConcurrentHashMap.newKeySet();
  private final Map<String, String> own = new ConcurrentHashMap<>();
  private final Predicate<String> isModule;

  /**
   * @param roots directories that hold {@code ansible_collections}
   * @param isModule whether we have a module of this name, short or full
   */
  public ListedCollections(List<Path> roots, Predicate<String> isModule) {
    this.roots = List.copyOf(roots);
    this.isModule = isModule;
  }

  /** In the order in which they were met. */
  public List<String> names() {
    return names;
  }

  /** What stands behind {@code collections}. Looked at once, however often it is met. */
  public void note(Node node, Diagnostics problems) {
    if (!seen.add(node.span())) {
      return;
    }
    for (Node item : node instanceof Node.Sequence list ? list.items() : List.of(node)) {
      if (!(item instanceof Node.Scalar scalar)
          || scalar.value() instanceof Value.Template
          || !scalar.text().matches("\\w+\\.\\w+")) {
        problems.error(
            item.span(),
            "collections must be names of collections",
            "write NAMESPACE.NAME, without templates");
      } else {
        if (!names.contains(scalar.text())) {
          names.add(scalar.text());
        }
        own(scalar.text());
      }
    }
  }

  /** The collection whose own module a short name means, though we have one of that name. */
  Optional<String> meantBy(String name) {
    return Optional.ofNullable(own.get(name));
  }

  private void own(String collection) {
    for (Path root : roots) {
      Path modules =
          root.resolve("ansible_collections")
              .resolve(collection.replace('.', '/'))
              .resolve("plugins/modules");
      if (!Files.isDirectory(modules)) {
        continue;
      }
      try (Stream<Path> files = Files.list(modules)) {
        files
            .map(file -> file.getFileName().toString())
            .filter(file -> file.endsWith(".py"))
            .map(file -> file.substring(0, file.length() - 3))
            .filter(name -> isModule.test(name) && !isModule.test(collection + "." + name))
            .forEach(name -> own.putIfAbsent(name, collection));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
