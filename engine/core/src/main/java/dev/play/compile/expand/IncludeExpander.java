package dev.play.compile.expand;

import dev.play.compile.Keywords;
import dev.play.compile.Step;
import dev.play.compile.VarLayer;
import dev.play.playbook.Keyword;
import dev.play.playbook.KeywordMap;
import dev.play.playbook.ModuleCall;
import dev.play.playbook.TaskItem;
import dev.play.schema.NearName;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.PythonText;
import dev.play.value.Value;
import dev.play.yaml.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** import_tasks and import_role are expanded here; include_tasks and include_role become steps. */
final class IncludeExpander {
  private static final List<String> FILE_ARGUMENTS = List.of("file", "apply", "_raw_params");
  private static final List<String> ROLE_ARGUMENTS =
      List.of(
          "name",
          "role",
          "tasks_from",
          "vars_from",
          "defaults_from",
          "handlers_from",
          "public",
          "allow_duplicates",
          "apply",
          "rolespec_validate");
  private static final List<Keyword> ONLY_DYNAMIC =
      List.of(Keyword.LOOP, Keyword.UNTIL, Keyword.LOOP_CONTROL);

  private final Workbench bench;
  private final TaskExpander tasks;
  private final RoleExpander roles;
  private final TaskFiles files;

  IncludeExpander(Workbench bench, TaskExpander tasks, RoleExpander roles) {
    this.bench = bench;
    this.tasks = tasks;
    this.roles = roles;
    this.files = new TaskFiles(bench.session());
  }

  RoleExpander roles() {
    return roles;
  }

  List<Step> importTasks(TaskItem.Task task, Place place, VarLayer own) {
    onlyStatic(task, "import_tasks", "include_tasks");
    knownArguments(task.call(), FILE_ARGUMENTS);
    Optional<Node> file = fileNode(task, place);
    if (file.isEmpty()) {
      return List.of();
    }
    Optional<String> name = bench.names().required(file.get(), "import_tasks", place, own);
    if (name.isEmpty()) {
      return List.of();
    }
    Optional<Path> found = files.find(name.get(), place);
    if (found.isEmpty()) {
      bench.gaps().note();
      files.missing(name.get(), place, file.get().span(), bench.problems());
      return List.of();
    }
    KeywordMap given = bench.names().tagged(task.keywords(), place);
    Keywords keywords = bench.keywords().container(place.keywords(), given);
    Place within = place.within(keywords, own);
    List<Step> steps = fromFile(found.get(), within, file.get().span());
    if (!place.handlers()) {
      return steps;
    }
    // Nobody can notify it; the checks tell so by its name.
    return List.of(
        new Step.Block(
            task.span(),
            bench.keywords().task(place.keywords(), given, Optional.empty()),
            within.around(VarLayer.EMPTY),
            steps,
            List.of(),
            List.of()));
  }

  /** The tasks of a file in a place, unless the file is being expanded already. */
  List<Step> fromFile(Path file, Place place, Span asked) {
    if (place.chain().contains(file) || place.taskFile().equals(file)) {
      List<String> way = new ArrayList<>();
      place.chain().forEach(p -> way.add(bench.session().nameOf(p)));
      way.add(bench.session().nameOf(file));
      bench.problems().error(asked, "this imports itself without end", String.join(" -> ", way));
      return List.of();
    }
    return tasks.expand(bench.tasks(file, place), place.in(file));
  }

  List<Step> importRole(TaskItem.Task task, Place place, VarLayer own) {
    onlyStatic(task, "import_role", "include_role");
    knownArguments(task.call(), ROLE_ARGUMENTS);
    Optional<Node> node = roleNode(task.call());
    if (node.isEmpty()) {
      return List.of();
    }
    Optional<String> name = bench.names().required(node.get(), "import_role", place, own);
    if (name.isEmpty()) {
      return List.of();
    }
    Keywords keywords =
        bench.keywords().container(place.keywords(), bench.names().tagged(task.keywords(), place));
    Optional<RoleFiles> from = RoleFiles.required(task.call(), bench.names(), place, own);
    if (from.isEmpty()) {
      return List.of();
    }
    RoleAsk ask =
        new RoleAsk(
            name.get(),
            node.get().span(),
            keywords,
            VarLayer.EMPTY,
            own,
            from.get(),
            flag(task.call(), place, "public", bench.session().publishes(false)),
            Optional.of(flag(task.call(), place, "allow_duplicates", true)),
            flag(task.call(), place, "rolespec_validate", true));
    Place within = place.within(keywords, own);
    return roles.expand(ask, within, RoleExpander.parents(place)).steps();
  }

  Step includeTasks(TaskItem.Task task, Place place, VarLayer own, Keywords keywords) {
    knownArguments(task.call(), FILE_ARGUMENTS);
    Compiled file =
        fileNode(task, place)
            .map(node -> bench.texts().value(node))
            .orElseGet(() -> bench.texts().value(new Value.Text(""), task.span()));
    Step.IncludeTasks step =
        new Step.IncludeTasks(
            task.span(),
            keywords,
            around(place, own).of("tasks"),
            file,
            options(task.call(), place, false));
    bench
        .names()
        .constant(file, place)
        .filter(name -> !name.isEmpty())
        .ifPresent(name -> bench.session().includes().ahead(step, name, bench, place));
    return step;
  }

  Step includeRole(TaskItem.Task task, Place place, VarLayer own, Keywords keywords) {
    knownArguments(task.call(), ROLE_ARGUMENTS);
    Compiled role =
        roleNode(task.call())
            .map(node -> bench.texts().value(node))
            .orElseGet(() -> bench.texts().value(new Value.Text(""), task.span()));
    Step.IncludeRole step =
        new Step.IncludeRole(
            task.span(), keywords, around(place, own), role, options(task.call(), place, true));
    bench
        .names()
        .constant(role, place)
        .filter(name -> !name.isEmpty())
        .ifPresent(name -> bench.session().includes().ahead(step, name, bench, place));
    return step;
  }

