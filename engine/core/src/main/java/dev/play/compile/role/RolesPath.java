package dev.play.compile.role;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where roles and collections are looked for: {@code ANSIBLE_ROLES_PATH}, {@code roles_path} of the
 * first {@code ansible.cfg} there is, else Ansible's own places; and {@code ./roles} in any case.
 */
public record RolesPath(List<Path> roles, List<Path> collections) {
  public RolesPath {
    roles = List.copyOf(roles);
    collections = List.copyOf(collections);
  }

  /** From the environment and the configuration file it leads to. */
  public static RolesPath from(Path workingDirectory, Path home, Map<String, String> environment) {
    Optional<Path> config =
        Optional.ofNullable(environment.get("ANSIBLE_CONFIG"))
            .map(workingDirectory::resolve)
            .or(() -> Optional.of(workingDirectory.resolve("ansible.cfg")))
            .filter(Files::isRegularFile)
            .or(() -> Optional.of(home.resolve(".ansible.cfg")).filter(Files::isRegularFile))
            .or(() -> Optional.of(Path.of("/etc/ansible/ansible.cfg")))
            .filter(Files::isRegularFile);
    List<Path> roles =
        paths(
            environment.get("ANSIBLE_ROLES_PATH"),
            config.flatMap(file -> setting(file, "roles_path")),
            config,
            workingDirectory,
            home,
            "~/.ansible/roles:/usr/share/ansible/roles:/etc/ansible/roles");
    List<Path> collections =
        paths(
            Optional.ofNullable(environment.get("ANSIBLE_COLLECTIONS_PATH"))
                .orElse(environment.get("ANSIBLE_COLLECTIONS_PATHS")),
            config.flatMap(
                file ->
                    setting(file, "collections_path").or(() -> setting(file, "collections_paths"))),
            config,
            workingDirectory,
            home,
            "~/.ansible/collections:/usr/share/ansible/collections");
    List<Path> allRoles = new ArrayList<>(roles);
    allRoles.add(workingDirectory.resolve("roles"));
    List<Path> allCollections = new ArrayList<>(collections);
    allCollections.add(workingDirectory.resolve("collections"));
    allCollections.add(workingDirectory);
    return new RolesPath(allRoles, allCollections);
  }

  private static List<Path> paths(
      @org.jspecify.annotations.Nullable String fromEnvironment,
      Optional<String> fromConfig,
      Optional<Path> config,
      Path workingDirectory,
      Path home,
      String otherwise) {
    if (fromEnvironment != null && !fromEnvironment.isBlank()) {
      return split(fromEnvironment, workingDirectory, home);
    }
    Path base = config.map(file -> file.toAbsolutePath().getParent()).orElse(workingDirectory);
    return fromConfig
        .map(text -> split(text, base, home))
        .orElseGet(() -> split(otherwise, workingDirectory, home));
  }

  private static List<Path> split(String text, Path base, Path home) {
    List<Path> paths = new ArrayList<>();
    for (String part : text.split(":")) {
      String one = part.strip();
      if (one.equals("~") || one.startsWith("~/")) {
        one = home + one.substring(1);
      }
      if (!one.isEmpty()) {
        paths.add(base.resolve(one).normalize());
      }
    }
    return paths;
  }

  /** A setting of the section [defaults]. */
  private static Optional<String> setting(Path file, String key) {
    try {
      String section = "";
      for (String line : Files.readAllLines(file)) {
        String text = line.strip();
        if (text.startsWith("[")) {
          section = text;
        } else if (section.equals("[defaults]") && text.matches(key + "\\s*[=:].*")) {
          return Optional.of(
                  text.substring(text.indexOf(text.contains("=") ? '=' : ':') + 1).strip())
              .map(value -> value.replaceFirst("\\s[;#].*$", "").strip());
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot read " + file, e);
    }
  }
}
