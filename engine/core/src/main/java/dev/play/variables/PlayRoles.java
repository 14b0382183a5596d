package dev.play.variables;

import dev.play.compile.CompiledPlay;
import dev.play.compile.RoleScope;
import dev.play.compile.Step;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The roles of a play: those that its text names, and what all tasks see of them. Thread-safe. */
final class PlayRoles {
  private final Set<RoleScope> named = new LinkedHashSet<>();
  private final Map<RoleScope, RoleLayers> layers = new ConcurrentHashMap<>();
  private final List<Layer> defaults = new ArrayList<>();
  private final List<Layer> vars = new ArrayList<>();
  private final Map<String, Value> defaultValues;
  private final Map<String, Value> varValues;

  private PlayRoles() {
    defaultValues = Map.of();
    varValues = Map.of();
  }

  private PlayRoles(CompiledPlay play) {
    collect(play.steps());
    collect(play.handlers());
    named.stream().filter(RoleScope::isPublic).forEach(this::show);
    defaultValues = Layer.merge(defaults);
    varValues = Layer.merge(vars);
  }

  static PlayRoles none() {
    return new PlayRoles();
  }

  static PlayRoles of(CompiledPlay play) {
    return new PlayRoles(play);
  }

  private void collect(List<Step> steps) {
    for (Step step : steps) {
      step.around().role().ifPresent(named::add);
      switch (step) {
        case Step.Block block -> {
          collect(block.body());
          collect(block.rescue());
          collect(block.always());
        }
        case Step.RoleBody body -> {
          named.add(body.role());
          collect(body.body());
        }
        case Step.Task t -> {}
        case Step.Engine e -> {}
        case Step.IncludeTasks i -> {}
        case Step.IncludeRole i -> {}
        case Step.Meta m -> {}
      }
    }
  }

  private void show(RoleScope role) {
    defaults.addAll(of(role).shownDefaults());
    vars.addAll(of(role).shownVars());
  }

  RoleLayers of(RoleScope role) {
    return layers.computeIfAbsent(role, RoleLayers::of);
  }

  /** Whether the play's own text uses it, rather than an include met on the way. */
  boolean isNamed(RoleScope role) {
    return named.contains(role);
  }

  /** Weakest first. */
  List<Layer> defaults() {
    return defaults;
  }

  /** Weakest first. */
  List<Layer> vars() {
    return vars;
  }

  Map<String, Value> defaultValues() {
    return defaultValues;
  }

  Map<String, Value> varValues() {
    return varValues;
  }

  /**
   * Names of the play's roles, each once.
   *
   * @param dependencies whether those that are only there for others count
   */
  Value.Sequence names(boolean dependencies) {
    return names(named.stream().filter(r -> dependencies || r.parents().isEmpty()).toList());
  }

  /** Names of the roles that are there because others depend on them. */
  Value.Sequence dependencyNames() {
    return names(named.stream().filter(role -> !role.parents().isEmpty()).toList());
  }

  private static Value.Sequence names(List<RoleScope> roles) {
    Set<String> names = new LinkedHashSet<>();
    roles.forEach(role -> names.add(role.name()));
    return Value.texts(List.copyOf(names));
  }
}
