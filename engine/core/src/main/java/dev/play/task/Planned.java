package dev.play.task;

import dev.play.connection.Become;
import dev.play.module.ControllerFiles;
import dev.play.schema.ModuleSpec;
import java.util.Map;
import java.util.Optional;

/**
 * A task ahead whose arguments are known: its questions can be asked before its turn.
 *
 * @param environment that its commands run with
 * @param checkMode nothing will be carried out, so that what it would change stays as it is
 */
public record Planned(
    ModuleSpec module,
    Record args,
    Optional<Become> become,
    Map<String, String> environment,
    ControllerFiles files,
    boolean checkMode) {
  public Planned {
    environment = Map.copyOf(environment);
  }
}
