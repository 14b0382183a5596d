package dev.play.python;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where Python files that modules import lie on the controller.
 *
 * @param utilities directories that stand for {@code ansible.module_utils}, best first
 * @param collections directories that hold {@code ansible_collections}
 */
record SourcePath(List<Path> utilities, List<Path> collections) {
  private static final String UTILITIES = "ansible.module_utils";

  SourcePath {
    utilities = List.copyOf(utilities);
    collections = List.copyOf(collections);
  }

  /**
   * A file.
   *
   * @param isPackage whether it is a package's {@code __init__.py}
   */
  record Source(Path file, boolean isPackage) {}

  /** What a dotted name stands for; empty for what is a member of a file, or not ours to bring. */
  Optional<Source> find(String name) {
    if (name.startsWith(UTILITIES + ".")) {
      String below = name.substring(UTILITIES.length() + 1).replace('.', '/');
      return first(utilities.stream().map(directory -> directory.resolve(below)).toList());
    }
    String[] parts = name.split("\\.", 5);
    boolean inCollection =
        parts.length == 5 && parts[0].equals("ansible_collections") && parts[3].equals("plugins");
    return inCollection
        ? first(collections.stream().map(root -> root.resolve(name.replace('.', '/'))).toList())
        : Optional.empty();
  }

  /** As Python: a package wins over a file of its name beside it. */
  private static Optional<Source> first(List<Path> candidates) {
    for (Path one : candidates) {
      Path init = one.resolve("__init__.py");
      if (Files.isRegularFile(init)) {
        return Optional.of(new Source(init, true));
      }
      Path file = one.resolveSibling(one.getFileName() + ".py");
      if (Files.isRegularFile(file)) {
        return Optional.of(new Source(file, false));
      }
    }
    return Optional.empty();
  }
}
