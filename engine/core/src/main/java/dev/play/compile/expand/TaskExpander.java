package dev.play.compile.expand;

import dev.play.compile.Keywords;
import dev.play.compile.Step;
import dev.play.compile.VarLayer;
import dev.play.compile.keyword.Delegation;
import dev.play.compile.role.ForeignModules;
import dev.play.compile.role.ModuleFile;
import dev.play.compile.role.NamedModule;
import dev.play.compile.role.NamedModules;
import dev.play.compile.text.VariableNames;
import dev.play.playbook.Keyword;
import dev.play.playbook.KeywordMap;
import dev.play.playbook.ModuleCall;
import dev.play.playbook.TaskItem;
import dev.play.schema.Argument;
import dev.play.schema.ModuleSpec;
import dev.play.schema.NearName;
import dev.play.schema.action.EngineActions;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tasks and blocks to steps; static imports are expanded where they stand. */
final class TaskExpander {
  /** What lies in a role's directories other than files, by the module that asks for it. */
  private static final Map<String, String> PURPOSES =
      Map.of("include_vars", "vars", "template", "templates");

  private final Workbench bench;
  private final ArgumentCompiler arguments;
  private final IncludeExpander includes;

  TaskExpander(Workbench bench) {
    this.bench = bench;
    this.arguments =
        new ArgumentCompiler(
            bench.texts(), bench.session().context().templates(), bench.problems());
    this.includes = new IncludeExpander(bench, this, new RoleExpander(bench, this));
  }

  List<Step> expand(List<TaskItem> items, Place place) {
    List<Step> steps = new ArrayList<>();
    for (TaskItem item : items) {
      switch (item) {
        case TaskItem.Block block -> steps.add(block(block, place));
        case TaskItem.Task task -> steps.addAll(task(task, place));
      }
    }
    return steps;
  }

  IncludeExpander includes() {
    return includes;
  }

  private Step block(TaskItem.Block block, Place place) {
    KeywordMap given = bench.names().tagged(block.keywords(), place);
    Keywords keywords = bench.keywords().container(place.keywords(), given);
    VarLayer own =
        bench
            .vars()
            .keyword(block.keywords().get(Keyword.VARS), "vars of the block at " + block.span());
    Place within = place.within(keywords, own);
    Place body = block.rescue().isEmpty() ? within : within.asConditional().asForgiving();
    return new Step.Block(
        block.span(),
        bench.keywords().task(place.keywords(), given, Optional.empty()),
        within.around(VarLayer.EMPTY),
        expand(block.body(), body),
        expand(block.rescue(), within.asConditional()),
        expand(block.always(), within));
  }

  private List<Step> task(TaskItem.Task task, Place place) {
    int before = bench.problems().all().size();
    List<Step> steps = plainTask(task, place);
    if (place.forgives(task.keywords()) && !isStatement(task)) {
      bench.problems().soften(before);
    }
    return steps;
  }

  private boolean isStatement(TaskItem.Task task) {
    return dev.play.playbook.ModuleNames.STATEMENTS.contains(task.call().shortName())
        && bench.session().modules().find(task.call().name()).isEmpty();
  }

  private List<Step> plainTask(TaskItem.Task task, Place place) {
    VarLayer own =
        bench
            .vars()
            .keyword(task.keywords().get(Keyword.VARS), "vars of the task at " + task.span());
    registerName(task);
    Optional<Keywords.Loop> loop =
        bench.loops().loop(task, name -> bench.names().required(name, "loop_var", place, own));
    String name = task.call().shortName();
    if (isStatement(task)) {
      return statement(name, task, place, own, loop);
    }
    Keywords keywords = keywords(task, place, loop);
    if (dev.play.template.TemplateCompiler.hasTags(task.call().name())) {
      return List.of(templated(task, keywords, place, own));
    }
    return List.of(
        switch (bench.session().named().find(task.call().name(), place.search())) {
          case NamedModule.Ours(ModuleSpec spec) -> call(task, keywords, place, own, spec);
          case NamedModule.Foreign(ModuleFile file) -> external(task, keywords, place, own, file);
          case NamedModule.Missing(ForeignModules.Refusal why) ->
              unsupported(task, keywords, place, own, why);
        });
  }

