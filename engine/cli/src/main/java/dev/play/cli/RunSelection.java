package dev.play.cli;

import dev.play.run.RunOptions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What of the playbooks is run, and how it is told. */
final class RunSelection {
  @Option(
      names = {"-C", "--check"},
      description = "Change nothing; say what would change.")
  boolean check;

  @Option(
      names = {"-D", "--diff"},
      description = "Show what is or would be changed.")
  boolean diff;

  @Option(
      names = {"-v", "--verbose"},
      description = "Show results; more of them for -vv, -vvv.")
  boolean[] verbose = {};

  @Option(
      names = {"-t", "--tags"},
      paramLabel = "TAGS",
      description = "Only what has one of these tags.")
  List<String> tags = new ArrayList<>();

  @Option(
      names = "--skip-tags",
      paramLabel = "TAGS",
      description = "Leave out what has one of these tags.")
  List<String> skipTags = new ArrayList<>();

  @Option(names = "--start-at-task", paramLabel = "NAME", description = "Begin with this task.")
  String startAt = "";

  @Option(
      names = {"-f", "--forks"},
      paramLabel = "NUMBER",
      description = "Hosts worked on at a time (default: by the machine).")
  int forks;

  @Option(
      names = "--verify",
      description = "Plan each task again after its change; anything left to do is a failure.")
  boolean verify;

  @Option(names = "--json", description = "Tell the run as JSON lines.")
  boolean json;

  @Option(names = "--junit", paramLabel = "FILE", description = "Also write the run as JUnit XML.")
  String junit = "";

  RunOptions options(boolean checking, boolean diffing) {
    return new RunOptions(
        check || checking,
        diff || diffing,
        verbose.length,
        forks > 0 ? forks : usualForks(),
        split(tags),
        split(skipTags),
        ConnectionOptions.given(startAt));
  }

  /** A host in flight costs little but memory: some hundreds on any machine, more on large ones. */
  private static int usualForks() {
    long megabytes = Runtime.getRuntime().maxMemory() >> 20;
    return (int) Math.clamp(megabytes / 2, 32, 500);
  }

  static Set<String> split(List<String> given) {
    Set<String> out = new LinkedHashSet<>();
    for (String one : given) {
      for (String tag : one.split(",")) {
        if (!tag.isBlank()) {
          out.add(tag.strip());
        }
      }
    }
    return out;
  }
}
