package dev.play.variables;

import dev.play.compile.VarLayer;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.value.Value;
import dev.play.yaml.Node;
import dev.play.yaml.YamlData;
import dev.play.yaml.YamlFile;
import dev.play.yaml.YamlFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Files of variables: vars_files, include_vars, and what lies in group_vars and host_vars. Reads
 * each file once. Thread-safe.
 */
public final class VariableFiles {
  private static final List<String> ENDINGS = List.of("", ".yml", ".yaml", ".json");
  private static final Set<String> KNOWN_ENDINGS = Set.of("yml", "yaml", "json");

  private final YamlFiles yaml;
  private final Map<Path, Loaded> files = new ConcurrentHashMap<>();
  private final Map<Path, Found> named = new ConcurrentHashMap<>();

  public VariableFiles(YamlFiles yaml) {
    this.yaml = yaml;
  }

  /**
   * What a file holds.
   *
   * @param problems with errors among them the layer is not to be used
   */
  public record Loaded(VarLayer layer, List<Diagnostic> problems) {
    public Loaded {
      problems = List.copyOf(problems);
    }
  }

  /** What lies under a name in group_vars or host_vars: layers, weakest first. */
  public record Found(List<VarLayer> layers, List<Diagnostic> problems) {
    static final Found NOTHING = new Found(List.of(), List.of());

    public Found {
      layers = List.copyOf(layers);
      problems = List.copyOf(problems);
    }
  }

  /** The variables of one file; its origin is its name. */
  public Loaded load(Path file) {
    return files.computeIfAbsent(file.toAbsolutePath().normalize(), this::read);
  }

  private Loaded read(Path path) {
    YamlFile file = yaml.load(path);
    Diagnostics problems = new Diagnostics();
    file.problems().forEach(problems::add);
    Map<String, Value> values = Map.of();
    if (file.root().isPresent()) {
      Node root = file.root().get();
      if (root instanceof Node.Mapping mapping) {
        values = new YamlData(problems).entries(mapping);
      } else {
        problems.error(
            root.span(),
            "a file of variables is a dictionary, not " + root.kind(),
            "write NAME: VALUE on each line");
      }
    }
    return new Loaded(new VarLayer(file.name(), values), problems.all());
  }

  /**
   * What {@code group_vars} or {@code host_vars} in a directory says of a group or host: a
   * directory of that name with all its files, or else one file with or without an ending.
   */
  public Found named(Path directory, String kind, String name) {
    Path base = directory.resolve(kind);
    if (name.contains("/") || name.equals("..")) {
      return Found.NOTHING;
    }
    return named.computeIfAbsent(base.resolve(name), path -> find(base, name));
  }

  private Found find(Path base, String name) {
    List<Path> there =
        ENDINGS.stream().map(ending -> base.resolve(name + ending)).filter(Files::exists).toList();
    if (there.isEmpty()) {
      return Found.NOTHING;
    }
    Diagnostics problems = new Diagnostics();
    for (Path passedOver : there.subList(1, there.size())) {
      problems.warning(
          Span.none(yaml.nameOf(passedOver)),
          "this file is not read: "
              + yaml.nameOf(there.getFirst())
              + " is there too and comes first, as in Ansible");
    }
    List<Path> chosen = new ArrayList<>();
    if (Files.isDirectory(there.getFirst())) {
      below(there.getFirst(), chosen, problems);
    } else {
      chosen.add(there.getFirst());
    }
    List<VarLayer> layers = new ArrayList<>();
    for (Path file : chosen) {
      Loaded loaded = load(file);
      loaded.problems().forEach(problems::add);
      layers.add(loaded.layer());
    }
    return new Found(layers, problems.all());
  }

  private void below(Path directory, List<Path> found, Diagnostics problems) {
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.sorted().toList()) {
        String name = String.valueOf(entry.getFileName());
        if (name.startsWith(".") || name.endsWith("~")) {
          continue;
        }
        Optional<String> ending = ending(name);
        if (Files.isDirectory(entry)) {
          if (ending.isEmpty()) {
            below(entry, found, problems);
          }
        } else if (ending.isEmpty() || KNOWN_ENDINGS.contains(ending.get())) {
          found.add(entry);
        }
      }
    } catch (IOException e) {
      problems.error(Span.none(yaml.nameOf(directory)), "cannot be read: " + e.getMessage());
    }
  }

  private static Optional<String> ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? Optional.empty() : Optional.of(name.substring(dot + 1));
  }
}