  private Step external(
      TaskItem.Task task, Keywords keywords, Place place, VarLayer own, ModuleFile file) {
    ModuleCall call = task.call();
    Map<String, Argument> given = new LinkedHashMap<>(arguments.arguments(call));
    given.putAll(bench.session().named().hidden(file, call.name(), call.span()));
    bench
        .session()
        .foreign()
        .missing(file, place.search())
        .ifPresent(missing -> bench.problems().error(call.span(), missing));
    arguments.compiled("", given);
    return new Step.Engine(
        task.span(),
        keywords,
        place.around(own),
        NamedModules.action(file),
        ModuleSpec.ofAction(EngineActions.External.class),
        given,
        call.wholeArguments().map(bench.texts()::value));
  }

  private Keywords keywords(TaskItem.Task task, Place place, Optional<Keywords.Loop> loop) {
    Keywords keywords =
        bench.keywords().task(place.keywords(), bench.names().tagged(task.keywords(), place), loop);
    return task.call().local() ? Delegation.toLocalhost(keywords, task.call().span()) : keywords;
  }

  private List<Step> statement(
      String name, TaskItem.Task task, Place place, VarLayer own, Optional<Keywords.Loop> loop) {
    if (place.handlers() && name.endsWith("_role")) {
      bench
          .problems()
          .error(task.call().span(), "Using '" + name + "' as a handler is not supported.");
      return List.of();
    }
    return switch (name) {
      case "import_tasks" -> includes.importTasks(task, place, own);
      case "import_role" -> includes.importRole(task, place, own);
      case "include_tasks" ->
          List.of(includes.includeTasks(task, place, own, keywords(task, place, loop)));
      case "include_role" ->
          List.of(includes.includeRole(task, place, own, keywords(task, place, loop)));
      case "meta" -> meta(task, keywords(task, place, loop), place, own);
      case "include" -> {
        bench
            .problems()
            .error(
                task.call().span(),
                "include is gone since Ansible 2.16",
                "use include_tasks, or import_tasks when the name is constant");
        yield List.of();
      }
      default -> {
        bench
            .problems()
            .error(
                task.call().span(),
                name + " cannot stand among tasks",
                "it stands in the playbook, beside the plays");
        yield List.of();
      }
    };
  }

  private List<Step> meta(TaskItem.Task task, Keywords keywords, Place place, VarLayer own) {
    Step.Surroundings around = place.around(own);
    String action = task.call().freeText().map(t -> t.text().strip()).orElse("");
    List<String> known =
        Arrays.stream(Step.MetaAction.values())
            .map(a -> a.name().toLowerCase(Locale.ROOT))
            .toList();
    if (known.contains(action)) {
      Step.MetaAction meta = Step.MetaAction.valueOf(action.toUpperCase(Locale.ROOT));
      if (place.handlers() && meta == Step.MetaAction.FLUSH_HANDLERS) {
        bench.problems().error(task.span(), "flush_handlers cannot be used as a handler");
      }
      if (meta == Step.MetaAction.END_ROLE && (place.handlers() || place.role().isEmpty())) {
        String where = place.handlers() ? "a handler" : "outside of a role";
        bench.problems().error(task.span(), "Cannot execute 'end_role' from " + where);
      }
      return List.of(new Step.Meta(task.span(), keywords, around, meta, false));
    }
    bench
        .problems()
        .error(
            task.call().freeText().map(t -> t.span()).orElse(task.call().span()),
            "meta has no action " + action,
            NearName.of(action, known)
                .map(n -> "did you mean " + n + "?")
                .orElse("it takes " + String.join(", ", known)));
    return List.of();
  }

