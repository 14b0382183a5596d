package dev.play.transport.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds programs on the controller by the environment that was passed in, not the JVM's. */
public final class Programs {
  private Programs() {}

  /** The first executable of that name on PATH. */
  public static Optional<Path> find(Map<String, String> environment, String name) {
    for (String directory : environment.getOrDefault("PATH", "/usr/bin:/bin").split(":")) {
      Path file = Path.of(directory, name);
      if (!directory.isEmpty() && Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
