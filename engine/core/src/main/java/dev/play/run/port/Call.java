package dev.play.run.port;

import dev.play.connection.ShellRequest;
import dev.play.module.ControllerFiles;
import dev.play.schema.ModuleSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One module to be run on one host.
 *
 * @param task its name, for "unknown until"
 * @param environment added to that of every command
 * @param live hears output as it comes
 * @param saidHarmless its author says that it changes nothing, and asks for its result
 */
public record Call(
    Reach reach,
    String task,
    ModuleSpec module,
    Record arguments,
    boolean check,
    boolean diff,
    Map<String, String> environment,
    Optional<Duration> timeout,
    ControllerFiles files,
    ShellRequest.Live live,
    boolean saidHarmless) {
  public Call {
    environment = Map.copyOf(environment);
  }
}
