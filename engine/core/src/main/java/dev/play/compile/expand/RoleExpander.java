package dev.play.compile.expand;

import dev.play.compile.Keywords;
import dev.play.compile.RoleScope;
import dev.play.compile.Step;
import dev.play.compile.VarLayer;
import dev.play.compile.role.RoleDirectory;
import dev.play.compile.role.RoleFinder;
import dev.play.playbook.Keyword;
import dev.play.playbook.RoleUse;
import dev.play.schema.NearName;
import dev.play.source.Diagnostics;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Roles to steps: dependencies first, each role's tasks in a body of its own. */
final class RoleExpander {
  private final Workbench bench;
  private final TaskExpander tasks;

  /** A role's steps, its dependencies' bodies among them, and its scope. */
  record Used(Optional<RoleScope> scope, List<Step> steps) {
    static final Used NOTHING = new Used(Optional.empty(), List.of());
  }

  RoleExpander(Workbench bench, TaskExpander tasks) {
    this.bench = bench;
    this.tasks = tasks;
  }

  /** The role around a place and the roles around that, outermost first. */
  static List<RoleScope> parents(Place place) {
    List<RoleScope> parents = new ArrayList<>();
    place.role().ifPresent(role -> parents.addAll(role.parents()));
    place.role().ifPresent(parents::add);
    return parents;
  }

  /** An entry of a play's {@code roles} or of a role's dependencies. */
  Used use(RoleUse use, Place place, List<RoleScope> parents) {
    VarLayer vars = bench.vars().keyword(use.keywords().get(Keyword.VARS), "");
    Optional<String> name = bench.names().required(use.name(), "a role", place, vars);
    if (name.isEmpty()) {
      return Used.NOTHING;
    }
    Keywords keywords =
        bench.keywords().container(place.keywords(), bench.names().tagged(use.keywords(), place));
    VarLayer params =
        bench
            .vars()
            .params(
                use.params(),
                VarLayer.EMPTY,
                "parameters of role " + name.get() + " at " + use.span());
    RoleAsk ask =
        new RoleAsk(
            name.get(),
            use.name().span(),
            keywords,
            params,
            vars,
            RoleFiles.MAIN,
            bench.session().publishes(false),
            Optional.empty(),
            true);
    return expand(ask, place, parents);
  }

  Used expand(RoleAsk ask, Place place, List<RoleScope> parents) {
    Optional<RoleDirectory> found = find(ask, place, parents);
    if (found.isEmpty()) {
      return Used.NOTHING;
    }
    RoleDirectory directory = found.get();
    RoleMeta meta = RoleMeta.read(directory, bench);
    boolean duplicates = ask.allowDuplicates().orElse(meta.allowDuplicates());
    RoleScope seed = scope(ask, directory, parents, List.of(), duplicates);
    List<Step> steps = new ArrayList<>();
    List<RoleScope> dependencies = new ArrayList<>();
    List<RoleScope> chain = new ArrayList<>(parents);
    chain.add(seed);
    Place within = place.inRole(ask.keywords(), seed);
    for (RoleUse dependency : meta.dependencies()) {
      Used used = use(dependency, within, chain);
      steps.addAll(used.steps());
      used.scope().ifPresent(dependencies::add);
    }
    RoleScope scope = scope(ask, directory, parents, dependencies, duplicates);
    bench.roleNames().add(directory.name());
    bench.session().foreign().enter(directory.path());
    Place inside = place.inRole(ask.keywords(), scope);
    steps.add(
        new Step.RoleBody(
            ask.span(),
            ask.keywords(),
            inside.around(VarLayer.EMPTY),
            scope,
            body(ask, directory, meta, inside)));
    handlers(ask, directory, inside);
    return new Used(Optional.of(scope), steps);
  }

  private void ambiguous(RoleAsk ask, RoleDirectory plain, RoleDirectory listed) {
    bench.gaps().note();
    bench
        .problems()
        .error(
            ask.span(),
            "there are two roles "
                + ask.name()
                + ": "
                + bench.session().nameOf(plain.path())
                + " and "
                + bench.session().nameOf(listed.path()),
            "name the collection's in full: "
                + listed.collection().map(c -> c + ".").orElse("")
                + ask.name());
  }

