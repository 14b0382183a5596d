package dev.play.schema;

import dev.play.module.ModuleDoc;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Modules found on the class path by convention: {@code apt_repository} is the class {@code
 * AptRepository} in one of the packages given. A class is loaded only when its name is asked for;
 * for a name that fits no class all are read once for their other names ({@link ModuleDoc#also}).
 */
public final class ClassPathModules implements ModuleLibrary {
  private static final List<String> COLLECTIONS =
      List.of("ansible.builtin.", "ansible.legacy.", "play.base.", "play.containers.");

  /** What the collection community.mysql is called since 2026. */
  private static final String NEW_MYSQL = "ansible.mysql.";

  private final ClassLoader loader;
  private final Map<String, ModuleSpec> actions = new LinkedHashMap<>();
  private final Map<String, String> classes;
  private final Map<String, Optional<ModuleSpec>> found = new ConcurrentHashMap<>();

  /**
   * @param packages where modules live, for example {@code dev.play.modules.base}
   * @param actions what the engine does itself
   */
  public ClassPathModules(
      ClassLoader loader, List<String> packages, List<Class<? extends Record>> actions) {
    this(loader, packages, actions, Optional.empty());
  }

  /**
   * @param listed the names of all top-level classes in those packages, where they are known; else
   *     directories and jars are looked through
   */
  public ClassPathModules(
      ClassLoader loader,
      List<String> packages,
      List<Class<? extends Record>> actions,
      Optional<List<String>> listed) {
    this.loader = loader;
    for (Class<? extends Record> action : actions) {
      ModuleSpec spec = ModuleSpec.ofAction(action);
      this.actions.put(spec.name(), spec);
    }
    Map<String, String> byName = new LinkedHashMap<>();
    Map<String, List<String>> known = listed.map(ClassPathModules::byPackage).orElse(Map.of());
    for (String name : packages) {
      (listed.isPresent() ? known.getOrDefault(name, List.of()) : classNames(name))
          .forEach(c -> byName.putIfAbsent(snake(c), name + "." + c));
    }
    this.classes = Collections.unmodifiableMap(byName);
  }

  @Override
  public Optional<ModuleSpec> find(String name) {
    return found.computeIfAbsent(name, this::look);
  }

  @Override
  public Collection<String> names() {
    TreeSet<String> names = new TreeSet<>(actions.keySet());
    classes.keySet().stream().filter(n -> load(n).isPresent()).forEach(names::add);
    return names;
  }

  private Optional<ModuleSpec> look(String name) {
    return under(name)
        .or(
            () ->
                name.startsWith(NEW_MYSQL)
                    ? under("community.mysql." + name.substring(NEW_MYSQL.length()))
                    : Optional.empty());
  }

  private Optional<ModuleSpec> under(String name) {
    String shortName = name;
    for (String collection : COLLECTIONS) {
      if (name.startsWith(collection)) {
        shortName = name.substring(collection.length());
      }
    }
    ModuleSpec action = actions.get(shortName);
    if (action != null) {
      return Optional.of(action);
    }
    String last = shortName.substring(shortName.lastIndexOf('.') + 1);
    Optional<ModuleSpec> direct = load(last).filter(s -> answersTo(s, name));
    if (direct.isPresent()) {
      return direct;
    }
    for (ModuleSpec spec : actions.values()) {
      if (answersTo(spec, name)) {
        return Optional.of(spec);
      }
    }
    return classes.keySet().stream()
        .flatMap(n -> load(n).stream())
        .filter(s -> answersTo(s, name))
        .findFirst();
  }

  private static boolean answersTo(ModuleSpec spec, String name) {
    if (spec.name().equals(name) || List.of(spec.doc().also()).contains(name)) {
      return true;
    }
    return COLLECTIONS.stream().anyMatch(c -> name.equals(c + spec.name()));
  }

  private Optional<ModuleSpec> load(String shortName) {
    String className = classes.get(shortName);
    if (className == null) {
      return Optional.empty();
    }
    try {
      Class<?> type = Class.forName(className, false, loader);
      return type.isAnnotationPresent(ModuleDoc.class)
          ? Optional.of(ModuleSpec.of(type))
          : Optional.empty();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(className + " was on the class path a moment ago", e);
    }
  }

  private static Map<String, List<String>> byPackage(List<String> names) {
    Map<String, List<String>> packages = new HashMap<>();
    for (String name : names) {
      int dot = name.lastIndexOf('.');
      packages
          .computeIfAbsent(name.substring(0, dot), p -> new ArrayList<>())
          .add(name.substring(dot + 1));
    }
    return packages;
  }

  /** Top-level classes of a package, by reading directories and jars, without loading any. */
  private List<String> classNames(String packageName) {
    String path = packageName.replace('.', '/');
    List<String> names = new ArrayList<>();
    try {
      for (URL url : Collections.list(loader.getResources(path))) {
        if (url.getProtocol().equals("file")) {
          directory(Path.of(url.toURI()), names);
        } else if (url.openConnection() instanceof JarURLConnection jar) {
          jar.getJarFile().stream()
              .map(e -> e.getName())
              .filter(n -> n.startsWith(path + "/"))
              .map(n -> n.substring(path.length() + 1))
              .filter(n -> !n.contains("/"))
              .forEach(n -> add(n, names));
        }
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("the class path cannot be read: " + URI.create(path), e);
    }
    return names;
  }

  private static void directory(Path directory, List<String> names) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      files.forEach(f -> add(f.getFileName().toString(), names));
    }
  }

  private static void add(String file, List<String> names) {
    if (file.endsWith(".class") && !file.contains("$") && !file.startsWith("package-info")) {
      names.add(file.substring(0, file.length() - ".class".length()));
    }
  }

  private static String snake(String className) {
    return ParamSpec.snakeCase(className).substring(1);
  }
}
