package dev.play.modules.system;

import dev.play.host.Command;
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
import dev.play.modules.system.unit.AtBoot;
import dev.play.modules.system.unit.UnitPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Services of whatever init the host has: systemd, OpenRC, or init scripts. Options and results as
 * in {@code ansible.builtin.service}.
 */
@ModuleDoc(
    name = "service",
    also = {"ansible.builtin.service", "sysvinit", "ansible.builtin.sysvinit"},
    summary = "Starts, stops and enables services.",
    example = "service: {name: nginx, state: started, enabled: true}",
    notes = "What systemd_service takes is taken too where systemd runs.")
public final class Service implements Module<Service.Args> {
  /** Whether systemd is what runs here: no installation changes what was booted. */
  private static final Probe.Query BOOTED =
      Probe.Query.of(
          Set.of(Resource.topic("init")),
          List.of("/bin/sh", "-c", "[ -d /run/systemd/system ] && command -v systemctl"));

  /** The arguments. */
  public record Args(
      @Param("the service; may be left out for daemon_reload and daemon_reexec alone")
          Optional<String> name,
      @Param("what it is to do") Optional<UnitPlan.State> state,
      @Param("start it at boot") Optional<Boolean> enabled,
      @Param("tells a running service by its process instead of its status")
          Optional<String> pattern,
      @Param("seconds between stop and start of a restart") Optional<Integer> sleep,
      @Param(value = "further arguments for init scripts", aliases = "args", def = "")
          String arguments,
      @Param(value = "OpenRC's runlevel", def = "default") String runlevel,
      @Param(
              value = "which init to drive",
              def = "auto",
              choices = {"auto", "systemd", "openrc", "sysvinit", "service"})
          String use,
      @Param("systemd: make it impossible to start") Optional<Boolean> masked,
      @Param(value = "systemd: read its files again", aliases = "daemon-reload", def = "false")
          boolean daemonReload,
      @Param(value = "systemd: execute itself again", aliases = "daemon-reexec", def = "false")
          boolean daemonReexec,
      @Param(value = "systemd: whose manager", def = "system") Probe.Unit.Scope scope,
      @Param(value = "systemd: replace links in the way when enabling", def = "false")
          boolean force,
      @Param(value = "systemd: do not wait for it", def = "false") boolean noBlock) {
    public Args {
      boolean manager =
          (daemonReload || daemonReexec)
              && state.isEmpty()
              && enabled.isEmpty()
              && masked.isEmpty();
      if (name.isEmpty() && !manager) {
        throw new IllegalArgumentException("missing required argument name");
      }
      if (!runlevel.matches("[A-Za-z0-9_.][A-Za-z0-9_.-]*")) {
        throw new IllegalArgumentException("not a runlevel: '" + runlevel + "'");
      }
    }

    /** The service; only called where it was given. */
    String service() {
      return name.orElseThrow();
    }

    /** Whether anything is asked that only systemd can do. */
    boolean needsSystemd() {
      return masked.isPresent()
          || daemonReload
          || daemonReexec
          || force
          || noBlock
          || scope != Probe.Unit.Scope.SYSTEM;
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return AtBoot.andRunning();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    boolean systemd =
        args.use().equals("systemd") || (args.use().equals("auto") && host.known(BOOTED).ok());
    if (!systemd) {
      if (args.needsSystemd()) {
        throw new ModuleFailure(
            "masked, daemon_reload, daemon_reexec, scope, force and no_block need systemd");
      }
      return initScript(args, host);
    }
    UnitPlan.Wanted wanted =
        new UnitPlan.Wanted(
            args.state(), args.enabled(), args.masked(), args.force(), args.noBlock());
    return UnitPlan.plan(
        host,
        args.name(),
        args.scope(),
        wanted,
        new UnitPlan.Reload(args.daemonReload(), args.daemonReexec()));
  }

  /** OpenRC (rc-service, rc-update) or plain init scripts (service, update-rc.d). */
  private static Plan initScript(Args args, HostView host) {
    boolean openrc =
        !args.use().equals("sysvinit") && host.known(new Probe.Tool("rc-service")).isPresent();
    String command = openrc ? "rc-service" : "service";
    if (!openrc && host.known(new Probe.Tool("service")).isEmpty()) {
      throw new ModuleFailure("this host has none of systemctl, rc-service and service");
    }
    if (!args.service().matches("[^\\s/-][^\\s/]*")) {
      throw new ModuleFailure("not the name of an init script: '" + args.service() + "'");
    }
    List<Effect> effects = new ArrayList<>();
    args.enabled().ifPresent(on -> enable(args, host, openrc, on, effects));
    args.state().ifPresent(state -> state(args, host, command, state, effects));
    TaskResult result = TaskResult.of("name", args.service());
    if (args.state().isPresent()) {
      boolean stopped = args.state().get() == UnitPlan.State.STOPPED;
      result = result.with("state", stopped ? "stopped" : "started");
    }
    return Plan.change(
        effects,
        args.enabled().isPresent() ? result.with("enabled", args.enabled().get()) : result);
  }

  private static void state(
      Args args, HostView host, String command, UnitPlan.State state, List<Effect> effects) {
    Probe.Query status =
        args.pattern().isPresent()
            ? Probe.Query.of(Set.of(Resource.UNITS), "pgrep", "-f", "--", args.pattern().get())
            : Probe.Query.of(Set.of(Resource.UNITS), command, args.service(), "status");
    boolean running = host.known(status).ok();
    switch (state) {
      case STARTED -> {
        if (!running) {
          effects.add(call(args, command, "start"));
        }
      }
      case STOPPED -> {
        if (running) {
          effects.add(call(args, command, "stop"));
        }
      }
      case RESTARTED -> {
        if (args.sleep().isPresent()) {
          effects.add(call(args, command, "stop"));
          effects.add(
              Effect.Run.of(
                  Command.of("sleep", Integer.toString(args.sleep().get())), "wait", Set.of()));
          effects.add(call(args, command, "start"));
        } else {
          effects.add(call(args, command, "restart"));
        }
      }
      case RELOADED -> effects.add(call(args, command, running ? "reload" : "start"));
    }
  }

  private static Effect call(Args args, String command, String verb) {
    List<String> argv = new ArrayList<>(List.of(command, args.service(), verb));
    if (!args.arguments().isBlank()) {
      argv.addAll(List.of(args.arguments().strip().split("\\s+")));
    }
    return Effect.Run.of(
        Command.of(argv),
        verb + " " + args.service(),
        Set.of(Resource.UNITS, Resource.tree("/run"), Resource.topic("processes")));
  }

  private static void enable(
      Args args, HostView host, boolean openrc, boolean on, List<Effect> effects) {
    String why = (on ? "enable " : "disable ") + args.service();
    if (openrc) {
      HostPath link = HostPath.of("/etc/runlevels/" + args.runlevel() + "/" + args.service());
      if (host.known(Probe.FileAt.of(link)).exists() != on) {
        effects.add(
            Effect.Run.of(
                Command.of("rc-update", on ? "add" : "del", args.service(), args.runlevel()),
                why,
                AtBoot.TOUCHED));
      }
      return;
    }
    boolean enabled =
        host.known(new Probe.TreeAt(HostPath.of("/etc/rc3.d"), 1)).stream()
            .anyMatch(
                f ->
                    f.path()
                        .name()
                        .matches("S\\d\\d" + java.util.regex.Pattern.quote(args.service())));
    if (enabled != on) {
      effects.add(
          Effect.Run.of(
              Command.of("update-rc.d", args.service(), on ? "defaults" : "disable"),
              why,
              AtBoot.TOUCHED));
    }
  }
}
