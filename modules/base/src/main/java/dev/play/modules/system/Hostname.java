package dev.play.modules.system;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The host's name, now and after a reboot. Options and results as in {@code
 * ansible.builtin.hostname}.
 */
@ModuleDoc(
    name = "hostname",
    also = "ansible.builtin.hostname",
    summary = "Sets the host's name.",
    example = "hostname: {name: web1}")
public final class Hostname implements Module<Hostname.Args> {
  private static final HostPath FILE = HostPath.of("/etc/hostname");
  private static final Resource NAME = Resource.topic("hostname");

  /** The arguments. */
  public record Args(
      @Param("the name") String name,
      @Param(
              value = "how it is set: generic leaves /etc/hostname alone, the others write it",
              choices = {"alpine", "debian", "generic", "systemd"},
              def = "systemd")
          String use) {
    public Args {
      // hostname(7): at most 64 characters of letters, digits, hyphens and dots.
      if (!name.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,62}[A-Za-z0-9])?")) {
        throw new IllegalArgumentException("not a host name: '" + name + "'");
      }
    }
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Resource.path(FILE), NAME, Resource.topic("facts"));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Probe.Query running = Probe.Query.of(Set.of(NAME), "cat", "/proc/sys/kernel/hostname");
    Probe.ContentOf file = Probe.ContentOf.of(FILE);
    host.need(List.of(running, file));
    CommandOutput now = host.known(running);
    if (!now.ok()) {
      throw new ModuleFailure("cannot read the host's name: " + now.err().strip());
    }
    Optional<Blob> kept = host.known(file);
    List<Effect> effects = new ArrayList<>();
    if (!args.use().equals("generic")
        && !kept.map(b -> b.text().strip()).orElse("").equals(args.name())) {
      effects.add(
          Effect.WriteFile.of(
              FILE,
              Content.of(args.name() + "\n"),
              kept.map(b -> b.digest(DigestAlgorithm.SHA256))));
    }
    if (!now.out().strip().equals(args.name())) {
      effects.add(
          Effect.Run.of(
                  Command.of("hostname", args.name()),
                  "set the host's name",
                  Set.of(NAME, Resource.topic("facts")))
              .predicting(
                  new Effect.Prediction<>(
                      running, new CommandOutput(0, Blob.of(args.name() + "\n"), Blob.of("")))));
    }
    Value.Dict facts =
        Value.dictOf(
            "ansible_hostname",
            args.name().split("\\.")[0],
            "ansible_nodename",
            args.name(),
            "ansible_fqdn",
            args.name());
    return Plan.change(effects, TaskResult.of("name", args.name()).withFacts(facts));
  }
}
