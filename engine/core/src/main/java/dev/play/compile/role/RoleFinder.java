package dev.play.compile.role;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds roles: in {@code roles/} beside the playbook, on the roles path, beside the role that asks,
 * beside the playbook; those of collections in the collections on disk.
 */
public final class RoleFinder {
  private final List<Path> rolesPath;
  private final List<Path> collectionsPath;

  /**
   * @param collectionsPath directories that hold {@code ansible_collections}
   */
  public RoleFinder(List<Path> rolesPath, List<Path> collectionsPath) {
    this.rolesPath = List.copyOf(rolesPath);
    this.collectionsPath = List.copyOf(collectionsPath);
  }

  /**
   * What was found, or everywhere it was looked for.
   *
   * @param nearby names of roles in those places
   */
  public record Result(Optional<RoleDirectory> found, List<Path> searched, Set<String> nearby) {}

  /**
   * @param asking the directory of the role that asks, if one does
   */
  public Result find(
      String name, Path playDirectory, Optional<Path> asking, List<String> collections) {
    List<Path> searched = new ArrayList<>();
    String[] parts = name.split("\\.");
    if (parts.length >= 3) {
      Optional<RoleDirectory> found = inCollections(parts, name, searched);
      if (found.isPresent()) {
        return new Result(found, searched, Set.of());
      }
    }
    for (String collection : collections) {
      String[] full = (collection + "." + name).split("\\.");
      Optional<RoleDirectory> found = inCollections(full, name, searched);
      if (found.isPresent()) {
        return new Result(found, searched, Set.of());
      }
    }
    Set<Path> places = places(playDirectory, asking);
    for (Path place : places) {
      Path candidate = place.resolve(name).normalize();
      searched.add(candidate);
      if (Files.isDirectory(candidate) && !name.isBlank()) {
        String last = candidate.getFileName().toString();
        return new Result(
            Optional.of(new RoleDirectory(last, candidate, collectionOf(candidate))),
            searched,
            Set.of());
      }
    }
    return new Result(Optional.empty(), searched, names(places));
  }

  /** The role of a short name in the first of these collections that has it. */
  public Optional<RoleDirectory> within(List<String> collections, String name) {
    return collections.stream()
        .flatMap(
            collection ->
                inCollections((collection + "." + name).split("\\."), name, new ArrayList<>())
                    .stream())
        .findFirst();
  }

  private Set<Path> places(Path playDirectory, Optional<Path> asking) {
    Set<Path> places = new LinkedHashSet<>();
    places.add(playDirectory.resolve("roles"));
    places.addAll(rolesPath);
    asking.map(Path::getParent).ifPresent(places::add);
    places.add(playDirectory);
    return places;
  }

  private Optional<RoleDirectory> inCollections(String[] parts, String name, List<Path> searched) {
    if (parts.length < 3 || name.contains("/")) {
      return Optional.empty(); // a path is no name of a collection's role, dots or not
    }
    String collection = parts[0] + "." + parts[1];
    String role = String.join("/", List.of(parts).subList(2, parts.length));
    for (Path root : collectionsPath) {
      Path candidate =
          root.resolve("ansible_collections")
              .resolve(parts[0])
              .resolve(parts[1])
              .resolve("roles")
              .resolve(role);
      searched.add(candidate);
      if (Files.isDirectory(candidate)) {
        return Optional.of(new RoleDirectory(name, candidate, Optional.of(collection)));
      }
    }
    return Optional.empty();
  }

  /** {@code .../ansible_collections/NAMESPACE/NAME/roles/ROLE}. */
  private static Optional<String> collectionOf(Path role) {
    int count = role.getNameCount();
    return count >= 5
            && role.getName(count - 2).toString().equals("roles")
            && role.getName(count - 5).toString().equals("ansible_collections")
        ? Optional.of(role.getName(count - 4) + "." + role.getName(count - 3))
        : Optional.empty();
  }

  private static Set<String> names(Set<Path> places) {
    Set<String> names = new TreeSet<>();
    for (Path place : places) {
      if (!Files.isDirectory(place)) {
        continue;
      }
      try (Stream<Path> entries = Files.list(place)) {
        entries
            .filter(Files::isDirectory)
            .forEach(entry -> names.add(entry.getFileName().toString()));
      } catch (IOException e) {
        // A place that cannot be listed offers no names for the hint; the error names it anyway.
        continue;
      }
    }
    return names;
  }
}
