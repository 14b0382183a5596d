package dev.play.compile.role;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Modules in Python that lie where Ansible would find them: {@code library/} beside the playbook
 * and in roles, {@code plugins/modules/} in collections. Only told from names that do not exist at
 * all; none of them is run.
 */
public final class PythonModules {
  private final List<Path> libraries = new ArrayList<>();
  private final List<Path> collections;
  private final Map<String, Boolean> known = new ConcurrentHashMap<>();
  private final List<Path> roots;

  public PythonModules(RolesPath path, Path workingDirectory) {
    roots = new ArrayList<>(path.roles());
    roots.add(workingDirectory);
    collections = path.collections();
  }

  /** Whether there is one of this name. */
  public boolean isThere(String name) {
    return name.matches("\\w+") && known.computeIfAbsent(name, this::look);
  }

  private boolean look(String name) {
    return libraries().stream().anyMatch(library -> Files.exists(library.resolve(name + ".py")));
  }

  private synchronized List<Path> libraries() {
    if (libraries.isEmpty()) {
      for (Path root : roots) {
        libraries.add(root.resolve("library"));
        for (Path role : below(root)) {
          libraries.add(role.resolve("library"));
        }
      }
      for (Path root : collections) {
        for (Path namespace : below(root.resolve("ansible_collections"))) {
          for (Path collection : below(namespace)) {
            libraries.add(collection.resolve("plugins/modules"));
          }
        }
      }
    }
    return libraries;
  }

  private static List<Path> below(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
