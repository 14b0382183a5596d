package dev.play.variables;

import dev.play.compile.CompiledPlay;
import dev.play.compile.VarLayer;
import dev.play.files.Controller;
import dev.play.host.HostName;
import dev.play.inventory.LiveInventory;
import dev.play.source.Diagnostic;
import dev.play.template.EvaluationException;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All variables of a run: what hosts learn lasts from play to play. Thread-safe. */
public final class RunVariables {
  /** What was derived from one state of the inventory, by playbook directory. */
  private record Derived(long version, Map<Optional<Path>, InventoryVariables> byPlaybook) {}

  private final Controller controller;
  private final LiveInventory live;
  private final VariableFiles files;
  private final VarLayer extra;
  private final VariableSettings settings;
  private final @Nullable Value defaultUser;
  private final FactCache facts;
  private final boolean mergesHashes;
  private final Map<HostName, HostVariables> hosts = new ConcurrentHashMap<>();
  private volatile Derived derived = new Derived(-1, Map.of());

  /**
   * @param extra what {@code -e} gives, see {@link ExtraVars}
   */
  public RunVariables(
      Controller controller,
      LiveInventory live,
      VariableFiles files,
      VarLayer extra,
      VariableSettings settings) {
    this.controller = controller;
    this.live = live;
    this.files = files;
    this.extra = extra;
    this.settings = settings;
    this.mergesHashes =
        controller.settings().text("DEFAULT_HASH_BEHAVIOUR").filter("merge"::equals).isPresent();
    this.facts = FactCache.from(controller.settings(), controller.clock());
    this.defaultUser = settings.user().map(Value::text).orElse(null);
  }

  /**
   * The variables as the tasks of a play see them.
   *
   * @param prompted answers to the play's vars_prompt
   */
  public PlayVariables play(CompiledPlay play, Map<String, Value> prompted) {
    return new PlayVariables(this, play, prompted);
  }

  /**
   * The variables outside of any play, for {@code play inventory} and {@code play why}.
   *
   * @param playbook the directory beside which group_vars and host_vars count as the playbook's
   */
  public PlayVariables withoutPlay(Optional<Path> playbook) {
    return new PlayVariables(this, playbook);
  }

  /** What a host has learnt so far; the same object for the whole run. */
  public HostVariables host(HostName name) {
    return hosts.computeIfAbsent(name, n -> new HostVariables(n, facts));
  }

  /** What the inventory and the files beside it and beside a playbook say, as of now. */
  public InventoryVariables inventoryVariables(Optional<Path> playbook) {
    long version = live.version();
    Derived now = derived;
    if (now.version() != version) {
      now = new Derived(version, new ConcurrentHashMap<>());
      derived = now;
    }
    return now.byPlaybook()
        .computeIfAbsent(playbook, p -> new InventoryVariables(live.current(), files, p));
  }

  public LiveInventory live() {
    return live;
  }

  boolean mergesHashes() {
    return mergesHashes;
  }

  Controller controller() {
    return controller;
  }

  VariableFiles files() {
    return files;
  }

  /** What {@code -e} gives. */
  public VarLayer extra() {
    return extra;
  }

  @Nullable Value defaultUser() {
    return defaultUser;
  }

  VariableSettings settings() {
    return settings;
  }

  /** Refuses to go on with files that hold mistakes. */
  static void refuse(List<Diagnostic> problems) {
    for (Diagnostic problem : problems) {
      if (problem.severity() == Diagnostic.Severity.ERROR) {
        EvaluationException mistake =
            problem
                .hint()
                .map(hint -> EvaluationException.of(problem.message(), hint))
                .orElseGet(() -> EvaluationException.of(problem.message()));
        throw mistake.at(problem.span());
      }
    }
  }
}
