package dev.play.compile.role;

import dev.play.playbook.ModuleFamilies;
import dev.play.python.PythonInstallation;
import dev.play.python.PythonModules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Modules that are not play's: those of playbooks, roles and collections and, where Python modules
 * are allowed, of the user's Ansible. Thread-safe.
 */
public final class ForeignModules {
  /** Ansible does these on the controller; a module of the name is only a part of them. */
  private static final Set<String> ACTIONS =
      Set.of("assemble", "copy", "fetch", "raw", "reboot", "script", "template", "unarchive");

  /** A module that has moved more often than this goes in circles. */
  private static final int MOST_MOVES = 8;

  private final ModuleFiles files;
  private final PythonModules python;
  private final CollectionRuntimes runtimes;
  private final List<Path> roles = new CopyOnWriteArrayList<>();

  /** Why one is not run, and what helps. */
  public record Refusal(String message, String hint) {}

  public ForeignModules(ModuleFiles files, PythonModules python, CollectionRuntimes runtimes) {
    this.files = files;
    this.runtimes = runtimes;
    this.python = python;
  }

  /** Adds the modules that lie beside a playbook. */
  public void beside(Path playbook) {
    files.beside(playbook);
  }

  /** Whether there is one of this name. */
  public boolean isThere(String name) {
    return path(name, List.of(), MOST_MOVES).isPresent();
  }

  /**
   * The user's own module of the name of one of play's, which wins over it. As in Ansible the first
   * counts: the playbook's, those of roles in the order in which they were met, the module path.
   *
   * @param around directories around the task, the playbook's last
   */
  public Optional<ModuleFile> instead(String name, List<Path> around) {
    String plain = plain(name);
    if (!python.areOn() || !plain.matches("\\w+") || ACTIONS.contains(plain)) {
      return Optional.empty();
    }
    List<Path> directories = new ArrayList<>(around.reversed().stream().limit(1).toList());
    directories.addAll(roles);
    directories.addAll(around);
    List<Path> libraries = new ArrayList<>();
    directories.forEach(directory -> libraries.add(directory.resolve("library")));
    libraries.addAll(python.libraries());
    return libraries.stream()
        .flatMap(library -> ModuleFiles.in(library, plain).stream())
        .findFirst()
        .map(ModuleFile::read);
  }

  /** A module that is not play's. */
  public Optional<ModuleFile> find(String name, List<Path> around) {
    return path(name, around, MOST_MOVES).map(ModuleFile::read);
  }

  private Optional<Path> path(String name, List<Path> around, int moves) {
    String plain = plain(name);
    return files
        .find(plain, around)
        .or(() -> python.find(name))
        .or(
            () ->
                runtimes
                    .redirect(
                        plain.contains(".") ? plain : CollectionRuntimes.BUILTIN + "." + plain)
                    .filter(to -> moves > 0)
                    .flatMap(to -> path(to, around, moves - 1)));
  }

  /** A module's name with its collection. */
  public String fullName(Path module) {
    String file = module.getFileName().toString();
    String name = file.contains(".") ? file.substring(0, file.lastIndexOf('.')) : file;
    if (python.find(name).filter(module::equals).isPresent()) {
      return CollectionRuntimes.BUILTIN + "." + name;
    }
    int names = module.getNameCount();
    boolean inCollection =
        names > 6 && module.getName(names - 6).toString().equals("ansible_collections");
    return inCollection
        ? module.getName(names - 5) + "." + module.getName(names - 4) + "." + name
        : "ansible.legacy." + name;
  }

  /** Modules of the user's own are Ansible's "legacy" ones. */
  private static String plain(String name) {
    String legacy = "ansible.legacy.";
    return name.startsWith(legacy) ? name.substring(legacy.length()) : name;
  }

  /** Why there is no module of this name to run. */
  public Refusal missing(String name) {
    String message =
        ModuleFamilies.standard()
            .reason(name)
            .map(reason -> "module " + name + " is not supported: it is " + reason)
            .orElse("module " + name + " is not supported yet");
    if (!python.areOn()) {
      return new Refusal(
          message, "with --python-modules play runs it by the Ansible of this machine, if any");
    }
    return new Refusal(
        message,
        python
            .installation()
            .map(there -> "nor is it in the Ansible at " + there.root())
            .orElse("nor is there an Ansible on this machine; see python_modules_path"));
  }

  /** What a Python module imports in any case and is nowhere, if so. */
  public Optional<String> missing(ModuleFile module, List<Path> around) {
    return module.kind() == ModuleFile.Kind.PYTHON
        ? python.archive(module.path(), around).missing()
        : Optional.empty();
  }

  /** A role has been met: from now on its modules are known, as in Ansible. */
  public void enter(Path role) {
    if (!roles.contains(role)) {
      roles.add(role);
    }
  }

  /**
   * Why a module is not run, if so.
   *
   * @param shown how its file is named to people
   */
  public Optional<Refusal> whyNot(ModuleFile module, String name, String shown) {
    if (module.kind() != ModuleFile.Kind.PYTHON) {
      return Optional.empty();
    }
    String needs = "module " + name + " needs Ansible's Python library, which ";
    Optional<PythonInstallation> there = python.installation();
    if (!python.areOn()) {
      return Optional.of(
          new Refusal(
              needs + "play does not have (" + shown + ")",
              "--python-modules runs it by the Ansible of this machine"));
    }
    if (there.isEmpty()) {
      return Optional.of(
          new Refusal(
              needs + "is not found on this machine (" + shown + ")",
              "install ansible-core here, or say by python_modules_path where it is"));
    }
    return runtimes
        .action(fullName(module.path()))
        .or(() -> action(module.path(), there.get()).map(Path::toString))
        .map(
            plugin ->
                new Refusal(
                    "module " + name + " is half an action plugin in Python (" + plugin + ")",
                    "play runs no Python on the controller"));
  }

  /** What Ansible would run on the controller for a module. */
  private static Optional<Path> action(Path module, PythonInstallation there) {
    Path library = module.getParent();
    Path around = library == null ? null : library.getParent();
    if (library == null || around == null) {
      return Optional.empty();
    }
    String file = module.getFileName().toString();
    String python = (file.contains(".") ? file.substring(0, file.lastIndexOf('.')) : file) + ".py";
    return Stream.of(
            around.resolve("action_plugins"),
            around.resolve("action"),
            there.root().resolve("plugins/action"))
        .map(directory -> directory.resolve(python))
        .filter(plugin -> Files.isRegularFile(plugin))
        .findFirst();
  }
}
