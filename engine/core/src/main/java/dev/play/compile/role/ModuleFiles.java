package dev.play.compile.role;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Modules that lie where Ansible would find them: {@code library/} beside the playbook and in
 * roles, the module path of the settings, {@code plugins/modules/} in collections. Thread-safe.
 */
public final class ModuleFiles {
  private static final Set<String> NO_MODULES =
      Set.of(
          "md", "txt", "yml", "yaml", "json", "rst", "pyc", "pyo", "swp", "bak", "ps1", "ini",
          "rpm");

  private final List<Path> libraries = new ArrayList<>();
  private final List<Path> collections;
  private final Map<String, Optional<Path>> known = new ConcurrentHashMap<>();
  private final List<Path> roots;
  private final List<Path> modulePath;

  /**
   * @param modulePath directories that hold modules themselves
   */
  public ModuleFiles(RolesPath path, Path workingDirectory, List<Path> modulePath) {
    this.roots = new ArrayList<>(path.roles());
    this.roots.add(workingDirectory);
    this.collections = path.collections();
    this.modulePath = List.copyOf(modulePath);
  }

  /** Adds the modules that lie beside a playbook. */
  public synchronized void beside(Path playbook) {
    Path library = playbook.resolveSibling("library");
    if (!libraries().contains(library) && Files.isDirectory(library)) {
      libraries.add(library);
      known.clear();
    }
  }

  /** Whether there is one of this name. */
  public boolean isThere(String name) {
    return find(name).isPresent();
  }

  /** The file of a module by its short name, or by its name in a collection. */
  public Optional<Path> find(String name) {
    if (name.matches("\\w+")) {
      return known.computeIfAbsent(name, this::look);
    }
    String[] parts = name.split("\\.", 3);
    return parts.length < 3
        ? Optional.empty()
        : collections.stream()
            .map(root -> root.resolve("ansible_collections").resolve(parts[0]).resolve(parts[1]))
            .flatMap(root -> in(root.resolve("plugins/modules"), parts[2]).stream())
            .findFirst();
  }

  /** The same, looked for first in these directories. */
  public Optional<Path> find(String name, List<Path> first) {
    return first.stream()
        .flatMap(directory -> in(directory.resolve("library"), name).stream())
        .findFirst()
        .or(() -> find(name));
  }

  private Optional<Path> look(String name) {
    return libraries().stream().flatMap(library -> in(library, name).stream()).findFirst();
  }

  /** A file of this name, with any ending or none. */
  static Optional<Path> in(Path library, String name) {
    if (!Files.isDirectory(library)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(library)) {
      return files.filter(file -> isModule(file, name)).sorted().findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isModule(Path file, String name) {
    String last = file.getFileName().toString();
    int dot = last.lastIndexOf('.');
    String ending = dot < 0 ? "" : last.substring(dot + 1);
    return (dot < 0 ? last : last.substring(0, dot)).equals(name)
        && !NO_MODULES.contains(ending)
        && Files.isRegularFile(file);
  }

  private synchronized List<Path> libraries() {
    if (libraries.isEmpty()) {
      Set<Path> all = new LinkedHashSet<>(modulePath);
      for (Path root : roots) {
        all.add(root.resolve("library"));
        for (Path role : below(root)) {
          all.add(role.resolve("library"));
        }
      }
      for (Path root : collections) {
        for (Path namespace : below(root.resolve("ansible_collections"))) {
          for (Path collection : below(namespace)) {
            all.add(collection.resolve("plugins/modules"));
          }
        }
      }
      libraries.addAll(all);
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
