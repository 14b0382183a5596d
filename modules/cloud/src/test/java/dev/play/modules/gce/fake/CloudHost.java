package dev.play.modules.gce.fake;

import dev.play.connection.ShellRequest;
import dev.play.host.HostException;
import dev.play.host.HostName;
import dev.play.schema.Bound;
import dev.play.schema.ModuleSpec;
import dev.play.source.Diagnostics;
import dev.play.task.HostSession;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleRunner;
import dev.play.task.RunSettings;
import dev.play.task.ShellAccess;
import dev.play.task.remote.RemoteAccess;
import dev.play.task.remote.RemoteCalls;
import dev.play.testkit.NoControllerFiles;
import dev.play.value.Value;
import dev.play.vault.VaultSecrets;
import dev.play.yaml.YamlData;
import dev.play.yaml.YamlFiles;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A host that cannot be connected to, whose tasks ask a {@link FakeCloud}. */
public final class CloudHost {
  private final RemoteCalls remotes;
  private final HostSession checked;

  public CloudHost(FakeCloud cloud) {
    this(cloud.remotes());
  }

  /** One that asks by these. */
  public CloudHost(RemoteCalls remotes) {
    this.remotes = remotes;
    this.checked = session();
  }

  private HostSession session() {
    return new HostSession(
        new HostName("nowhere"),
        new RemoteAccess(
            new ShellAccess(
                () -> {
                  throw HostException.unreachable("this host must not be connected to", null);
                },
                new Random(1),
                InstantSource.system()),
            remotes,
            InstantSource.system()));
  }

  /** Carries a task out. */
  public ModuleOutcome run(Class<?> module, String arguments) {
    return run(session(), module, yaml(arguments), false);
  }

  /** The same with arguments that are values. */
  public ModuleOutcome run(Class<?> module, Value.Dict arguments) {
    return run(session(), module, arguments, false);
  }

  /** Predicts it, after all that was predicted before. */
  public ModuleOutcome check(Class<?> module, String arguments) {
    return run(checked, module, yaml(arguments), true);
  }

  private static ModuleOutcome run(
      HostSession session, Class<?> module, Value.Dict arguments, boolean check) {
    ModuleSpec spec = ModuleSpec.of(module);
    RunSettings settings =
        new RunSettings(
            "task",
            check,
            true,
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            new NoControllerFiles(),
            true,
            ShellRequest.SILENT);
    return switch (spec.bind(arguments)) {
      case Bound.Arguments(Record args) ->
          new ModuleRunner(new Random(1)).run(spec, args, session, settings);
      case Bound.Wrong(var problems, var values) -> throw new AssertionError(problems.toString());
      case Bound.Unknown(String because) -> throw new AssertionError(because);
    };
  }

  /** A dictionary as a playbook has it. */
  public static Value.Dict yaml(String text) {
    var file = new YamlFiles(VaultSecrets.none(), Path.of("")).parse(text, "arguments");
    return (Value.Dict) new YamlData(new Diagnostics()).value(file.root().get());
  }
}
