package dev.play.python;

import dev.play.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Python modules, where the user allows them: found in the user's Ansible, and packed for hosts.
 * Thread-safe.
 */
public final class PythonModules {
  private static final List<String> WHERE =
      List.of(
          "python3",
          "-c",
          "import importlib.util as u; s = u.find_spec('ansible'); print(s.origin if s else '')");

  /** Later versions import what they talk by under a name that they are told. */
  private static final List<String> BY_NAME =
      List.of(
          "ansible.module_utils._internal._ansiballz._loader",
          "ansible.module_utils._internal._json._profiles._module_legacy_c2m",
          "ansible.module_utils._internal._json._profiles._module_legacy_m2c");

  private final Settings settings;
  private final List<Path> collections;
  private final Function<List<String>, Optional<String>> program;
  private final Map<List<Object>, ModuleArchive> archives = new ConcurrentHashMap<>();
  private @Nullable Optional<PythonInstallation> found;

  /**
   * @param collections directories that hold {@code ansible_collections}
   * @param program runs a program of the controller's and gives what it prints, if it succeeds
   */
  public PythonModules(
      Settings settings, List<Path> collections, Function<List<String>, Optional<String>> program) {
    this.settings = settings;
    this.collections = List.copyOf(collections);
    this.program = program;
  }

  /** Whether they are allowed. */
  public boolean areOn() {
    return settings.flag("PYTHON_MODULES");
  }

  /** The user's Ansible: where the settings say, where modules are looked for, or Python's. */
  public synchronized Optional<PythonInstallation> installation() {
    Optional<PythonInstallation> known = found;
    if (known == null) {
      known = areOn() ? look() : Optional.empty();
      found = known;
    }
    return known;
  }

  private Optional<PythonInstallation> look() {
    List<Path> said = settings.paths("PYTHON_MODULES_PATH");
    if (!said.isEmpty()) {
      return PythonInstallation.in(said);
    }
    List<Path> beside =
        settings.paths("DEFAULT_MODULE_PATH").stream()
            .flatMap(p -> Stream.ofNullable(p.getParent()))
            .toList();
    return PythonInstallation.in(beside)
        .or(
            () ->
                program
                    .apply(WHERE)
                    .map(String::strip)
                    .filter(text -> text.endsWith("/__init__.py"))
                    .flatMap(text -> Optional.ofNullable(Path.of(text).getParent()))
                    .flatMap(root -> PythonInstallation.in(List.of(root))));
  }

  /** Directories of the user's own modules, which win over any of the same name. */
  public List<Path> libraries() {
    List<Path> all = new ArrayList<>(settings.paths("DEFAULT_MODULE_PATH"));
    all.removeIf(p -> installation().filter(i -> i.modules().equals(p)).isPresent());
    return all;
  }

  /** Whether the user's Ansible has a module of this name. */
  public boolean isThere(String name) {
    return find(name).isPresent();
  }

  /** A module of the user's Ansible, by its short or full name. */
  public Optional<Path> find(String name) {
    String[] parts = name.split("\\.", 3);
    boolean isOwn =
        parts.length == 1
            || parts.length == 3
                && parts[0].equals("ansible")
                && (parts[1].equals("builtin") || parts[1].equals("legacy"));
    if (!name.matches("[\\w.]+") || installation().isEmpty()) {
      return Optional.empty();
    }
    PythonInstallation there = installation().get();
    Optional<Path> file =
        isOwn
            ? Optional.of(there.modules().resolve(parts[parts.length - 1] + ".py"))
            : parts.length == 3
                ? there
                    .collections()
                    .map(
                        root ->
                            root.resolve("ansible_collections")
                                .resolve(parts[0])
                                .resolve(parts[1])
                                .resolve("plugins/modules")
                                .resolve(parts[2].replace('.', '/') + ".py"))
                : Optional.empty();
    return file.filter(Files::isRegularFile);
  }

  /** Where the user's Ansible says what groups its modules are in, and what has moved. */
  public Optional<Path> runtime() {
    return installation().map(i -> i.root().resolve("config/ansible_builtin_runtime.yml"));
  }

  /** The version that the user's Ansible says it is. */
  public String version() {
    return installation().map(PythonInstallation::version).orElse("");
  }

  /** Whether the user's Ansible lets a module have this argument of the engine's. */
  public boolean takes(String name) {
    return installation().map(i -> i.takes(name)).orElse(false);
  }

  /** Where modules may keep things on a host, unless its variables say otherwise. */
  public String remoteTemporary() {
    return settings
        .ofPlugin("shell", "sh", "remote_tmp", variable -> Optional.empty())
        .map(Settings.Found::value)
        .filter(dev.play.value.Value.Text.class::isInstance)
        .map(text -> ((dev.play.value.Value.Text) text).text())
        .orElse("~/.ansible/tmp");
  }

  /**
   * A module with what it imports.
   *
   * @param around directories that may have a {@code module_utils} of their own, best first
   */
  public ModuleArchive archive(Path module, List<Path> around) {
    return archives.computeIfAbsent(List.of(module, around), key -> build(module, around));
  }

  private ModuleArchive build(Path module, List<Path> around) {
    List<Path> utilities = new ArrayList<>();
    around.forEach(directory -> utilities.add(directory.resolve("module_utils")));
    utilities.addAll(settings.paths("DEFAULT_MODULE_UTILS_PATH"));
    installation().ifPresent(i -> utilities.add(i.utilities()));
    List<Path> roots = new ArrayList<>(collections);
    installation().flatMap(PythonInstallation::collections).ifPresent(roots::add);
    ArchiveBuilder builder = new ArchiveBuilder(new SourcePath(utilities, roots), version());
    BY_NAME.forEach(builder::with);
    return builder.build(module, name(module));
  }

  /** By what name Python is to know a module: relative imports in collections count from it. */
  private static String name(Path module) {
    String file = module.getFileName().toString();
    String stem = file.contains(".") ? file.substring(0, file.lastIndexOf('.')) : file;
    for (int i = module.getNameCount() - 2; i > 0; i--) {
      if (module.getName(i).toString().equals("ansible_collections")) {
        String directory = module.subpath(i, module.getNameCount() - 1).toString();
        return directory.replace('/', '.') + "." + stem;
      }
    }
    return "ansible.modules." + stem;
  }
}
