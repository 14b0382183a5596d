package dev.play.compile.check;

import dev.play.compile.Keywords;
import dev.play.compile.RoleScope;
import dev.play.compile.Step;
import dev.play.compile.VarLayer;
import dev.play.schema.Argument;
import dev.play.template.Compiled;
import dev.play.value.Value;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The variables that something in the plays defines, at whatever time and for whatever host. */
final class Definitions {
  /** Modules whose results become variables of these names, or of names that cannot be told. */
  private static final Map<String, Set<String>> FACT_MODULES =
      Map.of("package_facts", Set.of("packages"), "service_facts", Set.of("services"));

  /** The variable by which other modules than setup tell facts: of any names. */
  private static final String FACTS_MODULES = "ansible_facts_modules";

  private final VariableFileNames files;
  private final Set<String> names = new HashSet<>();
  private final Map<String, Set<Value>> values = new HashMap<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean open;

  Definitions(VariableFileNames files) {
    this.files = files;
  }

  /** Whether names may be defined that cannot be told before the run. */
  boolean open() {
    return open || names.contains(FACTS_MODULES);
  }

  void beOpen() {
    open = true;
  }

  Set<String> names() {
    return names;
  }

  /** The only value that a variable can have, when it has but one definition. */
  Optional<Value> only(String name) {
    Set<Value> all = values.getOrDefault(name, Set.of());
    return all.size() == 1 ? Optional.of(all.iterator().next()) : Optional.empty();
  }

  /** All that a variable's definitions say; {@link Value.Unknown} for what cannot be told. */
  Set<Value> values(String name) {
    return values.getOrDefault(name, Set.of());
  }

  /** A name whose value is not known. */
  void add(String name) {
    names.add(name);
    values.computeIfAbsent(name, n -> new HashSet<>()).add(new Value.Unknown("defined elsewhere"));
    values.get(name).add(new Value.Unknown("at run time"));
  }

  void add(VarLayer layer) {
    if (seen.add(layer.values())) {
      layer.values().forEach(this::define);
    }
  }

  private void define(String name, Value value) {
    names.add(name);
    values.computeIfAbsent(name, n -> new HashSet<>()).add(value);
  }

  void add(Step step) {
    Keywords keywords = step.keywords();
    keywords.register().ifPresent(this::constantName);
    keywords
        .loop()
        .ifPresent(
            loop -> {
              add(loop.variable());
              loop.indexVariable().ifPresent(this::add);
            });
    Step.Surroundings around = step.around();
    around.vars().forEach(this::add);
    around.includeVars().forEach(this::add);
    around.role().ifPresent(this::add);
    switch (step) {
      case Step.Engine engine -> add(engine);
      case Step.Task task -> facts(task.module().name());
      case Step.IncludeTasks include ->
          include.options().inherited().applyVars().forEach(this::add);
      case Step.IncludeRole include -> include.options().inherited().applyVars().forEach(this::add);
      case Step.RoleBody body -> add(body.role());
      case Step.Block block -> {}
      case Step.Meta meta -> {}
    }
  }

  private void add(RoleScope role) {
    if (!seen.add(role)) {
      return;
    }
    add(role.defaults());
    add(role.vars());
    add(role.params());
    add(role.useVars());
    role.parents().forEach(this::add);
    role.dependencies().forEach(this::add);
  }

  private void facts(String module) {
    if (FACT_MODULES.containsKey(module)) {
      FACT_MODULES.get(module).forEach(this::add);
    } else if (module.endsWith("_facts") || module.equals("getent")) {
      open = true;
    }
  }

  private void constantName(Compiled name) {
    if (name.constant().orElse(null) instanceof Value.Text(String text)) {
      add(text);
    } else {
      open = true;
    }
  }

  private void add(Step.Engine engine) {
    open |= engine.wholeArguments().isPresent();
    switch (engine.action()) {
      case SET_FACT, ADD_HOST -> engine.arguments().keySet().forEach(this::key);
      case INCLUDE_VARS -> includeVars(engine);
      case GROUP_BY, TEMPLATED, EXTERNAL, PYTHON -> open = true;
      case FAIL -> unsupported(engine.arguments());
      case DEBUG,
          ASSERT,
          SET_STATS,
          PAUSE,
          SETUP,
          GATHER_FACTS,
          WAIT_FOR_CONNECTION,
          SYNCHRONIZE,
          ASYNC_STATUS,
          VALIDATE_ARGUMENT_SPEC -> {}
    }
  }

  private void key(String name) {
    if (name.contains("{{") || name.equals("_raw")) {
      open = true;
    } else {
      add(name);
    }
  }

  /** A module that we lack may give facts in Ansible. */
  private void unsupported(Map<String, Argument> arguments) {
    Argument message = arguments.get("msg");
    open |=
        message != null
            && message.value() instanceof Value.Text(String text)
            && text.contains("facts is not supported yet");
  }

  private void includeVars(Step.Engine engine) {
    Argument into = engine.arguments().get("name");
    if (into != null) {
      if (into.value() instanceof Value.Text(String text)) {
        add(text);
      } else {
        open = true;
      }
      return;
    }
    VariableFileNames.Found found = files.of(engine);
    found.layers().forEach(this::add);
    open |= !found.complete();
  }
}
