package dev.play.galaxy;

import dev.play.galaxy.requirement.ContentKind;
import dev.play.yaml.YamlFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is installed in a directory. */
public final class InstalledContent {
  private InstalledContent() {}

  /** Something that is installed. */
  public record Item(ContentKind kind, String name, Optional<String> version, boolean known) {}

  /** The roles in a directory. */
  public static List<Item> roles(Path directory) {
    List<Item> found = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      for (Path path : RoleTree.directories(directory)) {
        boolean role =
            List.of("tasks", "meta", "defaults", "vars", "handlers").stream()
                .anyMatch(part -> Files.isDirectory(path.resolve(part)));
        if (role) {
          found.add(item(ContentKind.ROLE, path.getFileName().toString(), path));
        }
      }
    }
    return found;
  }

  /** The collections below a directory that has {@code ansible_collections}. */
  public static List<Item> collections(Path directory, YamlFiles yaml) {
    return CollectionTree.all(directory, yaml).stream()
        .map(
            tree -> {
              Item item = item(ContentKind.COLLECTION, tree.name(), tree.path());
              return new Item(item.kind(), item.name(), tree.version(), item.known());
            })
        .toList();
  }

  private static Item item(ContentKind kind, String name, Path path) {
    Optional<Installed> there = Installed.at(path);
    return new Item(
        kind, name, there.flatMap(Installed::version), there.map(Installed::known).orElse(false));
  }
}
