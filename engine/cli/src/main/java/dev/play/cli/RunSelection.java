package dev.play.cli;

import dev.play.run.RunDefaults;
import dev.play.run.RunOptions;
import dev.play.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  @Option(
      names = "--profile",
      description = "Tell at the end where the time went; also as a trace file beside the journal.")
  boolean profile;

  @Option(names = "--junit", paramLabel = "FILE", description = "Also write the run as JUnit XML.")
  String junit = "";

  @Option(
      names = "--task-timeout",
      paramLabel = "SECONDS",
      description = "How long a task may take; 0 for as long as it needs.")
  int taskTimeout;

  @Option(
      names = {"-M", "--module-path"},
      paramLabel = "DIRECTORIES",
      description = "Where modules of one's own are looked for first.")
  List<String> modulePath = new ArrayList<>();

  @Option(
      names = "--python-modules",
      description = "Run modules in Python, by the Ansible that is installed here.")
  boolean pythonModules;

  RunOptions options(boolean checking, TaskSelection tasks, Settings settings) {
    return new RunOptions(
        check || checking,
        diff || checking || settings.flag("DIFF_ALWAYS"),
        verbosity(settings),
        forks(settings),
        split(tasks.tags.isEmpty() ? settings.list("TAGS_RUN") : tasks.tags),
        split(tasks.skipTags.isEmpty() ? settings.list("TAGS_SKIP") : tasks.skipTags),
        ConnectionOptions.given(tasks.startAt),
        RunDefaults.from(settings).with(tasks.forceHandlers, timeout()),
        tasks.step);
  }

  private int forks(Settings settings) {
    if (forks > 0) {
      return forks;
    }
    return settings.isSet("DEFAULT_FORKS") ? settings.number("DEFAULT_FORKS") : usualForks();
  }

  /** What is a setting, too: as the environment variables that set it. */
  Map<String, String> overrides() {
    Map<String, String> all = new HashMap<>();
    if (!modulePath.isEmpty()) {
      all.put("ANSIBLE_LIBRARY", String.join(":", modulePath));
    }
    if (pythonModules) {
      all.put("PLAY_PYTHON_MODULES", "true");
    }
    return all;
  }

  int verbosity(Settings settings) {
    return verbose.length + settings.number("DEFAULT_VERBOSITY");
  }

  private Optional<Duration> timeout() {
    return Optional.of(Duration.ofSeconds(taskTimeout)).filter(Duration::isPositive);
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
