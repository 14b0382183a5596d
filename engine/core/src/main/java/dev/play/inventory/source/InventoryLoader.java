package dev.play.inventory.source;

import dev.play.host.HostName;
import dev.play.inventory.Inventory;
import dev.play.inventory.InventoryBuilder;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.value.Value;
import dev.play.vault.VaultSecrets;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes one inventory from all that {@code -i} names, in order. */
public final class InventoryLoader {
  private static final List<String> ENDINGS = List.of("", ".yml", ".yaml", ".ini");

  private final YamlFiles yaml;
  private final ProgramRunner programs;
  private final List<InventoryPlugin> plugins;
  private final List<Path> roots;
  private final Sources rules;
  private int read;

  /**
   * @param plugins for files with a {@code plugin:} key
   * @param roots where relative names start, best first: the working directory, the project
   * @param rules what the settings say of sources
   */
  public InventoryLoader(
      YamlFiles yaml,
      ProgramRunner programs,
      List<InventoryPlugin> plugins,
      List<Path> roots,
      Sources rules) {
    this.yaml = yaml;
    this.programs = programs;
    this.plugins = List.copyOf(plugins);
    this.roots = List.copyOf(roots);
    this.rules = rules;
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
    InventoryBuilder into = new InventoryBuilder(problems, rules.groupNames());
    read = 0;
    for (String source : sources) {
      Optional<Path> found = find(source);
      if (found.isPresent()) {
        top(found.get(), runsPrograms(source, found.get()), into);
      } else if (source.contains(",") && rules.isEnabled("host_list", "advanced_host_list")) {
        hostList(source, into);
      } else {
        missing(source, problems);
      }
    }
    if (read == 0 && !sources.isEmpty()) {
      nothingRead(problems);
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
    unread(
        "-i " + source,
        "Unable to parse " + source + " as an inventory source",
        "there is no such inventory; looked for "
            + String.join(", ", places)
            + "; a list of hosts needs a comma: -i "
            + source
            + ",",
        problems);
  }

  /** A source that nobody can read: Ansible goes on without it, unless it is told not to. */
  private void unread(String place, String message, String hint, Diagnostics problems) {
    problems.add(
        new Diagnostic(
            rules.eachMustBeRead() ? Diagnostic.Severity.ERROR : Diagnostic.Severity.WARNING,
            message,
            Span.none(place),
            Optional.of(hint)));
  }

  private void nothingRead(Diagnostics problems) {
    if (rules.oneMustBeRead()) {
      problems.error(
          Span.none("inventory"),
          "No inventory was parsed, please check your configuration and options.");
    } else if (rules.warns()) {
      problems.warning(
          Span.none("inventory"), "No inventory was parsed, only implicit localhost is available");
    }
  }

  private void hostList(String list, InventoryBuilder into) {
    read++;
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
        listed(list, part.strip(), mistake, into);
      }
    }
  }

  /** A range without its end is a name like any other; other slips are none. */
  private static void listed(
      String list, String part, HostRange.Mistake mistake, InventoryBuilder into) {
    if (mistake.message().contains("host range must specify end value")) {
      into.problems()
          .warning(
              Span.none("-i " + list),
              "Unable to parse address from hostname, leaving unchanged: " + mistake.message());
      into.host(new HostName(part), Inventory.UNGROUPED);
    } else {
      into.problems()
          .error(
              Span.none("-i " + list),
              "Failed to parse " + part + ", with advanced_host_list: " + mistake.message());
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
        read++;
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
    int before = read;
    try (Stream<Path> entries = Files.list(path)) {
      entries
          .sorted()
          .filter(e -> !rules.passedOver().matcher(String.valueOf(e.getFileName())).matches())
          .forEach(entry -> source(entry, runsPrograms, into));
      if (read == before) {
        unread(
            yaml.nameOf(path),
            "Unable to parse " + path + " as an inventory source",
            "nothing in this directory is one",
            into.problems());
      }
    } catch (IOException e) {
      into.problems().error(Span.none(yaml.nameOf(path)), "cannot be read: " + e.getMessage());
    }
  }

  private void file(Path path, String text, InventoryBuilder into) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    if (!rules.readsFiles()) {
      unread(
          yaml.nameOf(path),
          "Unable to parse " + path + " as an inventory source",
          "the setting enable_plugins leaves out what could read it",
          into.problems());
      return;
    }
    if (name.endsWith(".toml")) {
      into.problems()
          .error(
              Span.none(yaml.nameOf(path)),
              "TOML inventories are not supported",
              "write it as YAML or INI");
      return;
    }
    boolean isYaml = name.endsWith(".yml") || name.endsWith(".yaml") || name.endsWith(".json");
    Optional<String> opened = yaml.opened(text);
    boolean isClosed = opened.isEmpty() && VaultSecrets.isEnvelope(text);
    String plain = opened.orElse(text);
    if (!isYaml && !isClosed && (name.endsWith(".ini") || IniInventory.looksLikeIni(plain))) {
      read++;
      new IniInventory(yaml.nameOf(path), opened.isPresent(), into).read(plain);
      return;
    }
    YamlFile file = yaml.load(path);
    file.problems().forEach(into.problems()::add);
    if (file.root().isEmpty()) {
      unread(
          yaml.nameOf(path),
          "Unable to parse " + path + " as an inventory source",
          "it is empty",
          into.problems());
    }
    file.root()
        .ifPresent(
            root -> {
              read++;
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
                    "the inventory plugin '" + name + "' is not supported",
                    plugins.isEmpty()
                        ? "use an INI or YAML inventory, or a script that prints one"
                        : "supported are " + names()));
  }

  private String names() {
    return String.join(", ", plugins.stream().flatMap(p -> p.names().stream()).sorted().toList());
  }

  private static void warnOfSharedNames(Inventory inventory, Diagnostics problems) {
    Set<String> hosts = inventory.hosts().stream().map(HostName::name).collect(Collectors.toSet());
    inventory.groups().stream()
        .filter(group -> hosts.contains(group.name()))
        .forEach(
            group ->
                problems.warning(
                    Span.none("inventory"),
                    "'" + group.name() + "' is the name of both a group and a host"));
  }
}
