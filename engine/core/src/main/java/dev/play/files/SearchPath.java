package dev.play.files;

import dev.play.compile.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where relative names are looked for: in each directory first below the one for the purpose
 * ({@code files}, {@code templates}, {@code vars}, {@code tasks}), then as they are.
 *
 * @param directories best first
 * @param playbook the playbook's directory, looked in last
 * @param home for {@code ~}
 * @param purpose what the step that looks is for
 */
public record SearchPath(List<Path> directories, Path playbook, Path home, String purpose) {
  public SearchPath {
    Set<Path> all = new LinkedHashSet<>();
    directories.forEach(directory -> all.add(directory.toAbsolutePath().normalize()));
    all.add(playbook.toAbsolutePath().normalize());
    directories = List.copyOf(all);
  }

  /** For files. */
  public SearchPath(List<Path> directories, Path playbook, Path home) {
    this(directories, playbook, home, "files");
  }

  /** As seen from a step. */
  public static SearchPath of(Step.Surroundings around, Path home) {
    List<Path> directories = new ArrayList<>(around.searchDirectories());
    Path beside = around.taskFile().toAbsolutePath().getParent();
    if (beside != null) {
      directories.add(beside);
    }
    return new SearchPath(directories, around.playDirectory(), home, around.purpose());
  }

  /** The places that a name may mean, best first; one place for absolute names. */
  public List<Path> places(String purpose, String name) {
    Optional<Path> atHome = HomeDirectories.of(home).expand(name);
    if (atHome.isPresent()) {
      return List.of(atHome.get());
    }
    if (name.startsWith("/")) {
      return List.of(Path.of(name).normalize());
    }
    Set<Path> places = new LinkedHashSet<>();
    boolean saysPurpose = name.startsWith(purpose + "/");
    for (Path directory : directories) {
      if (saysPurpose) {
        places.add(directory.resolve(name).normalize());
      }
      places.add(directory.resolve(purpose).resolve(name).normalize());
      places.add(directory.resolve(name).normalize());
    }
    return List.copyOf(places);
  }

  public Optional<Path> find(String purpose, String name) {
    return places(purpose, name).stream().filter(Files::exists).findFirst();
  }
}
