package dev.play.lint.seen;

import dev.play.source.Span;
import dev.play.yaml.Node;
import dev.play.yaml.YamlFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A YAML file, read.
 *
 * @param name as people know it
 * @param role the role's directory that it lies in
 * @param lines its text
 */
public record SourceFile(
    Path path, String name, FileKind kind, Optional<Path> role, YamlFile yaml, List<String> lines) {
  public SourceFile {
    lines = List.copyOf(lines);
  }

  /** Its dictionaries by where they stand. */
  public Map<Span, Node.Mapping> mappings() {
    Map<Span, Node.Mapping> found = new HashMap<>();
    yaml.root().ifPresent(root -> collect(root, found));
    return found;
  }

  private static void collect(Node node, Map<Span, Node.Mapping> found) {
    switch (node) {
      case Node.Mapping mapping -> {
        found.putIfAbsent(mapping.span(), mapping);
        mapping.entries().forEach(entry -> collect(entry.value(), found));
      }
      case Node.Sequence(var span, List<Node> items) -> items.forEach(item -> collect(item, found));
      case Node.Scalar scalar -> {
        // Holds no dictionary.
      }
    }
  }
}
