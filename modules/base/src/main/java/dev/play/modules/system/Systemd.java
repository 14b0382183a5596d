package dev.play.modules.system;

import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.modules.system.unit.UnitPlan;
import java.util.Optional;
import java.util.Set;

/** systemd's units. Options and results as in {@code ansible.builtin.systemd_service}. */
@ModuleDoc(
    name = "systemd",
    also = {"systemd_service", "ansible.builtin.systemd", "ansible.builtin.systemd_service"},
    summary = "Starts, stops, enables and masks systemd units.",
    example = "systemd: {name: nginx, state: started, enabled: true}",
    notes = "daemon_reload with a name reloads only when systemd says that the unit needs it.")
public final class Systemd implements Module<Systemd.Args> {
  /** The arguments. */
  public record Args(
      @Param(
              value = "the unit; .service is added where there is no suffix",
              aliases = {"service", "unit"})
          Optional<String> name,
      @Param("what it is to do") Optional<UnitPlan.State> state,
      @Param("start it at boot") Optional<Boolean> enabled,
      @Param(value = "replace links in the way when enabling", def = "false") boolean force,
      @Param("make it impossible to start") Optional<Boolean> masked,
      @Param(value = "have systemd read its files again", aliases = "daemon-reload", def = "false")
          boolean daemonReload,
      @Param(value = "have systemd execute itself again", aliases = "daemon-reexec", def = "false")
          boolean daemonReexec,
      @Param(value = "whose manager", def = "system") Probe.Unit.Scope scope,
      @Param(value = "do not wait for it", def = "false") boolean noBlock) {
    public Args {
      if (name.isEmpty() && (state.isPresent() || enabled.isPresent() || masked.isPresent())) {
        throw new IllegalArgumentException("state, enabled and masked need a name");
      }
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.UNITS, Resource.tree("/run"), Resource.tree("/etc/systemd"));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    UnitPlan.Wanted wanted =
        new UnitPlan.Wanted(
            args.state(), args.enabled(), args.masked(), args.force(), args.noBlock());
    UnitPlan.Reload reload = new UnitPlan.Reload(args.daemonReload(), args.daemonReexec());
    return UnitPlan.plan(host, args.name(), args.scope(), wanted, reload);
  }
}
