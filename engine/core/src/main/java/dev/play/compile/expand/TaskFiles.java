package dev.play.compile.expand;

import dev.play.schema.NearName;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds files of tasks: beside the file that asks, in the role's {@code tasks} (for handlers {@code
 * handlers}), beside the playbook.
 */
final class TaskFiles {
  private final Session session;

  TaskFiles(Session session) {
    this.session = session;
  }

  Optional<Path> find(String name, Place place) {
    return candidates(name, place).stream().filter(Files::isRegularFile).findFirst();
  }

  /** An error that names every place searched. */
  void missing(String name, Place place, Span span, Diagnostics problems) {
    Set<String> near = new TreeSet<>();
    Set<String> searched = new LinkedHashSet<>();
    for (Path candidate : candidates(name, place)) {
      searched.add(session.nameOf(candidate));
      Path directory = candidate.getParent();
      if (directory != null && Files.isDirectory(directory)) {
        near.addAll(names(directory));
      }
    }
    String message = "there is no file of tasks " + name;
    String hint =
        NearName.of(Path.of(name).getFileName().toString(), near)
                .map(n -> "did you mean " + n + "? ")
                .orElse("")
            + "searched "
            + String.join(", ", searched);
    problems.error(span, message, hint);
  }

  private static Set<Path> candidates(String name, Place place) {
    Set<Path> candidates = new LinkedHashSet<>();
    Path beside = place.taskFile().toAbsolutePath().normalize().getParent();
    if (beside != null) {
      candidates.add(beside.resolve(name).normalize());
    }
    List<String> parts = place.handlers() ? List.of("handlers", "tasks") : List.of("tasks");
    place
        .role()
        .ifPresent(
            role -> {
              for (String part : parts) {
                candidates.add(role.directory().resolve(part).resolve(name).normalize());
              }
              candidates.add(role.directory().resolve(name).normalize());
            });
    candidates.add(place.playDirectory().resolve(name).normalize());
    candidates.add(place.playDirectory().resolve("tasks").resolve(name).normalize());
    return candidates;
  }

  private static Set<String> names(Path directory) {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> entries = Files.list(directory)) {
      entries.filter(Files::isRegularFile).forEach(e -> names.add(e.getFileName().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }
}
