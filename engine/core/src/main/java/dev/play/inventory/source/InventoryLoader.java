package dev.play.inventory.source;

import dev.play.host.HostName;
import dev.play.inventory.Inventory;
import dev.play.inventory.InventoryBuilder;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.value.Value;
import dev.play.yaml.Node;
import dev.play.yaml.YamlFile;
import dev.play.yaml.YamlFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes one inventory from all that {@code -i} names, in order. */
public final class InventoryLoader {
  /** Names in an inventory directory that Ansible passes over. */
  private static final Pattern IGNORED =
      Pattern.compile(
          "\\..*|host_vars|group_vars|vars_plugins"
              + "|.*(\\.pyc|\\.pyo|\\.swp|\\.bak|~|\\.rpm|\\.md|\\.txt|\\.rst|\\.orig|\\.cfg|\\.retry)");

  private static final List<String> ENDINGS = List.of("", ".yml", ".yaml", ".ini");

  private final YamlFiles yaml;
  private final ProgramRunner programs;
  private final List<InventoryPlugin> plugins;
  private final List<Path> roots;

  /**
   * @param plugins for files with a {@code plugin:} key
   * @param roots where relative names start, best first: the working directory, the project
   */
  public InventoryLoader(
      YamlFiles yaml, ProgramRunner programs, List<InventoryPlugin> plugins, List<Path> roots) {
    this.yaml = yaml;
    this.programs = programs;
    this.plugins = List.copyOf(plugins);
    this.roots = List.copyOf(roots);
  }

  /**
   * What came of it.
   *
   * @param inventory usable only when {@code problems} holds no error
   */
  public record Loaded(Inventory inventory, List<Diagnostic> problems) {
    public Loaded {
      problems = List.copyOf(problems);
    }
  }

  /**
   * @param sources files, directories, lists with a comma ({@code a,b,}), or names of inventories
   *     under {@code inventories/}; with none there is only the implicit localhost
   */
  public Loaded load(List<String> sources) {
    Diagnostics problems = new Diagnostics();
    InventoryBuilder into = new InventoryBuilder(problems);
    for (String source : sources) {
      if (source.contains(",")) {
        hostList(source, into);
      } else {
        Optional<Path> found = find(source);
        found.ifPresentOrElse(
            path -> top(path, runsPrograms(source, path), into), () -> missing(source, problems));
      }
    }
    Inventory inventory = into.build();
    warnOfSharedNames(inventory, problems);
    return new Loaded(inventory, problems.all());
  }

  /**
   * A directory may only happen to have the name that was given, and its programs then be anything:
   * those run where it is named by a path, or lies among the inventories.
   */
  private boolean runsPrograms(String source, Path path) {
    return source.contains("/")
        || !Files.isDirectory(path)
        || direct(source).filter(path::equals).isEmpty();
  }

  private void top(Path path, boolean runsPrograms, InventoryBuilder into) {
    Path directory = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
    if (directory != null) {
      into.directory(directory.toAbsolutePath().normalize());
    }
    source(path, runsPrograms, into);
  }

  /**
   * A file of that name, then a named inventory, then a directory of that name: the scripts in a
   * directory that only happens to be called so must not be run.
   */
  private Optional<Path> find(String source) {
    Optional<Path> direct = direct(source);
    if (direct.filter(Files::isRegularFile).isPresent() || source.contains("/")) {
      return direct;
    }
    for (Path root : roots) {
      for (String ending : ENDINGS) {
        Path named = root.resolve("inventories").resolve(source + ending);
        if (Files.exists(named)) {
          return Optional.of(named.normalize());
        }
      }
    }
    return direct;
  }

  private Optional<Path> direct(String source) {
    return roots.stream()
        .map(root -> root.resolve(source))
        .filter(Files::exists)
        .map(Path::normalize)
        .findFirst();
  }

  private void missing(String source, Diagnostics problems) {
    List<String> places = new ArrayList<>();
    roots.forEach(root -> places.add(root.resolve(source).normalize().toString()));
    if (!source.contains("/")) {
      roots.forEach(
          r -> places.add(r.resolve("inventories").resolve(source) + "{,.yml,.yaml,.ini}"));
    }
    problems.error(
        Span.none("-i " + source),
        "there is no inventory '" + source + "'",
        "looked for "
            + String.join(", ", places)
            + "; a list of hosts needs a comma: -i "
            + source
            + ",");
  }