  /** The include's own variables are include parameters as well, for itself and what it brings. */
  private static Step.Surroundings around(Place place, VarLayer own) {
    List<VarLayer> params = new ArrayList<>(place.includeVars());
    if (!own.isEmpty()) {
      params.add(own);
    }
    return place
        .with(place.keywords(), place.vars(), params, place.handlers(), place.conditional())
        .around(own);
  }

  private Step.IncludeOptions options(ModuleCall call, Place place, boolean role) {
    KeywordMap apply =
        call.argument("apply").map(node -> bench.playbooks().applied(node)).orElse(KeywordMap.NONE);
    Keywords keywords = bench.keywords().container(place.keywords(), apply);
    VarLayer vars = bench.vars().keyword(apply.get(Keyword.VARS), "vars of apply");
    return new Step.IncludeOptions(
        new Step.Inherited(
            keywords,
            vars.isEmpty() ? List.of() : List.of(vars),
            place.playVars(),
            place.handlers(),
            place.chain()),
        from(call, "tasks_from"),
        from(call, "vars_from"),
        from(call, "defaults_from"),
        from(call, "handlers_from"),
        role && flag(call, place, "public", bench.session().publishes(true)),
        !role || flag(call, place, "allow_duplicates", true),
        flag(call, place, "rolespec_validate", true));
  }

  private Optional<Compiled> from(ModuleCall call, String name) {
    return call.argument(name).map(bench.texts()::value);
  }

  private Optional<Node> fileNode(TaskItem.Task task, Place place) {
    ModuleCall call = task.call();
    Optional<Node> file =
        call.freeText()
            .map(Node.class::cast)
            .or(() -> call.argument("file"))
            .or(() -> call.argument("_raw_params"));
    if (file.isEmpty()) {
      Span at = task.span();
      bench
          .problems()
          .error(
              at,
              "No file specified for " + call.name(),
              "The error appears to be in '%s': line %d, column %d; write `file: NAME`"
                  .formatted(place.taskFile(), at.line(), at.column()));
    }
    return file;
  }

  private Optional<Node> roleNode(ModuleCall call) {
    Optional<Node> role = call.argument("name").or(() -> call.argument("role"));
    if (role.isEmpty()) {
      bench
          .problems()
          .error(call.span(), call.name() + " needs the name of a role", "write `name: ROLE`");
    }
    return role;
  }

  private void knownArguments(ModuleCall call, List<String> known) {
    for (Node.Entry argument : call.arguments()) {
      if (!known.contains(argument.name())) {
        bench
            .problems()
            .error(
                argument.key().span(),
                "Invalid options for " + call.shortName() + ": " + argument.name(),
                NearName.of(argument.name(), known)
                    .map(near -> "did you mean " + near + "?")
                    .orElse("variables go under `vars:`"));
      } else if (argument.name().endsWith("_from")) {
        isText(argument);
      }
    }
  }

  /** Names of a role's files: one each. */
  private void isText(Node.Entry argument) {
    Optional<String> type =
        switch (argument.value()) {
          case Node.Sequence s -> Optional.of("AnsibleSequence");
          case Node.Mapping m -> Optional.of("AnsibleMapping");
          default -> Optional.empty();
        };
    type.ifPresent(
        name ->
            bench
                .problems()
                .error(
                    argument.value().span(),
                    "Expected a string for "
                        + argument.name()
                        + " but got <class 'ansible.parsing.yaml.objects."
                        + name
                        + "'> instead"));
  }

  private void onlyStatic(TaskItem.Task task, String name, String dynamic) {
    for (Keyword keyword : ONLY_DYNAMIC) {
      task.keywords().span(keyword).ifPresent(span -> cannot(span, name, keyword.text(), dynamic));
    }
    task.keywords()
        .span(Keyword.REGISTER)
        .ifPresent(span -> bench.problems().warning(span, name + " has no result to register"));
    if (task.loopLookup().isPresent()) {
      cannot(task.loopItems().orElseThrow().span(), name, "a loop", dynamic);
    }
    task.call()
        .argument("apply")
        .ifPresent(
            given ->
                bench
                    .problems()
                    .error(
                        given.span(),
                        "Invalid options for " + name + ": apply",
                        "what it imports inherits the task's own keywords; or use " + dynamic));
  }

  private void cannot(Span span, String name, String what, String dynamic) {
    bench
        .problems()
        .error(span, name + " is settled before the run and cannot have " + what, "use " + dynamic);
  }

  private boolean flag(ModuleCall call, Place place, String name, boolean otherwise) {
    Optional<Node> node = call.argument(name);
    if (node.isEmpty()) {
      return otherwise;
    }
    if (node.get() instanceof Node.Scalar scalar) {
      boolean fixed = !(scalar.value() instanceof Value.Template);
      Optional<Value> known =
          fixed
              ? Optional.of(scalar.value())
              : bench.names().known(bench.texts().value(scalar), place);
      if (known.isEmpty()) {
        bench
            .problems()
            .warning(
                scalar.span(),
                name + " must be known before the run; with a template it is " + otherwise);
        return otherwise;
      }
      Value value = known.get();
      if (value instanceof Value.Bool(boolean b)) {
        return b;
      }
      switch (PythonText.str(value).strip().toLowerCase(java.util.Locale.ROOT)) {
        case "yes", "true", "on", "1" -> {
          return true;
        }
        case "no", "false", "off", "0" -> {
          return false;
        }
        default -> {}
      }
    }
    bench.problems().error(node.get().span(), name + " must be true or false");
    return otherwise;
  }
}
