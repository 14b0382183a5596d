package dev.play.testkit;

import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.module.ControllerFiles;
import dev.play.module.ModuleFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The controller's files of a case: a directory as a playbook's. Templates are not rendered here
 * unless they hold nothing to render: the engine's renderer has tests of its own.
 */
final class CaseFiles implements ControllerFiles {
  private final Path directory;

  CaseFiles(Path directory) {
    this.directory = directory;
  }

  @Override
  public Path find(Purpose purpose, String name) {
    List<Path> places =
        List.of(
            directory.resolve(purpose.name().toLowerCase(Locale.ROOT)).resolve(name),
            directory.resolve(name));
    return places.stream()
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new ModuleFailure("could not find " + name + " in " + places));
  }

  @Override
  public Content content(Path file) {
    return Content.of(read(file));
  }

  @Override
  public Blob read(Path file) {
    try {
      return Blob.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ModuleFailure("cannot read " + file + ": " + e.getMessage());
    }
  }

  @Override
  public List<String> list(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(p -> !p.equals(root))
          .map(p -> root.relativize(p).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int mode(Path file) {
    try {
      int mode = 0;
      Set<PosixFilePermission> given = Files.getPosixFilePermissions(file);
      for (PosixFilePermission permission : PosixFilePermission.values()) {
        mode = mode << 1 | (given.contains(permission) ? 1 : 0);
      }
      return mode;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Content render(Path template, Map<String, String> options) {
    Blob source = read(template);
    if (source.text().contains("{{") || source.text().contains("{%")) {
      throw new AssertionError("cases render no templates: " + template);
    }
    return Content.of(source);
  }

  @Override
  public Path destination(String name) {
    return directory.resolve(name);
  }
}
