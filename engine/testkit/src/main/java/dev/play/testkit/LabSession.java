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
import java.util.ArrayList;
import java.util.List;
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

  /** Carries out a loop over these arguments, as many items together as go together. */
  public List<ModuleOutcome> loop(Class<?> module, List<Value.Dict> items) {
    ModuleSpec spec = ModuleSpec.of(module.asSubclass(Module.class));
    List<ModuleRunner.Item> all =
        items.stream()
            .map(i -> new ModuleRunner.Item(spec, bound(spec, i), how(spec, false)))
            .toList();
    List<ModuleOutcome> out = new ArrayList<>();
    while (out.size() < all.size()) {
      out.addAll(runner.runSome(all.subList(out.size(), all.size()), session));
    }
    return out;
  }

  private ModuleOutcome task(boolean check, Class<?> module, @Nullable Object... arguments) {
    ModuleSpec spec = ModuleSpec.of(module.asSubclass(Module.class));
    return runner.run(spec, bound(spec, Value.dictOf(arguments)), session, how(spec, check));
  }

  private static Record bound(ModuleSpec spec, Value.Dict arguments) {
    return switch (spec.bind(arguments)) {
      case Bound.Arguments(Record record) -> record;
      case Bound.Wrong wrong -> throw new IllegalArgumentException(wrong.toString());
      case Bound.Unknown unknown -> throw new IllegalArgumentException(unknown.toString());
    };
  }

  private RunSettings how(ModuleSpec spec, boolean check) {
    return new RunSettings(
        spec.name(),
        check,
        true,
        Optional.of(Become.sudo("root")),
        Map.of(),
        Optional.empty(),
        files,
        false,
        ShellRequest.SILENT);
  }

  @Override
  public void close() {
    session.close();
  }
}