  /** A module whose name is a template is found when a host gets there. */
  private Step templated(TaskItem.Task task, Keywords keywords, Place place, VarLayer own) {
    ModuleCall call = task.call();
    Map<String, Argument> given = new LinkedHashMap<>(arguments.arguments(call));
    given.put(
        EngineActions.Templated.NAME,
        new Argument(call.span(), call.span(), new Value.Template(call.name(), call.span())));
    arguments.compiled("", given);
    bench.gaps().note();
    return new Step.Engine(
        task.span(),
        keywords,
        place.around(own),
        Step.BuiltIn.TEMPLATED,
        ModuleSpec.ofAction(EngineActions.Templated.class),
        given,
        call.wholeArguments().map(bench.texts()::value));
  }

  private Step call(
      TaskItem.Task task, Keywords keywords, Place place, VarLayer own, ModuleSpec spec) {
    ModuleCall call = ArgumentCompiler.withWholeArguments(task.call(), spec);
    Map<String, Argument> given = arguments.arguments(call);
    Optional<Compiled> whole = call.wholeArguments().map(bench.texts()::value);
    Diagnostics wrong = arguments.check(spec, given, call, keywords);
    boolean conditional = place.conditional() || !keywords.when().isEmpty();
    wrong.all().forEach(d -> bench.problems().add(conditional && isForeign(d) ? d.asWarning() : d));
    Step.Surroundings around = place.around(own).of(PURPOSES.getOrDefault(spec.name(), "files"));
    Optional<Step.BuiltIn> builtIn = Step.BuiltIn.of(spec);
    return builtIn.isPresent()
        ? new Step.Engine(task.span(), keywords, around, builtIn.get(), spec, given, whole)
        : new Step.Task(task.span(), keywords, around, spec, given, whole);
  }

  /**
   * An argument that looks like none of ours is more likely one that Ansible's module has on other
   * systems than a slip; under a condition it fails only the hosts that get there.
   */
  private static boolean isForeign(Diagnostic d) {
    return d.hint().map(hint -> hint.startsWith("it takes")).orElse(false);
  }

  /**
   * A module that Ansible's users know and we lack. Under a condition (another distribution's
   * branch of a role, say) it fails only when a host gets there.
   */
  private Step unsupported(
      TaskItem.Task task,
      Keywords keywords,
      Place place,
      VarLayer own,
      ForeignModules.Refusal refusal) {
    Span span = task.call().span();
    String message = refusal.message();
    Optional<ModuleSpec> fail = bench.session().modules().find("fail");
    boolean reached =
        keywords.when().isEmpty()
            && !place.conditional()
            && !place.handlers()
            && !keywords.tags().contains("never");
    if (!bench.session().modules().isAnsibles(task.call().name())) {
      // Told when it was parsed. One of a collection may define variables as it likes.
      if (task.call().name().contains(".")) {
        bench.gaps().note();
      }
    } else if (reached || fail.isEmpty()) {
      bench.problems().error(span, message, refusal.hint());
    } else {
      bench
          .problems()
          .add(
              Diagnostic.error(
                      span, message + "; this task fails when a host gets to it", refusal.hint())
                  .asWarning());
    }
    Argument why = new Argument(span, span, new Value.Text(message + " (" + span + ")"));
    ModuleSpec spec = fail.orElseGet(() -> ModuleSpec.ofAction(EngineActions.Fail.class));
    return new Step.Engine(
        task.span(),
        keywords,
        place.around(own),
        Step.BuiltIn.MISSING,
        spec,
        Map.of("msg", why),
        Optional.empty());
  }

  private void registerName(TaskItem.Task task) {
    task.keywords()
        .scalar(Keyword.REGISTER)
        .filter(s -> !(s.value() instanceof Value.Template))
        .filter(s -> !VariableNames.isValid(s.text()))
        .ifPresent(
            s ->
                bench
                    .problems()
                    .error(
                        s.span(),
                        "Invalid variable name in 'register' specified: '" + s.text() + "'",
                        "use letters, digits and underscores only"));
  }
}