  private Optional<RoleDirectory> find(RoleAsk ask, Place place, List<RoleScope> parents) {
    Optional<RoleScope> asking =
        parents.isEmpty() ? Optional.empty() : Optional.of(parents.getLast());
    RoleFinder.Result result =
        bench
            .session()
            .roles()
            .find(
                ask.name(),
                place.playDirectory(),
                asking.map(RoleScope::directory),
                asking.flatMap(RoleScope::collection).stream().toList());
    Optional<RoleDirectory> found = result.found();
    Optional<RoleDirectory> listed =
        bench.session().roles().within(bench.session().listed().names(), ask.name());
    if (found.isEmpty()) {
      found = listed;
    } else if (listed.isPresent()
        && found.get().collection().isEmpty()
        && !found.get().isSame(listed.get())) {
      ambiguous(ask, found.get(), listed.get());
      return Optional.empty();
    }
    if (found.isEmpty()) {
      bench.gaps().note();
      String searched =
          "searched "
              + String.join(", ", result.searched().stream().map(bench.session()::nameOf).toList());
      Diagnostics missing = new Diagnostics();
      missing.error(
          ask.span(),
          "there is no role " + ask.name(),
          NearName.of(ask.name(), result.nearby())
              .map(near -> "did you mean " + near + "? " + searched)
              .orElse(searched));
      // Included under a condition, it is missed by those hosts only that get there.
      if (bench.lenient()) {
        bench.lose(missing);
      } else {
        missing.all().forEach(bench.problems()::add);
      }
      return Optional.empty();
    }
    Path path = found.get().path();
    if (parents.stream().filter(p -> p.directory().equals(path)).count() > 1
        && ask.from().tasks().isEmpty()) {
      bench
          .problems()
          .error(
              ask.span(),
              "role " + ask.name() + " depends on itself",
              String.join(" -> ", parents.stream().map(RoleScope::name).toList()));
      return Optional.empty();
    }
    return found;
  }

  private RoleScope scope(
      RoleAsk ask,
      RoleDirectory directory,
      List<RoleScope> parents,
      List<RoleScope> dependencies,
      boolean duplicates) {
    return new RoleScope(
        directory.name(),
        directory.path(),
        variables(directory, "defaults", ask.from().defaults(), ask),
        variables(directory, "vars", ask.from().vars(), ask),
        ask.params(),
        ask.useVars(),
        parents,
        dependencies,
        duplicates,
        ask.isPublic(),
        directory.collection());
  }

  private VarLayer variables(RoleDirectory role, String part, Optional<String> from, RoleAsk ask) {
    List<Path> files = role.files(part, from.orElse("main"));
    if (files.isEmpty() && from.isPresent()) {
      bench
          .problems()
          .error(
              ask.span(),
              "role " + role.name() + " has no " + part + " file " + from.get(),
              "searched " + bench.session().nameOf(role.path().resolve(part).resolve(from.get())));
    }
    Map<String, Value> all = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    for (Path file : files) {
      names.add(bench.session().nameOf(file));
      all.putAll(bench.vars().file(bench.session().file(file), "").values());
    }
    return files.isEmpty()
        ? VarLayer.EMPTY
        : new VarLayer(
            "role " + part + " of " + role.name() + " (" + String.join(", ", names) + ")", all);
  }

  private List<Step> body(RoleAsk ask, RoleDirectory role, RoleMeta meta, Place inside) {
    List<Step> steps = new ArrayList<>();
    String entryPoint = ask.from().tasks().map(RoleExpander::withoutEnding).orElse("main");
    if (ask.validate()) {
      meta.argumentSpecs()
          .flatMap(specs -> specs.get(entryPoint))
          .flatMap(
              spec ->
                  ArgumentSpecs.step(bench, spec, entryPoint, role, meta.specFile(), ask, inside))
          .ifPresent(steps::add);
    }
    Optional<Path> file = role.file("tasks", ask.from().tasks().orElse("main"));
    if (file.filter(found -> isOutside(found, role, "tasks", ask)).isPresent()) {
      return steps;
    }
    if (file.isPresent()) {
      steps.addAll(tasks.includes().fromFile(file.get(), inside, ask.span()));
    } else if (ask.from().tasks().isPresent()) {
      bench
          .problems()
          .error(
              ask.span(),
              "role " + role.name() + " has no file of tasks " + ask.from().tasks().get(),
              "searched " + bench.session().nameOf(role.path().resolve("tasks")));
    }
    return steps;
  }

  /** A role's parts are its own files: what leads out of it is refused, as in Ansible. */
  private boolean isOutside(Path file, RoleDirectory role, String part, RoleAsk ask) {
    if (file.normalize().startsWith(role.path().normalize())) {
      return false;
    }
    bench
        .problems()
        .error(
            ask.span(),
            "Failed loading '"
                + file
                + "' for role ("
                + role.name()
                + ") as it is not inside the expected role path: '"
                + role.path().resolve(part)
                + "'");
    return true;
  }

  private static String withoutEnding(String file) {
    return file.replaceFirst("\\.(yml|yaml|json)$", "");
  }

  private void handlers(RoleAsk ask, RoleDirectory role, Place inside) {
    Optional<Path> file = role.file("handlers", ask.from().handlers().orElse("main"));
    if (file.isPresent()) {
      Place place = inside.asHandlers();
      bench.handlers().addAll(tasks.expand(bench.tasks(file.get(), place), place.in(file.get())));
    } else if (ask.from().handlers().isPresent()) {
      bench
          .problems()
          .error(
              ask.span(),
              "role " + role.name() + " has no file of handlers " + ask.from().handlers().get());
    }
  }
}
