package dev.play.task;

import dev.play.connection.Become;
import dev.play.connection.ShellRequest;
import dev.play.module.ControllerFiles;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a task runs its module.
 *
 * @param task its name, for "unknown until"
 * @param checkMode predict instead of doing
 * @param diff also make a diff
 * @param environment for the commands of its effects
 * @param timeout for carrying out its effects
 * @param verify plan again after a change and say whether anything is left to do
 * @param live hears what commands print
 * @param trust what a check may take for harmless
 */
public record RunSettings(
    String task,
    boolean checkMode,
    boolean diff,
    Optional<Become> become,
    Map<String, String> environment,
    Optional<Duration> timeout,
    ControllerFiles files,
    boolean verify,
    ShellRequest.Live live,
    Trust trust) {
  /**
   * What a check may take for harmless.
   *
   * @param author a command nobody knows, since its author says that it changes nothing
   * @param readers commands that surely only read may be run
   */
  public record Trust(boolean author, boolean readers) {
    public static final Trust NONE = new Trust(false, false);
  }

  public RunSettings {
    environment = Map.copyOf(environment);
  }

  public RunSettings(
      String task,
      boolean checkMode,
      boolean diff,
      Optional<Become> become,
      Map<String, String> environment,
      Optional<Duration> timeout,
      ControllerFiles files,
      boolean verify,
      ShellRequest.Live live) {
    this(task, checkMode, diff, become, environment, timeout, files, verify, live, Trust.NONE);
  }

  HostAccess.Way way() {
    return new HostAccess.Way(become, environment, timeout, live);
  }
}
