package dev.play.compile.role;

import dev.play.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where roles and collections are looked for: where the settings say, and in {@code ./roles},
 * {@code ./collections} and the working directory in any case.
 */
public record RolesPath(List<Path> roles, List<Path> collections) {
  public RolesPath {
    roles = List.copyOf(roles);
    collections = List.copyOf(collections);
  }

  /** As the settings say. */
  public static RolesPath from(Settings settings, Path workingDirectory) {
    List<Path> roles = new ArrayList<>(settings.paths("DEFAULT_ROLES_PATH"));
    roles.add(workingDirectory.resolve("roles"));
    List<Path> collections = new ArrayList<>();
    settings.paths("COLLECTIONS_PATHS").forEach(path -> collections.add(root(path)));
    collections.add(workingDirectory.resolve("collections"));
    collections.add(workingDirectory);
    return new RolesPath(roles, collections);
  }

  /** Ansible takes the directory ansible_collections itself, too. */
  private static Path root(Path given) {
    return given.endsWith("ansible_collections") ? given.resolve("..").normalize() : given;
  }
}
