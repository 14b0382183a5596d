package dev.play.modules.system.unit;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.host.UnitInfo;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares one systemd unit with what is wanted and collects the systemctl calls (systemctl(1)).
 */
public final class UnitPlan {
  /** What a unit is to do. */
  public enum State {
    STARTED,
    STOPPED,
    RESTARTED,
    RELOADED
  }

  /**
   * What is wanted; empty leaves it alone.
   *
   * @param force replace links that are in the way when enabling
   * @param noBlock do not wait for the job
   */
  public record Wanted(
      Optional<State> state,
      Optional<Boolean> enabled,
      Optional<Boolean> masked,
      boolean force,
      boolean noBlock) {
    /** Whether it is started once more however it is: then it is changed in any case. */
    boolean again() {
      return state.filter(s -> s == State.RESTARTED || s == State.RELOADED).isPresent()
          && masked.isEmpty();
    }
  }

  /** What the manager itself is to do first. */
  public record Reload(boolean files, boolean itself) {
    public static final Reload NONE = new Reload(false, false);
  }

  /**
   * All that is to be done, in a plan: the manager's part, then the unit's.
   *
   * @param name none for the manager's part alone
   */
  public static Plan plan(
      HostView host, Optional<String> name, Probe.Unit.Scope scope, Wanted wanted, Reload reload) {
    List<Effect> effects = new ArrayList<>();
    if (reload.itself()) {
      effects.add(manager(scope, "daemon-reexec"));
    }
    if (name.isEmpty()) {
      if (wanted.state().isPresent()
          || wanted.enabled().isPresent()
          || wanted.masked().isPresent()) {
        throw new ModuleFailure("missing required arguments: name");
      }
      if (reload.files()) {
        effects.add(manager(scope, "daemon-reload"));
      }
      // Ansible does not count these as changes.
      return Plan.change(effects, TaskResult.EMPTY.changed(false));
    }
    Probe.Unit probe = new Probe.Unit(unitName(name.get()), scope);
    if (wanted.again() && host.read(probe) instanceof Observed.Unknown<UnitInfo>) {
      return again(probe, name.get(), wanted);
    }
    UnitPlan unit = new UnitPlan(host, name.get(), scope, wanted);
    if (reload.files() && unit.before().needsDaemonReload()) {
      effects.add(manager(scope, "daemon-reload"));
    }
    List<Effect> own = unit.effects();
    effects.addAll(own);
    TaskResult result = unit.result(name.get());
    return Plan.change(effects, own.isEmpty() ? result.changed(false) : result);
  }

  /** Of a unit that earlier tasks of a check may have brought or changed. */
  private static Plan again(Probe.Unit probe, String name, Wanted wanted) {
    boolean reloads = wanted.state().filter(s -> s == State.RELOADED).isPresent();
    String verb = reloads ? "reload-or-restart" : "restart";
    List<String> argv = new ArrayList<>(systemctl(probe.scope()));
    argv.addAll(List.of(verb, "--", probe.unit()));
    Effect.Run run =
        Effect.Run.of(
            Command.of(argv),
            (reloads ? "reload " : "restart ") + probe.unit(),
            Set.of(Resource.UNITS, Resource.tree("/run"), Resource.topic("processes")));
    TaskResult result = TaskResult.of("name", name, "state", "started");
    return Plan.change(
        List.of(run),
        wanted.enabled().isPresent() ? result.with("enabled", wanted.enabled().get()) : result);
  }

  private static final Set<String> ENABLED =
      Set.of("enabled", "alias", "static", "generated", "transient");
  // Units that follow when this one is started or stopped (systemd.unit(5)).
  private static final List<String> FOLLOWERS =
      List.of(
          "Requires",
          "Wants",
          "BindsTo",
          "Upholds",
          "RequiredBy",
          "BoundBy",
          "ConsistsOf",
          "Conflicts",
          "Triggers",
          "TriggeredBy");

