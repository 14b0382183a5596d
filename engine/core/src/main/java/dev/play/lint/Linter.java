package dev.play.lint;

import dev.play.lint.seen.FileKind;
import dev.play.lint.seen.ProjectFiles;
import dev.play.lint.seen.RoleSeen;
import dev.play.lint.seen.ScopeSeen;
import dev.play.lint.seen.SourceFile;
import dev.play.lint.seen.TaskSeen;
import dev.play.playbook.KeywordMap;
import dev.play.playbook.ModuleNames;
import dev.play.playbook.PlaybookItem;
import dev.play.playbook.PlaybookParser;
import dev.play.playbook.TaskItem;
import dev.play.playbook.TaskParser;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.yaml.Node;
import dev.play.yaml.YamlData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Looks through the files of a project by the rules. One for each look. */
public final class Linter {
  private final ProjectFiles files;
  private final ModuleNames modules;
  private final Selection selection;
  private final List<Rule> rules;
  private final Set<Finding> findings = new LinkedHashSet<>();
  private final Set<Finding> warnings = new LinkedHashSet<>();

  public Linter(ProjectFiles files, ModuleNames modules, Selection selection) {
    this.files = files;
    this.modules = modules;
    this.selection = selection;
    this.rules = Rules.all().stream().filter(rule -> selection.of(rule) != Rule.State.OFF).toList();
  }

  /**
   * What was found, in order of files and lines.
   *
   * @param findings reasons to fail
   * @param warnings no reasons
   * @param files how many were read
   */
  public record Result(List<Finding> findings, List<Finding> warnings, int files) {}

  /** Looks at the files at and below these paths. */
  public Result look(List<Path> paths) {
    List<SourceFile> all = files.find(paths);
    Map<Path, List<SourceFile>> roles = new TreeMap<>();
    for (SourceFile file : all) {
      file.role().ifPresent(role -> roles.computeIfAbsent(role, r -> new ArrayList<>()).add(file));
      look(file);
    }
    roles.forEach((path, some) -> look(new RoleSeen(path, some)));
    return new Result(sorted(findings), sorted(warnings), all.size());
  }

  private static List<Finding> sorted(Set<Finding> all) {
    return all.stream()
        .sorted(
            Comparator.comparing((Finding f) -> f.span().file())
                .thenComparing(f -> f.span().line())
                .thenComparing(f -> f.span().column())
                .thenComparing(Finding::rule))
        .toList();
  }

  private void look(SourceFile file) {
    Diagnostics problems = new Diagnostics();
    file.yaml().problems().forEach(problems::add);
    for (Rule rule : rules) {
      if (rule.check() instanceof Rule.Check.OfFile check) {
        check.look(file, into(rule, file, 0, 0));
      }
    }
    Map<Span, Node.Mapping> raw = file.mappings();
    switch (file.kind()) {
      case PLAYBOOK -> {
        for (PlaybookItem item : new PlaybookParser(modules, problems).playbook(file.yaml())) {
          if (item instanceof PlaybookItem.Play play) {
            play(play, file, raw);
          }
        }
      }
      case TASKS, HANDLERS -> {
        boolean handlers = file.kind() == FileKind.HANDLERS;
        tasks(
            new TaskParser(modules, problems).tasks(file.yaml().root(), handlers),
            new Place(file, raw, List.of(), handlers));
      }
      case VARIABLES, ROLE_META -> file.yaml().root().ifPresent(new YamlData(problems)::value);
    }
    problems.all().forEach(problem -> parsed(problem, file));
  }

  /** What the parser has to say. */
  private void parsed(Diagnostic problem, SourceFile file) {
    boolean twice = problem.message().startsWith(YamlData.DUPLICATE);
    if (problem.severity() == Diagnostic.Severity.ERROR || twice) {
      into(twice ? Rules.DUPLICATES : Rules.SYNTAX, file, 0, 0)
          .at(problem.span(), problem.message(), problem.hint().orElse(""));
    }
  }

  private record Place(
      SourceFile file, Map<Span, Node.Mapping> raw, List<KeywordMap> around, boolean handlers) {
    Place within(KeywordMap keywords) {
      List<KeywordMap> more = new ArrayList<>(around);
      more.add(keywords);
      return new Place(file, raw, more, handlers);
    }

    Place asHandlers() {
      return new Place(file, raw, around, true);
    }
  }

  private void play(PlaybookItem.Play play, SourceFile file, Map<Span, Node.Mapping> raw) {
    Place place = new Place(file, raw, List.of(), false);
    scope(ScopeSeen.Kind.PLAY, play.span(), play.keywords(), place);
    Place inside = place.within(play.keywords());
    tasks(play.preTasks(), inside);
    tasks(play.tasks(), inside);
    tasks(play.postTasks(), inside);
    tasks(play.handlers(), inside.asHandlers());
  }

  private void tasks(List<TaskItem> items, Place place) {
    for (TaskItem item : items) {
      switch (item) {
        case TaskItem.Block block -> {
          scope(ScopeSeen.Kind.BLOCK, block.span(), block.keywords(), place);
          Place inside = place.within(block.keywords());
          tasks(block.body(), inside);
          tasks(block.rescue(), inside);
          tasks(block.always(), inside);
        }
        case TaskItem.Task task -> task(task, place);
      }
    }
  }

  private void scope(ScopeSeen.Kind kind, Span span, KeywordMap keywords, Place place) {
    Node.Mapping written = place.raw().get(span);
    if (written == null) {
      return;
    }
    ScopeSeen seen = new ScopeSeen(kind, keywords, written, place.file(), place.around());
    int last = kind == ScopeSeen.Kind.TASK ? seen.lastLine() : span.line();
    for (Rule rule : rules) {
      if (rule.check() instanceof Rule.Check.OfScope check) {
        check.look(seen, into(rule, place.file(), span.line(), last));
      }
    }
  }

  private void task(TaskItem.Task task, Place place) {
    scope(ScopeSeen.Kind.TASK, task.span(), task.keywords(), place);
    Node.Mapping written = place.raw().get(task.span());
    if (written == null) {
      return;
    }
    ScopeSeen scope =
        new ScopeSeen(ScopeSeen.Kind.TASK, task.keywords(), written, place.file(), place.around());
    TaskSeen seen = new TaskSeen(task, scope, place.handlers());
    for (Rule rule : rules) {
      if (rule.check() instanceof Rule.Check.OfTask check) {
        check.look(seen, into(rule, place.file(), task.span().line(), scope.lastLine()));
      }
    }
  }

  private void look(RoleSeen role) {
    for (Rule rule : rules) {
      if (rule.check() instanceof Rule.Check.OfRole check) {
        check.look(
            role,
            (span, message, hint) ->
                role.files().stream()
                    .filter(file -> file.name().equals(span.file()))
                    .findFirst()
                    .ifPresentOrElse(
                        file -> into(rule, file, 0, 0).at(span, message, hint),
                        () -> add(rule, span, message, hint)));
      }
    }
  }

  /** Takes what a rule finds, unless a comment in these lines is against it. */
  private Findings into(Rule rule, SourceFile file, int from, int to) {
    return (span, message, hint) -> {
      boolean covered =
          NoQa.covers(file.lines(), from, to, rule)
              || NoQa.covers(file.lines(), span.line(), span.line(), rule);
      if (!covered) {
        add(rule, span, message, hint);
      }
    };
  }

  private void add(Rule rule, Span span, String message, String hint) {
    Rule.State state = selection.of(rule);
    if (state != Rule.State.OFF) {
      (state == Rule.State.ON ? findings : warnings)
          .add(new Finding(rule.id(), message, span, hint));
    }
  }
}
