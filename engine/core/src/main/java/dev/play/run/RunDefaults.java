package dev.play.run;

import dev.play.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What plays and tasks do where their keywords say nothing: settings, and options of the command
 * line that are like them.
 *
 * @param gathering {@code implicit}, {@code explicit} or {@code smart}
 * @param factsModules the modules that gather facts; {@code smart} for the usual one
 * @param strategy the plays' strategy
 * @param noLog results of all tasks are secret
 * @param anyErrorsFatal a failure on one host ends the play for all
 * @param taskTimeout how long a task may take
 * @param forceHandlers handlers run on failed hosts too
 * @param handlersMustBeThere notifying nobody fails the task
 * @param debugger failures begin the debugger
 * @param debuggerPassesIgnored but not those that are ignored
 */
public record RunDefaults(
    String gathering,
    List<String> factsModules,
    String strategy,
    boolean noLog,
    boolean anyErrorsFatal,
    Optional<Duration> taskTimeout,
    boolean forceHandlers,
    boolean handlersMustBeThere,
    boolean debugger,
    boolean debuggerPassesIgnored) {
  /** Nothing said. */
  public static final RunDefaults NONE =
      new RunDefaults(
          "implicit",
          List.of("smart"),
          "linear",
          false,
          false,
          Optional.empty(),
          false,
          true,
          false,
          true);

  /** As the settings say. */
  public static RunDefaults from(Settings settings) {
    return new RunDefaults(
        settings.text("DEFAULT_GATHERING").orElse(NONE.gathering),
        settings.list("FACTS_MODULES"),
        settings.text("DEFAULT_STRATEGY").orElse(NONE.strategy),
        settings.flag("DEFAULT_NO_LOG"),
        settings.flag("ANY_ERRORS_FATAL"),
        seconds(settings.number("TASK_TIMEOUT")),
        settings.flag("DEFAULT_FORCE_HANDLERS"),
        settings.flag("ERROR_ON_MISSING_HANDLER"),
        settings.flag("ENABLE_TASK_DEBUGGER"),
        settings.flag("TASK_DEBUGGER_IGNORE_ERRORS"));
  }

  private static Optional<Duration> seconds(int number) {
    return Optional.of(Duration.ofSeconds(number)).filter(Duration::isPositive);
  }

  /** The same with what the command line says. */
  public RunDefaults with(boolean forcing, Optional<Duration> timeout) {
    return new RunDefaults(
        gathering,
        factsModules,
        strategy,
        noLog,
        anyErrorsFatal,
        timeout.or(() -> taskTimeout),
        forceHandlers || forcing,
        handlersMustBeThere,
        debugger,
        debuggerPassesIgnored);
  }
}