  private final HostView host;
  private final Probe.Unit probe;
  private final UnitInfo before;
  private final Wanted wanted;
  private final List<Effect> effects = new ArrayList<>();
  private String fileState;
  private String activeState;

  /**
   * @throws ModuleFailure when there is no such unit
   */
  public UnitPlan(HostView host, String name, Probe.Unit.Scope scope, Wanted wanted) {
    this.host = host;
    this.probe = new Probe.Unit(unitName(name), scope);
    this.before = host.known(probe);
    this.wanted = wanted;
    this.fileState = before.unitFileState();
    this.activeState = before.activeState();
    boolean masking = wanted.masked().isPresent() && before.loadState().equals("masked");
    if (!before.exists() && !masking) {
      throw new ModuleFailure("Could not find the requested service " + name + ": host");
    }
  }

  /** The name with the suffix that systemctl would add. */
  public static String unitName(String name) {
    List<String> suffixes =
        List.of(
            ".service",
            ".socket",
            ".timer",
            ".target",
            ".mount",
            ".automount",
            ".swap",
            ".path",
            ".slice",
            ".scope",
            ".device");
    return suffixes.stream().anyMatch(name::endsWith) ? name : name + ".service";
  }

  public UnitInfo before() {
    return before;
  }

  /** The calls that are needed, in the order that Ansible makes them. */
  public List<Effect> effects() {
    wanted.masked().ifPresent(this::mask);
    wanted.enabled().ifPresent(this::enable);
    wanted.state().ifPresent(this::state);
    return effects;
  }

  /** What is registered. */
  public TaskResult result(String name) {
    Map<String, String> status = new LinkedHashMap<>(before.properties());
    TaskResult result = TaskResult.of("name", name, "status", status);
    if (wanted.state().isPresent()) {
      boolean stopped = wanted.state().get() == State.STOPPED;
      result = result.with("state", stopped ? "stopped" : "started");
    }
    return wanted.enabled().isPresent() ? result.with("enabled", wanted.enabled().get()) : result;
  }

  private void mask(boolean mask) {
    boolean isMasked = fileState.startsWith("masked") || before.loadState().equals("masked");
    if (isMasked != mask) {
      fileState = mask ? "masked" : "";
      call(mask ? "mask" : "unmask", mask, List.of());
    }
  }

  private void enable(boolean enable) {
    if (fileState.startsWith("masked") && enable) {
      throw new ModuleFailure(
          probe.unit() + " is masked and cannot be enabled; set masked: false too");
    }
    if (isEnabled() != enable && !fileState.equals("static")) {
      if (!fileState.equals("indirect")) {
        fileState = enable ? "enabled" : "disabled";
      }
      call(
          enable ? "enable" : "disable",
          true,
          wanted.force() && enable ? List.of("--force") : List.of());
    }
  }

  /**
   * A unit that only brings others along (Also=) is enabled when those are: links are told then.
   */
  private boolean isEnabled() {
    if (!fileState.equals("indirect")) {
      return ENABLED.contains(fileState);
    }
    List<String> argv = new ArrayList<>(systemctl(probe.scope()));
    argv.addAll(List.of("is-enabled", "--full", "--", probe.unit()));
    return host.known(Probe.Query.of(probe.about(), argv)).out().strip().lines().count() > 1;
  }

  private void state(State state) {
    boolean active = before.isActive() || activeState.equals("activating");
    switch (state) {
      case STARTED -> {
        if (!active) {
          start("start");
        }
      }
      case STOPPED -> {
        if (active || activeState.equals("deactivating")) {
          activeState = "inactive";
          call("stop", true, List.of());
        }
      }
      case RESTARTED -> start("restart");
      case RELOADED -> start(active ? "reload" : "start");
    }
  }

