package dev.play.cli;

import dev.play.cli.terminal.Terminal;
import dev.play.cli.terminal.UsageException;
import dev.play.compile.CompiledPlay;
import dev.play.compile.expand.CompileResult;
import dev.play.event.EventJson;
import dev.play.host.HostName;
import dev.play.inventory.HostPattern;
import dev.play.inventory.LiveInventory;
import dev.play.report.ExitStatus;
import dev.play.source.Span;
import dev.play.template.EvaluationException;
import dev.play.value.Value;
import dev.play.variables.Definition;
import dev.play.variables.PlayVariables;
import dev.play.variables.RunVariables;
import dev.play.variables.TaskScope;
import dev.play.variables.VariableSettings;
import dev.play.variables.why.DefinitionPlaces;
import dev.play.variables.why.PlayDefinitions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** play why: where a host's variable comes from. */
@Command(
    name = "why",
    addMethodSubcommands = false,
    description = {
      "Tells which places define a variable for a host, the winner (->) first.",
      "With a playbook also what its plays, roles and tasks say; what holds only in some place, or"
          + " from there on, is marked by *."
    })
final class WhyCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final EventJson json = new EventJson();

  @Parameters(index = "0", paramLabel = "HOST")
  String host = "";

  @Parameters(index = "1", paramLabel = "VARIABLE")
  String variable = "";

  @Option(
      names = {"-p", "--playbook"},
      paramLabel = "FILE",
      description = "Look into the plays of this playbook that are for the host.")
  List<String> playbooks = new ArrayList<>();

  @Mixin InventoryOptions inventory = new InventoryOptions();

  WhyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Project project = new Project(terminal, inventory);
    if (project.report(project.problems())) {
      return ExitStatus.USAGE.code();
    }
    HostName name = new HostName(host);
    if (project.inventory.host(name).isEmpty()) {
      throw new UsageException("there is no host " + host);
    }
    RunVariables run =
        project.variables(new LiveInventory(project.inventory), VariableSettings.DEFAULT);
    boolean found =
        playbooks.isEmpty()
            ? tell(
                project, run.withoutPlay(Optional.of(terminal.directory())).scope(name), List.of())
            : plays(project, run, name);
    if (!found) {
      terminal.out().println(variable + " is not defined for " + host + elsewhere());
    }
    terminal.out().flush();
    return found ? ExitStatus.OK.code() : ExitStatus.USAGE.code();
  }

  private String elsewhere() {
    return playbooks.isEmpty() ? " outside of plays; -p PLAYBOOK looks into a playbook" : "";
  }

  private boolean plays(Project project, RunVariables run, HostName name) {
    List<Path> files = playbooks.stream().map(terminal.directory()::resolve).toList();
    CompileResult compiled = project.compile(files, false);
    if (project.report(compiled.problems())) {
      throw new UsageException("the playbook has mistakes");
    }
    boolean found = false;
    for (CompiledPlay play : compiled.playbook().plays()) {
      PlayVariables variables = run.play(play, Map.of());
      if (!isFor(play, variables, project, name)) {
        continue;
      }
      terminal.out().println("play at " + play.span() + ":");
      List<Definition> later =
          PlayDefinitions.of(variable, play, compiled.steps(), project.yaml, terminal.home());
      found |= tell(project, variables.scope(name), later);
    }
    return found;
  }

  private static boolean isFor(
      CompiledPlay play, PlayVariables variables, Project project, HostName name) {
    try {
      Value pattern = play.hosts().evaluate(variables.controllerScope());
      List<String> patterns = new ArrayList<>();
      if (pattern instanceof Value.Text(String text)) {
        patterns.add(text);
      } else if (pattern instanceof Value.Sequence(List<Value> items)) {
        items.stream()
            .filter(Value.Text.class::isInstance)
            .forEach(item -> patterns.add(((Value.Text) item).text()));
      }
      return HostPattern.parse(String.join(",", patterns))
          .in(project.inventory)
          .hosts()
          .contains(name);
    } catch (HostPattern.Mistake | EvaluationException e) {
      // Told by a run; nobody can say whether the play is for the host.
      return false;
    }
  }

  /** Whether there was anything to tell. */
  private boolean tell(Project project, TaskScope scope, List<Definition> later) {
    List<Definition> always = scope.explain(variable);
    Set<String> origins = new HashSet<>();
    always.forEach(one -> origins.add(one.level() + one.origin()));
    DefinitionPlaces places = new DefinitionPlaces(project.yaml, terminal.directory());
    Optional<Definition> winner = always.stream().findFirst();
    List<Definition> all = new ArrayList<>(always);
    later.stream().filter(one -> origins.add(one.level() + one.origin())).forEach(all::add);
    // The sort is stable: within a level what is later comes first already.
    all.sort(java.util.Comparator.comparing(Definition::level).reversed());
    for (Definition one : all) {
      boolean wins = winner.filter(one::equals).isPresent();
      String mark = wins ? "-> " : always.contains(one) ? "   " : " * ";
      terminal.out().println(mark + line(one, places, project));
      if (wins) {
        expanded(project, scope, one).ifPresent(text -> terminal.out().println("   = " + text));
      }
    }
    return !all.isEmpty();
  }

  private String line(Definition one, DefinitionPlaces places, Project project) {
    Optional<Span> place = places.find(variable, one.origin());
    String from = place.map(Span::toString).orElse(one.origin());
    String level = place.isPresent() ? " (" + one.level().title() + ")" : "";
    return project.redactor.clean(json.compact(one.value())) + "  from " + from + level;
  }

  /** The value with its templates evaluated, where it has some. */
  private Optional<String> expanded(Project project, TaskScope scope, Definition winner) {
    try {
      Value value = project.templates.deepResolve(winner.value(), scope);
      return value.equals(winner.value())
          ? Optional.empty()
          : Optional.of(project.redactor.clean(json.compact(value)));
    } catch (EvaluationException mistake) {
      return Optional.of("(" + mistake.message() + ")");
    }
  }
}
