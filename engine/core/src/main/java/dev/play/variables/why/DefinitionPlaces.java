package dev.play.variables.why;

import dev.play.source.Span;
import dev.play.yaml.Node;
import dev.play.yaml.YamlFile;
import dev.play.yaml.YamlFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the line on which a variable is defined, by reading the file that its origin names. */
public final class DefinitionPlaces {
  /** {@code inventory FILE (group NAME)}, {@code ... at FILE:LINE:COLUMN}, {@code ... (FILES)}. */
  private static final Pattern INVENTORY =
      Pattern.compile("inventory (.+) \\((group|host) ([^()]+)\\)");

  private static final Pattern AT = Pattern.compile(".* at (.+):(\\d+):(\\d+)");
  private static final Pattern FILES = Pattern.compile(".*\\((.+)\\)");

  private final YamlFiles yaml;
  private final Path directory;

  /**
   * @param directory what names of files are relative to
   */
  public DefinitionPlaces(YamlFiles yaml, Path directory) {
    this.yaml = yaml;
    this.directory = directory;
  }

  /** The place of a variable in what an origin names; empty for what is in no file. */
  public Optional<Span> find(String variable, String origin) {
    Matcher inventory = INVENTORY.matcher(origin);
    if (inventory.matches()) {
      Optional<Path> file = file(inventory.group(1));
      boolean group = inventory.group(2).equals("group");
      return file.flatMap(f -> inInventory(f, variable, inventory.group(3), group));
    }
    Matcher at = AT.matcher(origin);
    if (at.matches()) {
      int line = Integer.parseInt(at.group(2));
      // What registers names the variable behind the key, at the task.
      boolean named = origin.startsWith("register ");
      Optional<Span> key =
          named ? Optional.empty() : file(at.group(1)).flatMap(f -> below(f, variable, line));
      return key.or(
          () -> Optional.of(new Span(at.group(1), line, Integer.parseInt(at.group(3)), 1)));
    }
    Matcher files = FILES.matcher(origin);
    String names = files.matches() ? files.group(1) : origin;
    // Of several files the last one counts.
    return List.of(names.split(", ")).reversed().stream()
        .flatMap(name -> file(name).stream())
        .flatMap(file -> atRoot(file, variable).stream())
        .findFirst();
  }

  private Optional<Path> file(String name) {
    try {
      return Optional.of(directory.resolve(name)).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      // Some origins are no names of files.
      return Optional.empty();
    }
  }

  private Optional<Span> atRoot(Path file, String variable) {
    return yaml.load(file).root().orElse(null) instanceof Node.Mapping mapping
        ? mapping.entry(variable).map(entry -> entry.key().span())
        : Optional.empty();
  }

  /** The first key of that name from a line on. */
  private Optional<Span> below(Path file, String variable, int line) {
    return keys(yaml.load(file)).stream()
        .filter(key -> key.name().equals(variable) && key.span().line() >= line)
        .map(Key::span)
        .min(java.util.Comparator.comparing(Span::line).thenComparing(Span::column));
  }

  private record Key(String name, Span span, List<String> above) {}

  private static List<Key> keys(YamlFile file) {
    List<Key> found = new ArrayList<>();
    file.root().ifPresent(root -> collect(root, List.of(), found));
    return found;
  }

  private static void collect(Node node, List<String> above, List<Key> found) {
    switch (node) {
      case Node.Mapping mapping -> {
        for (Node.Entry entry : mapping.entries()) {
          found.add(new Key(entry.name(), entry.key().span(), above));
          List<String> path = new ArrayList<>(above);
          path.add(entry.name());
          collect(entry.value(), path, found);
        }
      }
      case Node.Sequence(Span span, List<Node> items) ->
          items.forEach(item -> collect(item, above, found));
      case Node.Scalar scalar -> {
        // Holds no keys.
      }
    }
  }

  private Optional<Span> inInventory(Path file, String variable, String owner, boolean group) {
    String name = file.getFileName().toString();
    if (name.endsWith(".yml") || name.endsWith(".yaml") || name.endsWith(".json")) {
      return keys(yaml.load(file)).stream()
          .filter(key -> key.name().equals(variable) && isOf(key.above(), owner, group))
          .map(Key::span)
          .findFirst();
    }
    return Files.isExecutable(file) ? Optional.empty() : inLines(file, variable, owner, group);
  }

  private static boolean isOf(List<String> above, String owner, boolean group) {
    int size = above.size();
    return size >= 2
        && (group
            ? above.get(size - 1).equals("vars") && above.get(size - 2).equals(owner)
            : above.get(size - 1).equals(owner) && above.get(size - 2).equals("hosts"));
  }

  /** In an inventory of lines: behind a host, or in the section of a group's variables. */
  private Optional<Span> inLines(Path file, String variable, String owner, boolean group) {
    Pattern assignment = Pattern.compile("(?:^|\\s)(" + Pattern.quote(variable) + ")\\s*=");
    String section = "";
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("[") && line.endsWith("]")) {
        section = line.substring(1, line.length() - 1);
        continue;
      }
      boolean here =
          group
              ? section.equals(owner + ":vars")
              : !section.contains(":") && line.split("\\s", 2)[0].equals(owner);
      Matcher found = assignment.matcher(lines.get(i));
      if (here && !line.startsWith("#") && found.find()) {
        return Optional.of(
            new Span(yaml.nameOf(file), i + 1, found.start(1) + 1, variable.length()));
      }
    }
    return Optional.empty();
  }

  private static List<String> lines(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      // The origin is told without a line then.
      return List.of();
    }
  }
}
