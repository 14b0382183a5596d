package dev.play.galaxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.play.galaxy.fetch.GalaxyFailure;
import dev.play.value.Value;
import dev.play.yaml.Node;
import dev.play.yaml.YamlData;
import dev.play.yaml.YamlFile;
import dev.play.yaml.YamlFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A collection's directory.
 *
 * @param name {@code namespace.name}
 * @param dependencies ranges by name; or versions by git address
 */
record CollectionTree(
    Path path, String name, Optional<String> version, Map<String, String> dependencies) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_]\\w*\\.[a-zA-Z_]\\w*");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFEST = "MANIFEST.json";

  CollectionTree {
    dependencies = Map.copyOf(dependencies);
    if (!NAME.matcher(name).matches()) {
      throw new GalaxyFailure(name + " is no name for a collection (NAMESPACE.NAME)");
    }
  }

  /** The collections in what was unpacked: there, or in the directories below. */
  static List<CollectionTree> in(Path tree, YamlFiles yaml, String shown) {
    List<Path> level = List.of(tree);
    for (int depth = 0; depth < 3; depth++) {
      List<CollectionTree> found = level.stream().flatMap(path -> at(path, yaml).stream()).toList();
      if (!found.isEmpty()) {
        return found;
      }
      level = level.stream().flatMap(path -> RoleTree.directories(path).stream()).toList();
    }
    throw new GalaxyFailure(
        shown + " does not appear to be a collection: there is no galaxy.yml or " + MANIFEST);
  }

  /** The collection whose directory this is, if it is one's. */
  static Optional<CollectionTree> at(Path path, YamlFiles yaml) {
    if (Files.isRegularFile(path.resolve(MANIFEST))) {
      return Optional.of(ofManifest(path));
    }
    for (String name : List.of("galaxy.yml", "galaxy.yaml")) {
      if (Files.isRegularFile(path.resolve(name))) {
        return Optional.of(ofGalaxy(path, yaml.load(path.resolve(name))));
      }
    }
    return Optional.empty();
  }

  private static CollectionTree ofManifest(Path path) {
    try {
      JsonNode info = JSON.readTree(path.resolve(MANIFEST).toFile()).path("collection_info");
      Map<String, String> dependencies = new LinkedHashMap<>();
      info.path("dependencies")
          .properties()
          .forEach(e -> dependencies.put(e.getKey(), e.getValue().asText("*")));
      return new CollectionTree(
          path,
          info.path("namespace").asText() + "." + info.path("name").asText(),
          Optional.of(info.path("version").asText("")).filter(v -> !v.isEmpty()),
          dependencies);
    } catch (IOException e) {
      throw new GalaxyFailure(path.resolve(MANIFEST) + " cannot be read: " + e.getMessage());
    }
  }

  private static CollectionTree ofGalaxy(Path path, YamlFile file) {
    if (!(file.root().orElse(null) instanceof Node.Mapping mapping)) {
      throw new GalaxyFailure(file.name() + " is no dictionary");
    }
    Map<String, String> dependencies = new LinkedHashMap<>();
    if (mapping.get("dependencies").orElse(null) instanceof Node.Mapping some) {
      some.entries()
          .forEach(
              e ->
                  dependencies.put(
                      e.name(),
                      e.value() instanceof Node.Scalar s && !s.isNull() ? s.text() : "*"));
    }
    return new CollectionTree(
        path,
        text(mapping, "namespace") + "." + text(mapping, "name"),
        Optional.of(text(mapping, "version")).filter(v -> !v.isEmpty()),
        dependencies);
  }

  private static String text(Node.Mapping mapping, String key) {
    return mapping.get(key).orElse(null) instanceof Node.Scalar scalar && !scalar.isNull()
        ? scalar.text().strip()
        : "";
  }

  /** Gives a tree that has only galaxy.yml the manifest by which collections on disk are known. */
  static void complete(Path tree, YamlFiles yaml) throws IOException {
    if (Files.exists(tree.resolve(MANIFEST))) {
      return;
    }
    Path galaxy =
        List.of("galaxy.yml", "galaxy.yaml").stream()
            .map(tree::resolve)
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(() -> new GalaxyFailure("there is no galaxy.yml in " + tree));
    ObjectNode manifest = JSON.createObjectNode();
    if (yaml.load(galaxy).root().orElse(null) instanceof Node.Mapping mapping) {
      Value info = new YamlData(new dev.play.source.Diagnostics()).value(mapping);
      manifest.set("collection_info", JSON.valueToTree(Value.toJava(info, secret -> "")));
    }
    manifest.put("format", 1);
    Files.writeString(
        tree.resolve(MANIFEST),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n");
  }

  /** Where it lies below a collections path. */
  Path below(Path collections) {
    return place(collections, name);
  }

  static Path place(Path collections, String name) {
    String[] parts = name.split("\\.", 2);
    return collections.resolve("ansible_collections").resolve(parts[0]).resolve(parts[1]);
  }

  /** All below a collections path. */
  static List<CollectionTree> all(Path collections, YamlFiles yaml) {
    Path root = collections.resolve("ansible_collections");
    List<CollectionTree> found = new ArrayList<>();
    if (Files.isDirectory(root)) {
      for (Path namespace : RoleTree.directories(root)) {
        for (Path one : RoleTree.directories(namespace)) {
          at(one, yaml).ifPresent(found::add);
        }
      }
    }
    return found;
  }
}
