package dev.play.testkit;

import dev.play.connection.Become;
import dev.play.connection.ShellRequest;
import dev.play.host.HostName;
import dev.play.module.ControllerFiles;
import dev.play.module.Module;
import dev.play.schema.Bound;
import dev.play.schema.ModuleSpec;
import dev.play.task.HostSession;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleRunner;
import dev.play.task.RunSettings;
import dev.play.task.ShellAccess;
import dev.play.transport.Connectors;
import dev.play.value.Value;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs modules on a lab host as play does: over SSH, as root by sudo. One task after another. */
public final class LabSession implements AutoCloseable {
  private final HostSession session;
  private final ModuleRunner runner = new ModuleRunner(new SecureRandom());
  private final ControllerFiles files;

  private LabSession(HostSession session, ControllerFiles files) {
    this.session = session;
    this.files = files;
  }

  /**
   * A new connection.
   *
   * @param files what modules see of the controller
   */
  public static LabSession open(LabHost host, ControllerFiles files) {
    SecureRandom random = new SecureRandom();
    Connectors connectors = Connectors.standard(Map.of());
    return new LabSession(
        new HostSession(
            new HostName("lab"),
            new ShellAccess(
                () -> connectors.connect(host.target()), random, InstantSource.system())),
        files);
  }

  /** Carries the task out. Arguments are names and plain Java values in turn. */
  public ModuleOutcome run(Class<?> module, @Nullable Object... arguments) {
    return task(false, module, arguments);
  }

  /** Foretells; later checks on this session see what this one foretold. */
  public ModuleOutcome check(Class<?> module, @Nullable Object... arguments) {
    return task(true, module, arguments);
  }

  private ModuleOutcome task(boolean check, Class<?> module, @Nullable Object... arguments) {
    ModuleSpec spec = ModuleSpec.of(module.asSubclass(Module.class));
    return switch (spec.bind(Value.dictOf(arguments))) {
      case Bound.Arguments(Record record) ->
          runner.run(
              spec,
              record,
              session,
              new RunSettings(
                  spec.name(),
                  check,
                  true,
                  Optional.of(Become.sudo("root")),
                  Map.of(),
                  Optional.empty(),
                  files,
                  false,
                  ShellRequest.SILENT));
      case Bound.Wrong wrong -> throw new IllegalArgumentException(wrong.toString());
      case Bound.Unknown unknown -> throw new IllegalArgumentException(unknown.toString());
    };
  }

  @Override
  public void close() {
    session.close();
  }
}
