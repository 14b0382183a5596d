package dev.play.variables.why;

import dev.play.compile.CompiledPlay;
import dev.play.compile.RoleScope;
import dev.play.compile.Step;
import dev.play.compile.StepSource;
import dev.play.compile.VarLayer;
import dev.play.files.SearchPath;
import dev.play.schema.Argument;
import dev.play.template.Compiled;
import dev.play.value.Value;
import dev.play.variables.Definition;
import dev.play.variables.Precedence;
import dev.play.yaml.Node;
import dev.play.yaml.YamlData;
import dev.play.yaml.YamlFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the tasks, blocks and roles of a play define of a variable while it runs: where they stand,
 * or from there on. Includes whose names are constant are looked into.
 */
public final class PlayDefinitions {
  private static final int DEEPEST = 20;

  private final String variable;
  private final StepSource source;
  private final YamlFiles yaml;
  private final Path home;
  private final Map<String, Definition> found = new LinkedHashMap<>();

  private PlayDefinitions(String variable, StepSource source, YamlFiles yaml, Path home) {
    this.variable = variable;
    this.source = source;
    this.yaml = yaml;
    this.home = home;
  }

  /**
   * All of them, the strongest first.
   *
   * @param source finds the steps of includes
   * @param home for {@code ~}
   */
  public static List<Definition> of(
      String variable, CompiledPlay play, StepSource source, YamlFiles yaml, Path home) {
    PlayDefinitions definitions = new PlayDefinitions(variable, source, yaml, home);
    definitions.steps(play.steps(), 0);
    definitions.steps(play.handlers(), 0);
    return definitions.found.values().stream()
        .sorted(java.util.Comparator.comparing(Definition::level).reversed())
        .toList();
  }

  private void steps(List<Step> steps, int depth) {
    for (Step step : steps) {
      around(step.around());
      step.keywords()
          .register()
          .filter(name -> isVariable(name))
          .ifPresent(name -> add(Precedence.SET_FACT, "register at " + step.span(), result()));
      switch (step) {
        case Step.Block block -> {
          steps(block.body(), depth);
          steps(block.rescue(), depth);
          steps(block.always(), depth);
        }
        case Step.RoleBody body -> {
          role(body.role());
          steps(body.body(), depth);
        }
        case Step.Engine engine -> engine(engine);
        case Step.IncludeTasks include -> included(include, depth);
        case Step.IncludeRole include -> included(include, depth);
        case Step.Task task -> {}
        case Step.Meta meta -> {}
      }
    }
  }

  private static Value result() {
    return new Value.Unknown("until it has run");
  }

  private boolean isVariable(Compiled name) {
    return name.constant().equals(Optional.of(new Value.Text(variable)));
  }

  private void add(Precedence level, String origin, Value value) {
    // The variables of an include are its own too, and those of its tasks more strongly.
    found.merge(
        origin,
        new Definition(level, origin, value),
        (a, b) -> a.level().compareTo(b.level()) < 0 ? b : a);
  }

  private void add(Precedence level, VarLayer layer) {
    Value value = layer.values().get(variable);
    if (value != null) {
      add(level, layer.origin(), value);
    }
  }

  private void around(Step.Surroundings around) {
    around.vars().forEach(layer -> add(Precedence.BLOCK_AND_TASK_VARS, layer));
    around.includeVars().forEach(layer -> add(Precedence.INCLUDE_PARAMS, layer));
    around.role().ifPresent(this::role);
  }

  private void role(RoleScope role) {
    add(Precedence.ROLE_DEFAULTS, role.defaults());
    add(Precedence.ROLE_VARS, role.vars());
    add(Precedence.ROLE_VARS, role.useVars());
    add(Precedence.ROLE_PARAMS, role.params());
  }

  private void engine(Step.Engine step) {
    switch (step.action()) {
      case SET_FACT -> {
        Argument argument = step.arguments().get(variable);
        if (argument != null) {
          add(Precedence.SET_FACT, "set_fact at " + argument.nameSpan(), argument.value());
        }
      }
      case INCLUDE_VARS -> includedVariables(step);
      case DEBUG,
          ASSERT,
          FAIL,
          SET_STATS,
          PAUSE,
          ADD_HOST,
          GROUP_BY,
          SETUP,
          GATHER_FACTS,
          WAIT_FOR_CONNECTION,
          SYNCHRONIZE,
          ASYNC_STATUS,
          VALIDATE_ARGUMENT_SPEC,
          TEMPLATED,
          EXTERNAL,
          PYTHON -> {
        // What they give is known when they have run.
      }
    }
  }

  private void includedVariables(Step.Engine step) {
    SearchPath search = SearchPath.of(step.around(), home);
    for (String key : List.of("file", "_raw")) {
      Argument name = step.arguments().get(key);
      if (name == null || !(name.value() instanceof Value.Text(String text))) {
        continue;
      }
      Optional<Path> file = search.find("vars", text.strip());
      if (file.isPresent()
          && yaml.load(file.get()).root().orElse(null) instanceof Node.Mapping mapping
          && mapping.has(variable)) {
        Value value =
            new YamlData(new dev.play.source.Diagnostics())
                .value(mapping.get(variable).orElseThrow());
        add(Precedence.INCLUDE_VARS, "include_vars (" + yaml.nameOf(file.get()) + ")", value);
      }
    }
  }

  private void included(Step.IncludeTasks include, int depth) {
    Optional<Value> file = include.file().constant();
    if (file.isPresent() && file.get() instanceof Value.Text(String name) && depth < DEEPEST) {
      steps(source.tasks(include, name).steps(), depth + 1);
    }
  }

  private void included(Step.IncludeRole include, int depth) {
    Optional<Value> role = include.role().constant();
    if (role.isPresent() && role.get() instanceof Value.Text(String name) && depth < DEEPEST) {
      StepSource.RoleRequest request =
          new StepSource.RoleRequest(
              name,
              text(include.options().tasksFrom()),
              text(include.options().varsFrom()),
              text(include.options().defaultsFrom()),
              text(include.options().handlersFrom()));
      steps(new ArrayList<>(source.role(include, request).steps()), depth + 1);
    }
  }

  private static Optional<String> text(Optional<Compiled> name) {
    return name.flatMap(Compiled::constant)
        .filter(Value.Text.class::isInstance)
        .map(value -> ((Value.Text) value).text());
  }
}
