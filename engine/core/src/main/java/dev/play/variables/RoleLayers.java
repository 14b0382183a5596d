package dev.play.variables;

import dev.play.compile.RoleScope;
import dev.play.compile.VarLayer;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a use of a role brings, merged once for all hosts.
 *
 * @param defaults those of its dependencies, of the roles that depend on it, its own: the last wins
 * @param vars likewise, except that those who depend on it come first
 * @param params of the roles that depend on it, then its own
 * @param shownDefaults what the rest of the play sees: its dependencies' and its own
 * @param shownVars likewise
 */
record RoleLayers(
    RoleScope scope,
    List<Layer> defaults,
    List<Layer> vars,
    List<Layer> params,
    List<Layer> shownDefaults,
    List<Layer> shownVars,
    Map<String, Value> defaultValues,
    Map<String, Value> varValues,
    Map<String, Value> paramValues,
    Map<String, Value> shownDefaultValues,
    Map<String, Value> shownVarValues) {

  static RoleLayers of(RoleScope scope) {
    List<RoleScope> dependencies = new ArrayList<>();
    collect(scope, dependencies, new LinkedHashSet<>());
    List<Layer> shownDefaults = new ArrayList<>();
    List<Layer> shownVars = new ArrayList<>();
    for (RoleScope dependency : dependencies) {
      add(shownDefaults, Precedence.ROLE_DEFAULTS, dependency.defaults());
      add(shownVars, Precedence.ROLE_VARS, dependency.vars());
    }
    List<Layer> defaults = new ArrayList<>(shownDefaults);
    List<Layer> vars = new ArrayList<>();
    List<Layer> params = new ArrayList<>();
    for (RoleScope parent : scope.parents()) {
      add(defaults, Precedence.ROLE_DEFAULTS, parent.defaults());
      add(vars, Precedence.ROLE_VARS, parent.vars());
      add(vars, Precedence.ROLE_VARS, parent.useVars());
      add(params, Precedence.ROLE_PARAMS, parent.params());
    }
    vars.addAll(shownVars);
    add(defaults, Precedence.ROLE_DEFAULTS, scope.defaults());
    add(shownDefaults, Precedence.ROLE_DEFAULTS, scope.defaults());
    add(vars, Precedence.ROLE_VARS, scope.vars());
    add(vars, Precedence.ROLE_VARS, scope.useVars());
    add(shownVars, Precedence.ROLE_VARS, scope.vars());
    add(params, Precedence.ROLE_PARAMS, scope.params());
    return new RoleLayers(
        scope,
        List.copyOf(defaults),
        List.copyOf(vars),
        List.copyOf(params),
        List.copyOf(shownDefaults),
        List.copyOf(shownVars),
        Layer.merge(defaults),
        Layer.merge(vars),
        Layer.merge(params),
        Layer.merge(shownDefaults),
        Layer.merge(shownVars));
  }

  private static void add(List<Layer> layers, Precedence level, VarLayer vars) {
    if (!vars.isEmpty()) {
      layers.add(new Layer(level, vars));
    }
  }

  /** The roles that a role depends on, deepest first, each once. */
  private static void collect(RoleScope scope, List<RoleScope> out, Set<RoleScope> seen) {
    for (RoleScope dependency : scope.dependencies()) {
      if (seen.add(dependency)) {
        collect(dependency, out, seen);
        out.add(dependency);
      }
    }
  }
}
