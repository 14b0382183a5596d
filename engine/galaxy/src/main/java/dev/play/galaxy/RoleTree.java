package dev.play.galaxy;

import dev.play.galaxy.fetch.GalaxyFailure;
import dev.play.galaxy.requirement.Requirement;
import dev.play.galaxy.requirement.RequirementText;
import dev.play.galaxy.requirement.RequirementsFile;
import dev.play.source.Diagnostics;
import dev.play.yaml.Node;
import dev.play.yaml.YamlFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A role's directory, as far as installing goes. */
record RoleTree(Path path) {
  private static final List<String> PARTS =
      List.of("tasks", "defaults", "vars", "handlers", "meta", "templates", "files");

  /** The role in what was unpacked: there, or in the one directory that holds it. */
  static RoleTree in(Path tree, String shown) {
    Path at = tree;
    for (int depth = 0; depth < 4; depth++) {
      if (PARTS.stream().map(at::resolve).anyMatch(Files::isDirectory)) {
        return new RoleTree(at);
      }
      List<Path> below = directories(at);
      if (below.size() != 1) {
        break;
      }
      at = below.getFirst();
    }
    throw new GalaxyFailure(
        shown + " does not appear to be a role: none of " + String.join(", ", PARTS) + " is in it");
  }

  static List<Path> directories(Path path) {
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .filter(Files::isDirectory)
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new GalaxyFailure(path + " cannot be read: " + e.getMessage());
    }
  }

  /**
   * What it depends on and names a source for: {@code dependencies} of meta/main.yml and
   * meta/requirements.yml. Names without a dot are roles of the same project.
   */
  List<Requirement> dependencies(YamlFiles yaml, Diagnostics problems) {
    List<Requirement> found = new ArrayList<>();
    for (String ending : List.of("yml", "yaml")) {
      Path meta = path.resolve("meta/main." + ending);
      if (Files.isRegularFile(meta)
          && yaml.load(meta).root().orElse(null) instanceof Node.Mapping mapping
          && mapping.get("dependencies").orElse(null) instanceof Node.Sequence list) {
        list.items().forEach(item -> dependency(item).ifPresent(found::add));
      }
      Path more = path.resolve("meta/requirements." + ending);
      if (Files.isRegularFile(more)) {
        found.addAll(new RequirementsFile(yaml, problems).read(more));
      }
    }
    return found.stream().filter(RoleTree::isElsewhere).toList();
  }

  private static boolean isElsewhere(Requirement wanted) {
    return !(wanted.origin() instanceof dev.play.galaxy.requirement.Origin.Server server)
        || server.name().indexOf('.') > 0;
  }

  private static Optional<Requirement> dependency(Node item) {
    return switch (item) {
      case Node.Scalar scalar when !scalar.isNull() ->
          Optional.of(RequirementText.role(scalar.text(), scalar.span()));
      case Node.Mapping mapping -> RequirementsFile.dependency(mapping);
      default -> Optional.empty();
    };
  }
}
