package dev.play.lint.seen;

import dev.play.source.Diagnostic;
import dev.play.yaml.Node;
import dev.play.yaml.YamlFile;
import dev.play.yaml.YamlFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the YAML files of a project that are playbooks, tasks, handlers, variables. */
public final class ProjectFiles {
  private static final Set<String> PARTS =
      Set.of("tasks", "handlers", "defaults", "vars", "meta", "templates", "files");
  private static final Set<String> PASSED_OVER =
      Set.of("molecule", "node_modules", "target", "venv", "ansible_collections", "changelogs");
  private static final int DEEPEST = 40;

  private final YamlFiles yaml;
  private final List<PathMatcher> excluded;
  private final Path base;

  /**
   * @param base what excluded patterns are relative to
   */
  public ProjectFiles(YamlFiles yaml, Path base, List<PathMatcher> excluded) {
    this.yaml = yaml;
    this.base = base;
    this.excluded = List.copyOf(excluded);
  }

  /** The files at and below these paths, in order of their names; a file named is read anyhow. */
  public List<SourceFile> find(List<Path> paths) {
    Set<Path> found = new TreeSet<>();
    List<SourceFile> files = new ArrayList<>();
    for (Path path : paths) {
      Path absolute = path.toAbsolutePath().normalize();
      if (Files.isRegularFile(absolute)) {
        read(absolute).ifPresent(files::add);
      } else {
        walk(absolute, found);
      }
    }
    found.forEach(path -> read(path).ifPresent(files::add));
    return files;
  }

  private void walk(Path root, Set<Path> found) {
    try {
      Files.walkFileTree(
          root,
          EnumSet.noneOf(FileVisitOption.class),
          DEEPEST,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes a) {
              String name = String.valueOf(directory.getFileName());
              boolean over =
                  PASSED_OVER.contains(name) || name.startsWith(".") || isExcluded(directory);
              return over && !directory.equals(root)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
              String name = file.getFileName().toString();
              if (a.isRegularFile()
                  && (name.endsWith(".yml") || name.endsWith(".yaml"))
                  && !name.startsWith(".")
                  && !isExcluded(file)) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isExcluded(Path path) {
    Path relative = path.startsWith(base) ? base.relativize(path) : path;
    return excluded.stream().anyMatch(matcher -> matcher.matches(relative));
  }

  private Optional<SourceFile> read(Path path) {
    Optional<Path> role = roleOf(path);
    Optional<FileKind> byPlace = kind(path, role);
    if (byPlace.isEmpty() && role.isPresent() && isPart(path, role.get())) {
      return Optional.empty();
    }
    YamlFile file = yaml.load(path);
    List<String> lines = lines(path);
    Optional<FileKind> kind =
        (isPlaybook(file) || isBroken(file, lines))
                && byPlace.filter(k -> k != FileKind.VARIABLES).isEmpty()
            ? Optional.of(FileKind.PLAYBOOK)
            : byPlace;
    return kind.map(k -> new SourceFile(path, yaml.nameOf(path), k, role, file, lines));
  }

  /** templates/ and files/ hold what is for hosts. */
  private static boolean isPart(Path path, Path role) {
    return path.getNameCount() > role.getNameCount() + 1
        && PARTS.contains(path.getName(role.getNameCount()).toString());
  }

  private static List<String> lines(Path path) {
    try {
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The nearest directory above with tasks or a meta/main.yml, where the path is in a part. */
  private static Optional<Path> roleOf(Path path) {
    for (Path at = path.getParent(); at != null; at = at.getParent()) {
      String name = String.valueOf(at.getFileName());
      Path parent = at.getParent();
      if (PARTS.contains(name) && parent != null && isRole(parent)) {
        return Optional.of(parent);
      }
    }
    return Optional.empty();
  }

  private static boolean isRole(Path path) {
    boolean collection = Files.isRegularFile(path.resolve("galaxy.yml"));
    return !collection
        && (Files.isRegularFile(path.resolve("meta/main.yml"))
            || Files.isRegularFile(path.resolve("meta/main.yaml"))
            || Files.isRegularFile(path.resolve("tasks/main.yml"))
            || Files.isRegularFile(path.resolve("tasks/main.yaml")));
  }

  private static Optional<FileKind> kind(Path path, Optional<Path> role) {
    String part =
        role.map(r -> path.getName(r.getNameCount()).toString()).orElseGet(() -> beside(path));
    return switch (part) {
      case "tasks" -> Optional.of(FileKind.TASKS);
      case "handlers" -> Optional.of(FileKind.HANDLERS);
      case "defaults", "vars", "group_vars", "host_vars" -> Optional.of(FileKind.VARIABLES);
      case "meta" ->
          path.getFileName().toString().startsWith("main.")
              ? Optional.of(FileKind.ROLE_META)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static String beside(Path path) {
    Set<String> known = Set.of("tasks", "handlers", "vars", "group_vars", "host_vars");
    for (Path at = path.getParent(); at != null; at = at.getParent()) {
      String name = String.valueOf(at.getFileName());
      if (known.contains(name)) {
        return name;
      }
    }
    return "";
  }

  /** What is no YAML, but would be a playbook. */
  private static boolean isBroken(YamlFile file, List<String> lines) {
    return file.problems().stream().anyMatch(p -> p.severity() == Diagnostic.Severity.ERROR)
        && lines.stream().anyMatch(line -> line.matches("(- |  )hosts:.*"));
  }

  private static boolean isPlaybook(YamlFile file) {
    return file.root().orElse(null) instanceof Node.Sequence list
        && list.items().stream()
            .anyMatch(
                item ->
                    item instanceof Node.Mapping mapping
                        && (mapping.has("hosts")
                            || mapping.has("import_playbook")
                            || mapping.has("ansible.builtin.import_playbook")));
  }
}