  private void start(String verb) {
    if (fileState.startsWith("masked")) {
      throw new ModuleFailure(
          probe.unit() + " is masked and cannot be started; set masked: false too");
    }
    activeState = "active";
    // A oneshot is inactive again when it is done; whether it is cannot be said before.
    boolean stays =
        !before.properties().getOrDefault("Type", "").equals("oneshot")
            || before.properties().getOrDefault("RemainAfterExit", "no").equals("yes");
    call(verb, stays && !wanted.noBlock(), List.of());
  }

  private void call(String verb, boolean sure, List<String> options) {
    List<String> argv = new ArrayList<>(systemctl(probe.scope()));
    argv.addAll(options);
    if (wanted.noBlock()) {
      argv.add("--no-block");
    }
    argv.addAll(List.of(verb, "--", probe.unit()));
    UnitInfo after =
        new UnitInfo(
            probe.unit(),
            fileState.equals("masked") ? "masked" : "loaded",
            activeState,
            activeState.equals(before.activeState()) ? before.subState() : "",
            fileState,
            false,
            before.properties());
    boolean ofFiles = Set.of("enable", "disable", "mask", "unmask").contains(verb);
    Set<Resource> touched = ofFiles ? touchedByFiles() : touchedByState();
    Effect.Run call =
        new Effect.Run(
            Command.of(argv),
            verb + " " + probe.unit(),
            touched,
            sure ? List.of(new Effect.Prediction<>(probe, after)) : List.of(),
            Set.of(0));
    effects.addAll(
        probe.scope() == Probe.Unit.Scope.SYSTEM
            ? SshdGuard.around(call, verb, probe.unit())
            : List.of(call));
  }

  /** Enabling makes links in the targets' directories, masking one of the unit's name. */
  private Set<Resource> touchedByFiles() {
    String place = "/etc/systemd/system/";
    return Set.of(
        Resource.ofUnit(probe.unit()),
        Resource.path(HostPath.of(place + probe.unit())),
        Resource.tree(place + "multi-user.target.wants"),
        Resource.tree(place + "sockets.target.wants"),
        Resource.tree(place + "timers.target.wants"));
  }

  private Set<Resource> touchedByState() {
    Set<Resource> touched = new HashSet<>();
    touched.add(Resource.ofUnit(probe.unit()));
    // Sockets, pid files and runtime directories go by the unit's name.
    String name = probe.unit().substring(0, probe.unit().lastIndexOf('.'));
    touched.add(Resource.tree("/run/" + name));
    touched.add(Resource.path(HostPath.of("/run/" + name + ".sock")));
    touched.add(Resource.path(HostPath.of("/run/" + name + ".pid")));
    touched.add(Resource.topic("processes"));
    for (String relation : FOLLOWERS) {
      for (String other : before.properties().getOrDefault(relation, "").split(" ")) {
        if (!other.isEmpty() && !other.endsWith(".target") && !other.endsWith(".slice")) {
          touched.add(Resource.ofUnit(other));
        }
      }
    }
    return touched;
  }

  // sudo and su leave it out, and systemctl finds no manager without it.
  private static final String AS_USER =
      "[ -n \"$XDG_RUNTIME_DIR\" ] || export XDG_RUNTIME_DIR=\"/run/user/$(id -u)\";"
          + " exec systemctl --user \"$@\"";

  /** systemctl for a scope. */
  public static List<String> systemctl(Probe.Unit.Scope scope) {
    return switch (scope) {
      case SYSTEM -> List.of("systemctl");
      case USER -> List.of("/bin/sh", "-c", AS_USER, "systemctl");
      case GLOBAL -> List.of("systemctl", "--global");
    };
  }

  /** systemctl daemon-reload or daemon-reexec. */
  public static Effect.Run manager(Probe.Unit.Scope scope, String verb) {
    List<String> argv = new ArrayList<>(systemctl(scope));
    argv.add(verb);
    return Effect.Run.of(Command.of(argv), verb, Set.of(Resource.UNITS));
  }
}
