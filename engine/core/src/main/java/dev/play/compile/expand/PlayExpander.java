package dev.play.compile.expand;

import dev.play.compile.CompiledPlay;
import dev.play.compile.Keywords;
import dev.play.compile.Step;
import dev.play.compile.VarLayer;
import dev.play.compile.text.Fixed;
import dev.play.playbook.Keyword;
import dev.play.playbook.KeywordMap;
import dev.play.playbook.PlaybookItem;
import dev.play.playbook.RoleUse;
import dev.play.playbook.TaskItem;
import dev.play.schema.NearName;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.value.Value;
import dev.play.yaml.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One play. */
final class PlayExpander {
  private static final List<String> STRATEGIES = List.of("linear", "free", "host_pinned", "debug");
  private static final List<String> ORDERS =
      List.of("inventory", "reverse_inventory", "sorted", "reverse_sorted", "shuffle");

  private final Workbench bench;
  private final TaskExpander tasks;

  PlayExpander(Workbench bench) {
    this.bench = bench;
    this.tasks = new TaskExpander(bench);
  }

  /**
   * @param around keywords that imports of the playbook add
   * @param importVars variables that they add, which win over the play's own
   */
  CompiledPlay expand(PlaybookItem.Play play, Path file, Keywords around, VarLayer importVars) {
    KeywordMap given = play.keywords();
    Keywords keywords = bench.keywords().container(around, given);
    VarLayer vars = vars(given, play.span(), importVars);
    Place place = Place.ofPlay(keywords, file, vars);
    List<Step> steps = new ArrayList<>();
    steps.addAll(section(play.preTasks(), place));
    steps.add(flush(place, play.span()));
    for (RoleUse use : play.roles()) {
      RoleExpander roles = tasks.includes().roles();
      steps.addAll(roles.use(use, place, List.of()).steps());
    }
    List<Step> roleHandlers = List.copyOf(bench.handlers());
    bench.handlers().clear();
    steps.addAll(section(play.tasks(), place));
    steps.add(flush(place, play.span()));
    steps.addAll(section(play.postTasks(), place));
    steps.add(flush(place, play.span()));
    List<Step> handlers = new ArrayList<>(roleHandlers);
    handlers.addAll(tasks.expand(play.handlers(), place.asHandlers()));
    handlers.addAll(bench.handlers());
    Compiled hosts = given.get(Keyword.HOSTS).map(this::hosts).orElse(text("", play.span()));
    return new CompiledPlay(
        value(given, Keyword.NAME).orElse(hosts),
        play.span(),
        place.playDirectory(),
        hosts,
        keywords,
        vars,
        varsFiles(given.get(Keyword.VARS_FILES)),
        Prompts.read(given.get(Keyword.VARS_PROMPT), bench),
        value(given, Keyword.GATHER_FACTS),
        subsets(given),
        gatherOptions(given),
        value(given, Keyword.SERIAL),
        value(given, Keyword.MAX_FAIL_PERCENTAGE),
        chosen(given, Keyword.STRATEGY, STRATEGIES),
        chosen(given, Keyword.ORDER, ORDERS),
        value(given, Keyword.FORCE_HANDLERS),
        steps,
        handlers,
        List.copyOf(bench.roleNames()),
        Set.of());
  }

  private static Map<String, Value> gatherOptions(KeywordMap given) {
    Map<String, Value> options = new LinkedHashMap<>();
    for (Keyword keyword : List.of(Keyword.FACT_PATH, Keyword.GATHER_TIMEOUT)) {
      if (given.get(keyword).orElse(null) instanceof Node.Scalar scalar && !scalar.isNull()) {
        options.put(keyword.text(), scalar.value());
      }
    }
    return options;
  }

  private List<Step> section(List<TaskItem> items, Place place) {
    return tasks.expand(items, place);
  }

  private VarLayer vars(KeywordMap given, Span play, VarLayer importVars) {
    VarLayer own = bench.vars().keyword(given.get(Keyword.VARS), "vars of the play at " + play);
    return importVars.isEmpty()
        ? own
        : bench.vars().params(List.of(), merged(own, importVars), "vars of the play at " + play);
  }

  private static VarLayer merged(VarLayer own, VarLayer stronger) {
    java.util.Map<String, Value> all = new java.util.LinkedHashMap<>(own.values());
    all.putAll(stronger.values());
    return new VarLayer(own.origin(), all);
  }

  private static Step flush(Place place, Span play) {
    return new Step.Meta(
        play, place.keywords(), place.around(VarLayer.EMPTY), Step.MetaAction.FLUSH_HANDLERS, true);
  }

  /** A list of patterns is one pattern with commas. */
  private Compiled hosts(Node node) {
    if (node instanceof Node.Sequence list
        && list.items().stream()
            .allMatch(i -> i instanceof Node.Scalar s && !(s.value() instanceof Value.Template))) {
      return text(
          String.join(",", list.items().stream().map(i -> ((Node.Scalar) i).text()).toList()),
          node.span());
    }
    return node instanceof Node.Scalar scalar && !(scalar.value() instanceof Value.Template)
        ? text(scalar.text(), scalar.span())
        : bench.texts().value(node);
  }

  private static Compiled text(String text, Span span) {
    return new Fixed(new Value.Text(text), span);
  }

  private Optional<Compiled> value(KeywordMap given, Keyword keyword) {
    return given.get(keyword).map(bench.texts()::value);
  }

  private Optional<Compiled> chosen(KeywordMap given, Keyword keyword, List<String> choices) {
    Optional<Compiled> compiled = value(given, keyword);
    if (compiled.flatMap(Compiled::constant).orElse(null) instanceof Value.Text(String text)) {
      String plain = text.replaceFirst("^ansible\\.builtin\\.", "");
      if (!choices.contains(plain)) {
        bench
            .problems()
            .error(
                compiled.get().span(),
                "there is no " + keyword.text() + " " + text,
                NearName.of(text, choices)
                    .map(near -> "did you mean " + near + "?")
                    .orElse("there are " + String.join(", ", choices)));
      }
      return Optional.of(text(plain, compiled.get().span()));
    }
    return compiled;
  }

  private List<List<Compiled>> varsFiles(Optional<Node> node) {
    if (node.isEmpty()) {
      return List.of();
    }
    List<Node> items =
        node.get() instanceof Node.Sequence list ? list.items() : List.of(node.get());
    return items.stream().map(item -> bench.texts().values(Optional.of(item))).toList();
  }

  private List<String> subsets(KeywordMap given) {
    List<String> subsets = new ArrayList<>();
    for (Compiled subset : bench.texts().values(given.get(Keyword.GATHER_SUBSET))) {
      if (subset.constant().orElse(null) instanceof Value.Text(String text)) {
        subsets.addAll(List.of(text.strip().split("\\s*,\\s*")));
      } else {
        bench.problems().error(subset.span(), "gather_subset must be constant");
      }
    }
    return subsets;
  }
}
