package dev.play.variables;

import dev.play.compile.CompiledPlay;
import dev.play.compile.Step;
import dev.play.compile.VarLayer;
import dev.play.files.Controller;
import dev.play.files.SearchPath;
import dev.play.files.TaskFiles;
import dev.play.host.HostName;
import dev.play.inventory.HostPattern;
import dev.play.inventory.Inventory;
import dev.play.module.ControllerFiles;
import dev.play.source.Span;
import dev.play.template.EvaluationException;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The variables as one play sees them. Thread-safe. */
public final class PlayVariables {
  /** Stands for no host at all: the play's own keywords. */
  static final HostName CONTROLLER = new HostName("(no host)");

  private static final InventoryVariables.OfHost NO_INVENTORY =
      new InventoryVariables.OfHost(Map.of(), Map.of(), List.of(), List.of());

  /** Which hosts the play has, as values. */
  record HostLists(Value.Sequence all, Value.Sequence left, Value.Sequence batch) {
    static final HostLists NONE =
        new HostLists(Value.EMPTY_SEQUENCE, Value.EMPTY_SEQUENCE, Value.EMPTY_SEQUENCE);
  }

  private final RunVariables run;
  private final Optional<CompiledPlay> play;
  private final Optional<Path> playbook;
  private final VarLayer vars;
  private final VarLayer prompted;
  private final PlayRoles roles;
  private final VarsFiles varsFiles;
  private final HostVarsDict hostVars = new HostVarsDict(this);
  private final Map<HostName, PlayHost> hosts = new ConcurrentHashMap<>();
  private volatile HostLists lists = HostLists.NONE;
  private volatile @Nullable Value name;

  PlayVariables(RunVariables run, CompiledPlay play, Map<String, Value> prompted) {
    this.run = run;
    this.play = Optional.of(play);
    this.playbook = Optional.of(play.directory().toAbsolutePath().normalize());
    this.vars = play.vars();
    this.prompted = new VarLayer("vars_prompt", prompted);
    this.roles = PlayRoles.of(play);
    this.varsFiles = new VarsFiles(play.varsFiles(), play.directory(), run);
  }

  PlayVariables(RunVariables run, Optional<Path> playbook) {
    this.run = run;
    this.play = Optional.empty();
    this.playbook = playbook.map(path -> path.toAbsolutePath().normalize());
    this.vars = VarLayer.EMPTY;
    this.prompted = VarLayer.EMPTY;
    this.roles = PlayRoles.none();
    this.varsFiles = new VarsFiles(List.of(), run.controller().directory(), run);
  }

  /**
   * All that a task of this host may look up, at the step's place.
   *
   * @throws EvaluationException when a file of vars_files, group_vars or host_vars is wrong
   */
  public TaskScope scope(HostName host, Step.Surroundings around) {
    return make(host, around, false);
  }

  /** All that concerns a host in this play without any step: how to reach it. */
  public TaskScope scope(HostName host) {
    return make(host, null, false);
  }

  /** A host as {@code hostvars} shows it: without the play's own variables. */
  TaskScope bareScope(HostName host) {
    return make(host, null, true);
  }

  /** What the play's own keywords (hosts, serial, name) may use: no host's variables. */
  public TaskScope controllerScope() {
    PlayHost nobody = new PlayHost(new HostVariables(CONTROLLER));
    return new TaskScope(this, nobody, NO_INVENTORY, null, varsFiles.constant(), false);
  }

  private TaskScope make(HostName name, Step.@Nullable Surroundings around, boolean bare) {
    InventoryVariables.OfHost inventory = run.inventoryVariables(playbook).of(name);
    RunVariables.refuse(inventory.problems());
    PlayHost host = hosts.computeIfAbsent(name, n -> new PlayHost(run.host(n)));
    if (around != null) {
      around
          .role()
          .filter(role -> role.isPublic() && !roles.isNamed(role))
          .ifPresent(role -> host.meet(roles.of(role)));
    }
    PlayHost.Files files =
        bare
            ? PlayHost.Files.NONE
            : varsFiles.of(host, known -> new TaskScope(this, host, inventory, null, known, false));
    return new TaskScope(this, host, inventory, around, files, bare);
  }

  /** The controller's files as seen from a step; templates are rendered in {@code scope}. */
  public ControllerFiles files(Scope scope, Step.Surroundings around) {
    return new TaskFiles(controller(), SearchPath.of(around, controller().home()), scope);
  }

  /**
   * Tells which hosts the play has, for {@code ansible_play_hosts} and its kin.
   *
   * @param all of the play, failed ones included
   * @param left those of them that have not failed
   * @param batch those of the batch that have not failed
   */
  public void hosts(List<HostName> all, List<HostName> left, List<HostName> batch) {
    lists = new HostLists(names(all), names(left), names(batch));
  }

  private static Value.Sequence names(List<HostName> hosts) {
    return Value.texts(hosts.stream().map(HostName::name).toList());
  }

  HostLists hostLists() {
    return lists;
  }

  /** The play's name, evaluated once. */
  @Nullable Value name() {
    Value known = name;
    if (known == null && play.isPresent()) {
      known =
          play.get()
              .name()
              .evaluate(controllerScope().with(Map.of("ansible_play_name", Value.NONE)));
      name = known;
    }
    return known;
  }

  /** Names of the hosts that a pattern means. */
  List<String> hostsOf(String pattern) {
    try {
      return HostPattern.parse(pattern).in(inventory()).hosts().stream()
          .map(HostName::name)
          .toList();
    } catch (HostPattern.Mistake mistake) {
      throw EvaluationException.of(mistake.message()).at(Span.none(pattern));
    }
  }

  /** Whether dictionaries of the same name are merged: the setting hash_behaviour. */
  boolean mergesHashes() {
    return run.mergesHashes();
  }

  Controller controller() {
    return run.controller();
  }

  /** The user that the command line names; always the same object. */
  @Nullable Value defaultUser() {
    return run.defaultUser();
  }

  VariableSettings settings() {
    return run.settings();
  }

  Inventory inventory() {
    return run.live().current();
  }

  HostVarsDict hostVars() {
    return hostVars;
  }

  VarLayer extra() {
    return run.extra();
  }

  VarLayer prompted() {
    return prompted;
  }

  VarLayer vars() {
    return vars;
  }

  PlayRoles roles() {
    return roles;
  }

  /** The playbook's directory, or the working directory without one. */
  Path directory() {
    return playbook.orElse(run.controller().directory());
  }
}
