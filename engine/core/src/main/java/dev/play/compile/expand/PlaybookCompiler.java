package dev.play.compile.expand;

import dev.play.compile.CompiledPlay;
import dev.play.compile.CompiledPlaybook;
import dev.play.compile.Keywords;
import dev.play.compile.StepSource;
import dev.play.compile.VarLayer;
import dev.play.compile.check.PlayChecks;
import dev.play.playbook.Keyword;
import dev.play.playbook.PlaybookItem;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.value.Value;
import dev.play.yaml.YamlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Playbooks as files to plays ready to run, with every mistake in them. */
public final class PlaybookCompiler {
  private final Session session;
  private final Diagnostics problems = new Diagnostics();
  private boolean complete = true;

  public PlaybookCompiler(CompileContext context) {
    this.session = new Session(context);
  }

  /** All plays of a playbook that is given as text, as if it lay at {@code file}. */
  public CompileResult compile(Path file, String text) {
    session.place(session.context().workingDirectory().resolve(file).normalize(), text);
    return compile(List.of(file));
  }

  /** All plays of these playbooks, in order. To be called once. */
  public CompileResult compile(List<Path> playbooks) {
    List<CompiledPlay> plays = new ArrayList<>();
    for (Path playbook : playbooks) {
      Path file = session.context().workingDirectory().resolve(playbook).normalize();
      plays.addAll(file(file, Keywords.NONE, VarLayer.EMPTY, List.of()));
    }
    CompileContext context = session.context();
    Set<String> defined = new LinkedHashSet<>(context.inventoryVariables());
    defined.addAll(context.extraVars().keySet());
    if (context.settings().isSet("FACTS_MODULES")) {
      defined.add("ansible_facts_modules");
    }
    PlayChecks checks =
        new PlayChecks(
            context.templates(),
            session,
            new PlayChecks.Outside(
                defined,
                factsOutside(context),
                context.matchesHosts(),
                complete,
                context.settings().flag("ERROR_ON_MISSING_HANDLER"),
                context.willRun()));
    List<CompiledPlay> checked = checks.check(plays, problems);
    StepSource steps = session.includes();
    return new CompileResult(
        new CompiledPlaybook(playbooks.isEmpty() ? Path.of("") : playbooks.getFirst(), checked),
        steps,
        sorted(problems.all()));
  }

  /** With a cache others may look up what this run gathers. */
  private static Set<String> factsOutside(CompileContext context) {
    Set<String> facts = new LinkedHashSet<>(context.inventoryFacts());
    if (context.settings().isSet("CACHE_PLUGIN")) {
      facts.add(CompiledPlay.ANY_FACT);
    }
    return facts;
  }

  private List<CompiledPlay> file(
      Path file, Keywords around, VarLayer importVars, List<Path> chain) {
    YamlFile read = session.file(file);
    read.problems().forEach(problems::add);
    session.foreign().beside(file);
    Workbench reading = Workbench.create(session);
    List<PlaybookItem> items = reading.playbooks().playbook(read);
    List<Path> way = new ArrayList<>(chain);
    way.add(file);
    List<CompiledPlay> plays = new ArrayList<>();
    for (PlaybookItem item : items) {
      switch (item) {
        case PlaybookItem.Play play -> {
          Workbench bench = Workbench.create(session);
          plays.add(new PlayExpander(bench).expand(play, file, around, importVars));
          bench.problems().all().forEach(problems::add);
          complete &= !bench.gaps().any();
        }
        case PlaybookItem.Import imported ->
            plays.addAll(imported(imported, file, around, importVars, way, reading));
      }
    }
    reading.problems().all().forEach(problems::add);
    return plays;
  }

  private List<CompiledPlay> imported(
      PlaybookItem.Import item,
      Path file,
      Keywords around,
      VarLayer importVars,
      List<Path> chain,
      Workbench bench) {
    Keywords keywords = bench.keywords().container(around, item.keywords());
    Map<String, Value> vars =
        new LinkedHashMap<>(
            bench
                .vars()
                .keyword(item.keywords().get(Keyword.VARS), "vars of the import at " + item.span())
                .values());
    vars.putAll(importVars.values());
    VarLayer merged = new VarLayer("vars of the import at " + item.span(), vars);
    Place place = Place.ofPlay(keywords, file, merged);
    Optional<String> name = bench.names().required(item.file(), "import_playbook", place, merged);
    if (name.isEmpty()) {
      return List.of();
    }
    Path target = place.playDirectory().resolve(name.get()).normalize();
    if (!Files.isRegularFile(target)) {
      Optional<Path> ofCollection = inCollection(name.get());
      if (ofCollection.isEmpty()) {
        bench
            .problems()
            .error(
                item.file().span(),
                "there is no playbook " + name.get(),
                "searched " + session.nameOf(target));
        return List.of();
      }
      target = ofCollection.get();
    }
    if (chain.contains(target)) {
      bench.problems().error(item.file().span(), "this playbook imports itself without end");
      return List.of();
    }
    return file(target, keywords, merged, chain);
  }

  /** {@code namespace.collection.playbook}. */
  private Optional<Path> inCollection(String name) {
    String[] parts = name.split("\\.");
    if (parts.length < 3) {
      return Optional.empty();
    }
    String file = String.join("/", List.of(parts).subList(2, parts.length));
    return session.context().rolesPath().collections().stream()
        .map(root -> root.resolve("ansible_collections").resolve(parts[0]).resolve(parts[1]))
        .flatMap(
            root ->
                java.util.stream.Stream.of(".yml", ".yaml", "")
                    .map(ending -> root.resolve("playbooks").resolve(file + ending)))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static List<Diagnostic> sorted(List<Diagnostic> all) {
    Set<Diagnostic> once = new LinkedHashSet<>(all);
    if (once.size() < 2) {
      return List.copyOf(once);
    }
    return once.stream()
        .sorted(
            Comparator.<Diagnostic, String>comparing(d -> d.span().file())
                .thenComparingInt(d -> d.span().line())
                .thenComparingInt(d -> d.span().column()))
        .toList();
  }
}
