package dev.play.run;

import java.util.Optional;
import java.util.Set;

/**
 * What the command line says about a run.
 *
 * @param check predict, change nothing
 * @param diff show what is or would be changed
 * @param verbosity how many {@code -v}, 0 to 5
 * @param forks hosts worked on at a time, at least 1
 * @param tags only these; {@code all} when not given
 * @param startAt name or pattern of the first task to do
 * @param defaults what plays and tasks do that say nothing
 * @param step ask before each task
 */
public record RunOptions(
    boolean check,
    boolean diff,
    int verbosity,
    int forks,
    Set<String> tags,
    Set<String> skipTags,
    Optional<String> startAt,
    RunDefaults defaults,
    boolean step) {
  public RunOptions {
    tags = tags.isEmpty() ? Set.of("all") : Set.copyOf(tags);
    skipTags = Set.copyOf(skipTags);
    if (forks < 1) {
      throw new IllegalArgumentException("forks must be at least 1");
    }
  }

  /** With the usual defaults. */
  public RunOptions(
      boolean check,
      boolean diff,
      int verbosity,
      int forks,
      Set<String> tags,
      Set<String> skipTags,
      Optional<String> startAt) {
    this(check, diff, verbosity, forks, tags, skipTags, startAt, RunDefaults.NONE, false);
  }

  public static final RunOptions DEFAULT =
      new RunOptions(false, false, 0, 64, Set.of(), Set.of(), Optional.empty());

  public RunOptions checking() {
    return new RunOptions(true, diff, verbosity, forks, tags, skipTags, startAt, defaults, step);
  }
}
