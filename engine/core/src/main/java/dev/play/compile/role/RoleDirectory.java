package dev.play.compile.role;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A role's directory.
 *
 * @param name as it was asked for
 * @param collection the collection it was found in
 */
public record RoleDirectory(String name, Path path, Optional<String> collection) {
  private static final List<String> ENDINGS = List.of("", ".yml", ".yaml", ".json");

  /** Whether the other is this directory too, by another way (a link). */
  public boolean isSame(RoleDirectory other) {
    try {
      return Files.isSameFile(path, other.path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file of tasks or handlers of this name, with or without its ending. */
  public Optional<Path> file(String part, String name) {
    Path directory = path.resolve(part);
    for (String ending : ENDINGS) {
      Path candidate = directory.resolve(name + ending).normalize();
      if (Files.isRegularFile(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Files of variables of this name: one, or all below the directory of that name, in order. */
  public List<Path> files(String part, String name) {
    Path directory = path.resolve(part).resolve(name);
    if (Files.isDirectory(directory)) {
      try (Stream<Path> below = Files.walk(directory)) {
        return below
            .filter(Files::isRegularFile)
            .filter(RoleDirectory::holdsVariables)
            .sorted()
            .toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return file(part, name).stream().toList();
  }

  private static boolean holdsVariables(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".")
        && (name.endsWith(".yml")
            || name.endsWith(".yaml")
            || name.endsWith(".json")
            || !name.contains("."));
  }
}
