package dev.play.compile.expand;

import dev.play.compile.Step;
import dev.play.compile.StepSource;
import dev.play.compile.VarLayer;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compiles dynamic includes once for each include and name: ahead, when the name is constant, or
 * when the first host gets there. Thread-safe.
 */
final class CompiledIncludes implements StepSource {
  private final Session session;
  private final Map<Step, Map<Object, Included>> done =
      Collections.synchronizedMap(new IdentityHashMap<>());

  CompiledIncludes(Session session) {
    this.session = session;
  }

  @Override
  public Included tasks(Step.IncludeTasks include, String file) {
    return known(include)
        .computeIfAbsent(file, f -> compile(include, file, placeOf(include, true), false).included);
  }

  @Override
  public Included role(Step.IncludeRole include, RoleRequest request) {
    return known(include)
        .computeIfAbsent(
            request, r -> compile(include, request, placeOf(include, true), false).included);
  }

  @Override
  public Step call(String module, Step at) {
    return session.named().call(module, at);
  }

  /** What is compiled of an include so far: empty when its name is not constant. */
  Collection<Included> ready(Step include) {
    Map<Object, Included> known = done.get(include);
    return known == null ? List.of() : List.copyOf(known.values());
  }

  private Map<Object, Included> known(Step include) {
    return done.computeIfAbsent(include, i -> new ConcurrentHashMap<>());
  }

  /** Compiles an include whose name is constant, so that mistakes in it show now. */
  void ahead(Step.IncludeTasks include, String file, Workbench bench, Place place) {
    Optional<Path> found = new TaskFiles(session).find(file, place);
    if (found.isPresent() && isUnderWay(found.get(), place)) {
      return;
    }
    boolean conditional = isConditional(include, place);
    keep(
        include,
        file,
        compile(include, file, placeOf(include, conditional), conditional || bench.included()),
        bench);
  }

  void ahead(Step.IncludeRole include, String role, Workbench bench, Place place) {
    Step.IncludeOptions options = include.options();
    StaticNames names = bench.names();
    Optional<Optional<String>> tasks = name(options.tasksFrom(), names, place);
    Optional<Optional<String>> vars = name(options.varsFrom(), names, place);
    Optional<Optional<String>> defaults = name(options.defaultsFrom(), names, place);
    Optional<Optional<String>> handlers = name(options.handlersFrom(), names, place);
    if (tasks.isEmpty() || vars.isEmpty() || defaults.isEmpty() || handlers.isEmpty()) {
      return;
    }
    boolean nested =
        RoleExpander.parents(place).stream().filter(p -> p.name().equals(role)).count() > 0;
    if (nested) {
      return;
    }
    RoleRequest request =
        new RoleRequest(role, tasks.get(), vars.get(), defaults.get(), handlers.get());
    boolean conditional = isConditional(include, place);
    keep(
        include,
        request,
        compile(include, request, placeOf(include, conditional), conditional || bench.included()),
        bench);
  }

  /** Empty when not constant; an empty name when not given. */
  private static Optional<Optional<String>> name(
      Optional<dev.play.template.Compiled> given, StaticNames names, Place place) {
    if (given.isEmpty()) {
      return Optional.of(Optional.empty());
    }
    return names.constant(given.get(), place).map(Optional::of);
  }

  private void keep(Step include, Object key, Outcome outcome, Workbench bench) {
    known(include).put(key, outcome.included);
    outcome.bench.problems().all().forEach(bench.problems()::add);
    bench.roleNames().addAll(outcome.bench.roleNames());
    if (outcome.bench.gaps().any()) {
      bench.gaps().note();
    }
  }

  private static boolean isUnderWay(Path file, Place place) {
    return place.taskFile().equals(file) || place.chain().contains(file);
  }

  private static boolean isConditional(Step include, Place place) {
    return place.conditional()
        || !include.keywords().when().isEmpty()
        || include.keywords().loop().isPresent()
        || include.keywords().tags().contains("never");
  }

  private record Outcome(Included included, Workbench bench) {}

  private Outcome compile(Step.IncludeTasks include, String file, Place place, boolean lenient) {
    Workbench bench = Workbench.create(session, true, lenient);
    TaskFiles files = new TaskFiles(session);
    Optional<Path> found = files.find(file, place);
    if (found.isEmpty()) {
      bench.gaps().note();
      Diagnostics missing = new Diagnostics();
      files.missing(file, place, include.file().span(), missing);
      if (lenient) {
        bench.lose(missing);
      } else {
        missing.all().forEach(bench.problems()::add);
      }
      return outcome(found, List.of(), bench);
    }
    List<Step> steps =
        new TaskExpander(bench).expand(bench.tasks(found.get(), place), place.in(found.get()));
    return outcome(found, steps, bench);
  }

  private Outcome compile(
      Step.IncludeRole include, RoleRequest request, Place place, boolean lenient) {
    Workbench bench = Workbench.create(session, true, lenient);
    Step.IncludeOptions options = include.options();
    List<VarLayer> given = new ArrayList<>(include.around().includeVars());
    VarLayer params =
        given.isEmpty()
            ? VarLayer.EMPTY
            : new VarLayer("vars of include_role at " + include.span(), given.getLast().values());
    Span span = include.role().span();
    RoleAsk ask =
        new RoleAsk(
            request.role(),
            span,
            options.inherited().keywords(),
            params,
            VarLayer.EMPTY,
            RoleFiles.of(request),
            options.isPublic(),
            Optional.of(options.allowDuplicates()),
            options.rolespecValidate());
    List<Step> steps =
        new RoleExpander(bench, new TaskExpander(bench))
            .expand(ask, place, RoleExpander.parents(place))
            .steps();
    return outcome(Optional.empty(), steps, bench);
  }

  private static Outcome outcome(Optional<Path> file, List<Step> steps, Workbench bench) {
    List<Diagnostic> all = new ArrayList<>(bench.problems().all());
    all.addAll(bench.lost());
    boolean failed = all.stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
    return new Outcome(
        new Included(file, failed ? List.of() : steps, failed ? List.of() : bench.handlers(), all),
        bench);
  }

  private static Place placeOf(Step include, boolean conditional) {
    Step.Surroundings around = include.around();
    Step.Inherited inherited =
        switch (include) {
          case Step.IncludeTasks tasks -> tasks.options().inherited();
          case Step.IncludeRole role -> role.options().inherited();
          default -> throw new IllegalArgumentException("not an include: " + include.span());
        };
    List<VarLayer> vars = new ArrayList<>(around.vars());
    vars.addAll(inherited.applyVars());
    return new Place(
        inherited.keywords(),
        around.role(),
        around.taskFile(),
        around.playDirectory(),
        around.searchDirectories(),
        vars,
        around.includeVars(),
        inherited.playVars(),
        inherited.handlers(),
        conditional,
        false,
        inherited.chain());
  }
}
