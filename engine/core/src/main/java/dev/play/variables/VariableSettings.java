package dev.play.variables;

import java.util.List;
import java.util.Optional;

/**
 * What the command line says that variables show.
 *
 * @param limit as given to {@code --limit}
 * @param sources as given to {@code -i}
 * @param user as given to {@code -u}
 */
public record VariableSettings(
    boolean check,
    boolean diff,
    int forks,
    int verbosity,
    List<String> runTags,
    List<String> skipTags,
    Optional<String> limit,
    List<String> sources,
    Optional<String> user) {
  public VariableSettings {
    runTags = List.copyOf(runTags);
    skipTags = List.copyOf(skipTags);
    sources = List.copyOf(sources);
  }

  /** Nothing said. */
  public static final VariableSettings DEFAULT =
      new VariableSettings(
          false,
          false,
          5,
          0,
          List.of("all"),
          List.of(),
          Optional.empty(),
          List.of(),
          Optional.empty());
}
