package dev.play.yaml;

import dev.play.source.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * What a file held.
 *
 * @param name the file as people know it; the same that its spans carry
 * @param root empty when the file is empty, holds only null, or could not be read
 * @param problems errors and warnings; with errors {@code root} is still whatever could be read
 */
public record YamlFile(String name, Optional<Node> root, List<Diagnostic> problems) {
  public YamlFile {
    problems = List.copyOf(problems);
  }
}
