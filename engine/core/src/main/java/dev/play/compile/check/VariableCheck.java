package dev.play.compile.check;

import dev.play.compile.CompiledPlay;
import dev.play.compile.Step;
import dev.play.compile.text.Texts;
import dev.play.schema.NearName;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.TemplateCompiler;
import dev.play.value.Value;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Variables that nobody defines. Errors are only for what every run would trip over: read in any
 * case, asked about nowhere, defined nowhere, and nothing about that may define what cannot be
 * told. What is read under a condition and looks like a slip of the pen is warned of.
 */
public final class VariableCheck {
  /** Set by the engine, or by modules while they work. Names with {@code ansible_} are facts. */
  private static final Set<String> MAGIC =
      Set.of(
          "inventory_hostname",
          "inventory_hostname_short",
          "group_names",
          "groups",
          "hostvars",
          "vars",
          "omit",
          "environment",
          "lookup",
          "query",
          "q",
          "now",
          "undef",
          "inventory_dir",
          "inventory_file",
          "playbook_dir",
          "play_hosts",
          "role_name",
          "role_path",
          "role_names",
          "role_uuid",
          "gather_subset",
          "module_setup",
          "item",
          "loop",
          "self",
          "caller",
          "varargs",
          "kwargs",
          "template_host",
          "template_uid",
          "template_path",
          "template_fullpath",
          "template_destpath",
          "template_mtime",
          "template_run_date");

  private final TemplateCompiler templates;
  private final Definitions definitions;
  private final Diagnostics problems;
  private final Set<String> guarded = new HashSet<>();
  private final Set<String> told = new HashSet<>();

  VariableCheck(TemplateCompiler templates, Definitions definitions, Diagnostics problems) {
    this.templates = templates;
    this.definitions = definitions;
    this.problems = problems;
  }

  /** What the play itself defines beside its steps. */
  void define(CompiledPlay play, VariableFileNames files) {
    definitions.add(play.vars());
    play.prompts().forEach(prompt -> definitions.add(prompt.name()));
    for (List<Compiled> candidates : play.varsFiles()) {
      for (Compiled candidate : candidates) {
        if (candidate.constant().orElse(null) instanceof Value.Text(String text)) {
          Stream.of(play.directory().resolve("vars").resolve(text), play.directory().resolve(text))
              .filter(Files::isRegularFile)
              .findFirst()
              .ifPresent(file -> definitions.add(files.layer(file)));
        } else {
          definitions.beOpen();
        }
      }
    }
  }

  /**
   * @param rendered the template files that the steps render
   */
  void check(Collection<Visit> visits, List<FileCheck.Rendered> rendered) {
    Uses uses = new Uses(templates);
    visits.forEach(uses::add);
    rendered.forEach(file -> uses.add(file.text(), file.conditional()));
    visits.forEach(visit -> guarded.addAll(specified(visit.step())));
    guarded.addAll(uses.guarded());
    Uses inside = insideVariables(uses);
    follow(uses);
    guarded.addAll(uses.guarded());
    if (definitions.open()) {
      return;
    }
    uses.certain().forEach(this::certain);
    uses.possible().forEach(this::possible);
    inside.possible().keySet().removeAll(inside.guarded());
    inside.possible().forEach(this::possible);
  }

  /**
   * What the texts of variables read, which are themselves read somewhere. That a text is read does
   * not say with which of a variable's values, so all of this is only possible. Names of filters
   * and the like that are slips of the pen are warned of at once.
   */
  private Uses insideVariables(Uses uses) {
    Diagnostics found = new Diagnostics();
    Texts texts = new Texts(templates, found);
    Uses inside = new Uses(templates);
    Set<String> done = new HashSet<>();
    Deque<Map.Entry<String, Span>> waiting = new ArrayDeque<>(uses.certain().entrySet());
    waiting.addAll(uses.possible().entrySet());
    while (!waiting.isEmpty()) {
      Map.Entry<String, Span> next = waiting.pop();
      if (!done.add(next.getKey())) {
        continue;
      }
      for (Value value : definitions.values(next.getKey())) {
        Compiled text = texts.value(value, next.getValue());
        inside.add(text, true);
        waiting.addAll(text.freeVariableSpans().entrySet());
      }
    }
    found.all().stream()
        .filter(p -> p.hint().filter(hint -> hint.startsWith("did you mean")).isPresent())
        .forEach(p -> problems.add(p.asWarning()));
    return inside;
  }

  /** What a role's argument specification names: the role's own check tells of it better. */
  private static Set<String> specified(Step step) {
    return step instanceof Step.Engine engine
            && engine.action() == Step.BuiltIn.VALIDATE_ARGUMENT_SPEC
            && engine.arguments().containsKey("argument_spec")
            && engine.arguments().get("argument_spec").value() instanceof Value.Dict options
        ? options.entries().keySet().stream()
            .filter(Value.Text.class::isInstance)
            .map(name -> ((Value.Text) name).text())
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  /** A variable's own text is read with it, when there is but one such text. */
  private void follow(Uses uses) {
    Set<String> done = new HashSet<>();
    Deque<String> waiting = new ArrayDeque<>(uses.certain().keySet());
    while (!waiting.isEmpty()) {
      String name = waiting.pop();
      if (guarded.contains(name) || !done.add(name)) {
        continue;
      }
      Optional<Value> value = definitions.only(name);
      if (value.isPresent() && value.get() instanceof Value.Template template) {
        Compiled text = uses.texts().value(template, template.span());
        uses.add(text, false);
        waiting.addAll(text.certainVariables());
      }
    }
  }

  private boolean isDefined(String name) {
    return name.startsWith("ansible_")
        || MAGIC.contains(name)
        || definitions.names().contains(name)
        || guarded.contains(name);
  }

  private void certain(String name, Span span) {
    if (isDefined(name) || !told.add(name)) {
      return;
    }
    Optional<String> near = near(name);
    if (near.isPresent()) {
      problems.error(
          span, "nobody defines the variable " + name, "did you mean " + near.get() + "?");
    } else {
      problems.error(
          span,
          "nobody defines the variable " + name,
          "define it in vars, defaults or the inventory, or give it by -e " + name + "=VALUE");
    }
  }

  private void possible(String name, Span span) {
    if (isDefined(name) || told.contains(name)) {
      return;
    }
    Optional<String> near = near(name).filter(n -> n.length() > 4 && NearName.isSlip(name, n));
    if (near.isPresent() && told.add(name)) {
      problems.warning(
          span, "nobody defines the variable " + name + "; did you mean " + near.get() + "?");
    }
  }

  private Optional<String> near(String name) {
    return NearName.of(name, definitions.names()).or(() -> NearName.of(name, MAGIC));
  }
}
