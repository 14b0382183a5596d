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
 */
public record Planned(
    ModuleSpec module,
    Record args,
    Optional<Become> become,
    Map<String, String> environment,
    ControllerFiles files) {
  public Planned {
    environment = Map.copyOf(environment);
  }
}
