package dev.play.start;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A list of names, one a line, that Prepare.java puts into play's own jar. */
public final class BuildList {
  private static final String DIRECTORY = "/META-INF/play/";

  private BuildList() {}

  /**
   * The same, where it speaks for all that a run can load: empty too where the class path has jars
   * from elsewhere (plugins).
   */
  public static Optional<List<String>> whole(String name) {
    String[] path = System.getProperty("java.class.path", "").split(File.pathSeparator);
    Path home = Path.of(path[0]).toAbsolutePath().getParent();
    for (String entry : path) {
      if (home == null || !Path.of(entry).toAbsolutePath().startsWith(home)) {
        return Optional.empty();
      }
    }
    return read(name);
  }

  /** The lines of the list; empty where the jars were not prepared. */
  public static Optional<List<String>> read(String name) {
    try (InputStream in = BuildList.class.getResourceAsStream(DIRECTORY + name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")));
    } catch (IOException e) {
      throw new UncheckedIOException("play's own list cannot be read: " + DIRECTORY + name, e);
    }
  }
}
