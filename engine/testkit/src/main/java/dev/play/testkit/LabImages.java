package dev.play.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The images that {@code lab/lab} bootstraps; built when they are not there. */
final class LabImages {
  private LabImages() {}

  /** Builds what is missing (about a minute from nothing), in a moment when all is there. */
  static void build() {
    run(List.of(checkout().resolve("lab/lab").toString(), "images"));
  }

  /** Runs a program of this machine's and waits for it. */
  static void run(List<String> command) {
    try {
      int status = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (status != 0) {
        throw new IllegalStateException(command + " ended with status " + status);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command, stop);
    }
  }

  /** The checkout that the tests run in: Maven starts them in a module's directory. */
  static Path checkout() {
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null && !Files.exists(directory.resolve("lab/lab"))) {
      directory = directory.getParent();
    }
    if (directory == null) {
      throw new IllegalStateException("no lab/lab above " + Path.of("").toAbsolutePath());
    }
    return directory;
  }
}
