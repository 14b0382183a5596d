package dev.play.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An Ansible of the user's, on the controller.
 *
 * @param root its Python package: the directory {@code ansible}
 */
public record PythonInstallation(Path root) {
  private static final Pattern VERSION = Pattern.compile("__version__\\s*=\\s*['\"]([^'\"]+)");

  /** The first that is or holds such a package: itself, in {@code ansible}, in {@code lib}. */
  static Optional<PythonInstallation> in(List<Path> places) {
    return places.stream()
        .flatMap(p -> Stream.of(p, p.resolve("ansible"), p.resolve("lib/ansible")))
        .filter(p -> Files.isRegularFile(p.resolve("module_utils/basic.py")))
        .map(PythonInstallation::new)
        .findFirst();
  }

  /** Where module_utils are. */
  Path utilities() {
    return root.resolve("module_utils");
  }

  /** Ansible's own modules. */
  Path modules() {
    return root.resolve("modules");
  }

  /** The directory that holds {@code ansible_collections}, if any came along. */
  Optional<Path> collections() {
    return Optional.ofNullable(root.getParent())
        .filter(p -> Files.isDirectory(p.resolve("ansible_collections")));
  }

  /** What it says that it is, or the version whose interface we know best. */
  String version() {
    return text(root.resolve("release.py"))
        .map(VERSION::matcher)
        .filter(Matcher::find)
        .map(m -> m.group(1))
        .orElse("2.18.0");
  }

  /** Whether its AnsibleModule takes an argument of the engine's, {@code _ansible_NAME}. */
  boolean takes(String name) {
    return text(utilities().resolve("common/parameters.py"))
        .map(text -> text.contains("'" + name + "':"))
        .orElse(true);
  }

  private static Optional<String> text(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
