package dev.play.compile.check;

import dev.play.compile.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files of the controller's as tasks find them. */
final class ControllerFile {
  private ControllerFile() {}

  /** Everywhere a relative name is looked for. */
  static List<Path> candidates(Step.Surroundings around, String directory, String name) {
    List<Path> candidates = new ArrayList<>();
    for (Path place : around.searchDirectories()) {
      candidates.add(place.resolve(directory).resolve(name).normalize());
      candidates.add(place.resolve(name).normalize());
    }
    return candidates;
  }

  static Optional<Path> find(Step.Surroundings around, String directory, String name) {
    return candidates(around, directory, name).stream().filter(Files::exists).findFirst();
  }
}
