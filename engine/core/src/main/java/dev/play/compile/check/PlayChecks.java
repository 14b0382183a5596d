package dev.play.compile.check;

import dev.play.compile.CompiledPlay;
import dev.play.compile.Step;
import dev.play.compile.StepSource;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.TemplateCompiler;
import dev.play.value.Value;
import dev.play.yaml.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The checks that need to see all plays of a run. */
public final class PlayChecks {
  /** What the checks need of the compiler. */
  public interface Sources {
    /** A file, read before or now. */
    YamlFile file(Path path);

    /** All files read so far. */
    Collection<YamlFile> files();

    /** How a file is called in messages. */
    String nameOf(Path path);

    /** What is compiled of a dynamic include; empty when its name is not constant. */
    Collection<StepSource.Included> ready(Step include);
  }

  /**
   * What is known from outside the playbooks.
   *
   * @param variables names that the inventory and the command line define
   * @param facts that the inventory's values refer to
   * @param matchesHosts whether a pattern matches any host
   * @param complete whether all parts of the plays could be had
   * @param handlersMustBeThere whether notifying nobody is an error
   * @param willRun where not, variables and handlers that are missing are warnings
   */
  public record Outside(
      Set<String> variables,
      Set<String> facts,
      Predicate<String> matchesHosts,
      boolean complete,
      boolean handlersMustBeThere,
      boolean willRun) {}

  private final TemplateCompiler templates;
  private final Sources sources;
  private final Outside outside;

  public PlayChecks(TemplateCompiler templates, Sources sources, Outside outside) {
    this.templates = templates;
    this.sources = sources;
    this.outside = outside;
  }

  /** Checks all plays; gives them back with the facts that they refer to. */
  public List<CompiledPlay> check(List<CompiledPlay> plays, Diagnostics problems) {
    VariableFileNames variableFiles = new VariableFileNames(sources::file);
    Definitions definitions = new Definitions(variableFiles);
    outside.variables().forEach(definitions::add);
    Diagnostics missing = new Diagnostics();
    VariableCheck variables = new VariableCheck(templates, definitions, missing);
    FileCheck files = new FileCheck(templates, sources::nameOf, problems);
    Map<Span, Diagnostic> notified = new LinkedHashMap<>();
    FactScan facts = new FactScan(templates, variableFiles);
    List<Visit> all = new ArrayList<>();
    if (!outside.complete()) {
      definitions.beOpen();
      facts.any();
    }
    for (CompiledPlay play : plays) {
      StepWalk walk = new StepWalk(play, sources::ready, isIdle(play));
      variables.define(play, variableFiles);
      if (!walk.complete()) {
        definitions.beOpen();
      }
      facts.play(play);
      walk.open().forEach(facts::include);
      for (Visit visit : walk.visits()) {
        definitions.add(visit.step());
        files.check(visit, walk.worksHere());
        facts.step(visit.step());
      }
      new HandlerCheck(
              walk.handlers(), walk.complete() && outside.complete(), outside.handlersMustBeThere())
          .check(walk.visits(), notified);
      all.addAll(walk.visits());
    }
    notified.values().forEach(missing::add);
    variables.check(all, files.rendered());
    missing.all().forEach(p -> problems.add(outside.willRun() ? p : p.asWarning()));
    facts.compiled(sources.files());
    Set<String> names = facts.names();
    names.addAll(outside.facts());
    return plays.stream().map(play -> play.withReferencedFacts(names)).toList();
  }

  private boolean isIdle(CompiledPlay play) {
    return play.hosts().constant().orElse(null) instanceof Value.Text(String hosts)
        && !outside.matchesHosts().test(hosts);
  }
}
