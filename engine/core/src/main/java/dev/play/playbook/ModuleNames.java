package dev.play.playbook;

import dev.play.schema.ModuleLibrary;
import dev.play.schema.ModuleSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What may be called in a task: our modules and actions, the includes and imports, and the names
 * that Ansible's users know but that are not supported yet.
 */
public final class ModuleNames {
  /** Not modules: the compiler itself carries them out. */
  public static final Set<String> STATEMENTS =
      Set.of(
          "include_tasks",
          "import_tasks",
          "include_role",
          "import_role",
          "import_playbook",
          "include",
          "meta");

  private static final Set<String> COMMANDS =
      Set.of("command", "shell", "script", "raw", "win_command", "win_shell", "expect");

  private final ModuleLibrary library;
  private final Predicate<String> elsewhere;

  /**
   * @param elsewhere whether Ansible would find a module of this name, written in Python, beside
   *     the playbooks and roles
   */
  public ModuleNames(ModuleLibrary library, Predicate<String> elsewhere) {
    this.library = library;
    this.elsewhere = elsewhere;
  }

  public Optional<ModuleSpec> find(String name) {
    return library.find(name);
  }

  /** The statement of this name, short or of Ansible's own collection. */
  static Optional<String> statement(String name) {
    String plain = name;
    for (String collection : List.of("ansible.builtin.", "ansible.legacy.")) {
      plain = plain.startsWith(collection) ? plain.substring(collection.length()) : plain;
    }
    return STATEMENTS.contains(plain) ? Optional.of(plain) : Optional.empty();
  }

  /** Whether a task that has this key surely means a module by it. */
  boolean isModule(String name) {
    return statement(name).isPresent() || library.find(name).isPresent() || isAnsibles(name);
  }

  /** Whether Ansible's users know it: a module that is not supported yet. */
  public boolean isAnsibles(String name) {
    return Ansibles.NAMES.contains(name)
        || ModuleFamilies.standard().reason(name).isPresent()
        || name.matches("[a-z_0-9]+\\.[a-z_0-9]+\\.[\\w.]+")
        || elsewhere.test(name);
  }

  /** Whether its text is a command, of which only few pairs are taken out. */
  static boolean isCommand(String name) {
    return COMMANDS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /** For hints. */
  public Set<String> known() {
    Set<String> names = new HashSet<>(library.names());
    names.addAll(STATEMENTS);
    return names;
  }

  private static Set<String> load() {
    Set<String> names = new HashSet<>();
    try (InputStream in = ModuleNames.class.getResourceAsStream("ansible-modules.txt")) {
      if (in == null) {
        throw new IllegalStateException("ansible-modules.txt is missing from the build");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      List<String> lines = new ArrayList<>(reader.lines().toList());
      lines.removeIf(line -> line.startsWith("#"));
      lines.forEach(line -> names.addAll(List.of(line.strip().split("\\s+"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Set.copyOf(names);
  }

  /** Read when a name is asked for that is no module of ours: most runs need none. */
  private static final class Ansibles {
    static final Set<String> NAMES = load();
  }
}