  private static void hostList(String list, InventoryBuilder into) {
    into.from("host list", Optional.empty());
    for (String part : list.split(",")) {
      if (part.isBlank()) {
        continue;
      }
      try {
        HostRange range = HostRange.parse(part.strip());
        for (HostName host : range.hosts()) {
          into.host(host, Inventory.UNGROUPED);
          range.port().ifPresent(p -> into.hostVariable(host, "ansible_port", Value.of(p)));
        }
      } catch (HostRange.Mistake mistake) {
        into.problems().error(Span.none("-i " + list), mistake.message());
      }
    }
  }

  private void source(Path path, boolean runsPrograms, InventoryBuilder into) {
    if (Files.isDirectory(path)) {
      directory(path, runsPrograms, into);
      return;
    }
    into.from("inventory " + yaml.nameOf(path), Optional.of(path.toAbsolutePath().normalize()));
    try {
      byte[] bytes = Files.readAllBytes(path);
      if (Files.isExecutable(path) && isProgram(bytes)) {
        if (!runsPrograms) {
          refused(path, into);
          return;
        }
        new ScriptInventory(path, programs, yaml, into).read();
      } else {
        file(path, new String(bytes, StandardCharsets.UTF_8), into);
      }
    } catch (IOException e) {
      into.problems().error(Span.none(yaml.nameOf(path)), "cannot be read: " + e.getMessage());
    }
  }

  private void refused(Path path, InventoryBuilder into) {
    into.problems()
        .error(
            Span.none(yaml.nameOf(path)),
            "is a program, and is not run because its directory may not be meant as an inventory",
            "give the directory by a path that has a slash in it: -i ./NAME");
  }

  private static boolean isProgram(byte[] bytes) {
    return bytes.length > 3
        && ((bytes[0] == '#' && bytes[1] == '!') || (bytes[0] == 0x7f && bytes[1] == 'E'));
  }

  private void directory(Path path, boolean runsPrograms, InventoryBuilder into) {
    try (Stream<Path> entries = Files.list(path)) {
      entries
          .sorted()
          .filter(entry -> !IGNORED.matcher(String.valueOf(entry.getFileName())).matches())
          .forEach(entry -> source(entry, runsPrograms, into));
    } catch (IOException e) {
      into.problems().error(Span.none(yaml.nameOf(path)), "cannot be read: " + e.getMessage());
    }
  }

  private void file(Path path, String text, InventoryBuilder into) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    boolean isYaml = name.endsWith(".yml") || name.endsWith(".yaml") || name.endsWith(".json");
    boolean isVault = dev.play.vault.VaultSecrets.isEnvelope(text);
    if (!isYaml && !isVault && (name.endsWith(".ini") || IniInventory.looksLikeIni(text))) {
      new IniInventory(yaml.nameOf(path), into).read(text);
      return;
    }
    YamlFile file = yaml.load(path);
    file.problems().forEach(into.problems()::add);
    file.root()
        .ifPresent(
            root -> {
              if (root instanceof Node.Mapping mapping && mapping.has("plugin")) {
                plugin(path, mapping, into);
              } else {
                new YamlInventory(into).read(root);
              }
            });
  }

  private void plugin(Path path, Node.Mapping config, InventoryBuilder into) {
    Node named = config.get("plugin").orElse(config);
    String name = named instanceof Node.Scalar scalar ? scalar.text() : "";
    Optional<InventoryPlugin> found =
        plugins.stream().filter(plugin -> plugin.names().contains(name)).findFirst();
    found.ifPresentOrElse(
        plugin -> plugin.load(path, config, into),
        () ->
            into.problems()
                .error(
                    named.span(),
                    "the inventory plugin '" + name + "' is not supported yet",
                    plugins.isEmpty()
                        ? "use an INI or YAML inventory, or a script that prints one"
                        : "supported are " + names()));
  }

  private String names() {
    return String.join(", ", plugins.stream().flatMap(p -> p.names().stream()).sorted().toList());
  }

  private static void warnOfSharedNames(Inventory inventory, Diagnostics problems) {
    Set<HostName> hosts = Set.copyOf(inventory.hosts());
    inventory.groups().stream()
        .filter(group -> hosts.contains(new HostName(group.name())))
        .forEach(
            group ->
                problems.warning(
                    Span.none("inventory"),
                    "'" + group.name() + "' is the name of both a group and a host"));
  }
}
