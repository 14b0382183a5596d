package dev.play.compile.check;

import dev.play.compile.Keywords;
import dev.play.compile.Step;
import dev.play.compile.text.Texts;
import dev.play.schema.Argument;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.TemplateCompiler;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The variables that steps read. */
final class Uses {
  private static final Map<String, Set<String>> EXPRESSIONS =
      Map.of("assert", Set.of("that"), "debug", Set.of("var"));

  private final Texts texts;
  private final Map<String, Span> certain = new LinkedHashMap<>();
  private final Map<String, Span> possible = new LinkedHashMap<>();
  private final Set<String> guarded = new LinkedHashSet<>();

  Uses(TemplateCompiler templates) {
    // What is wrong with the texts was told when they were compiled first.
    this.texts = new Texts(templates, new Diagnostics());
  }

  /** Read by every run that gets through the play, each with its first place. */
  Map<String, Span> certain() {
    return certain;
  }

  /** Read under some condition. */
  Map<String, Span> possible() {
    return possible;
  }

  /** Those that some text asks about before it reads them. */
  Set<String> guarded() {
    return guarded;
  }

  Texts texts() {
    return texts;
  }

  void add(Visit visit) {
    Keywords k = visit.step().keywords();
    boolean hidden = visit.conditional();
    conditions(k.when(), hidden);
    k.loop()
        .ifPresent(
            loop -> {
              add(loop.items(), hidden && !onlyLoop(k));
              loop.label().ifPresent(label -> add(label, true));
              loop.pause().ifPresent(pause -> add(pause, true));
              loop.breakWhen().forEach(condition -> add(condition, true));
            });
    for (Compiled late : late(k)) {
      add(late, true);
    }
    for (Compiled early : early(k)) {
      add(early, hidden);
    }
    switch (visit.step()) {
      case Step.Task task -> arguments(task.module().name(), task.arguments(), hidden);
      case Step.Engine engine -> arguments(engine.spec().name(), engine.arguments(), hidden);
      case Step.IncludeTasks include -> add(include.file(), hidden);
      case Step.IncludeRole include -> {
        add(include.role(), hidden);
        include.options().tasksFrom().ifPresent(name -> add(name, hidden));
      }
      case Step.Block block -> {}
      case Step.RoleBody body -> {}
      case Step.Meta meta -> {}
    }
  }

  /** A loop makes its task conditional, but its items are evaluated in any case. */
  private static boolean onlyLoop(Keywords k) {
    return k.when().isEmpty() && k.ignoreErrors().isEmpty() && !k.tags().contains("never");
  }

  private static List<Compiled> late(Keywords k) {
    List<Compiled> late = new ArrayList<>();
    k.name().ifPresent(late::add);
    late.addAll(k.changedWhen());
    late.addAll(k.failedWhen());
    late.addAll(k.until());
    late.addAll(k.notifies());
    return late;
  }

  private static List<Compiled> early(Keywords k) {
    List<Compiled> early = new ArrayList<>(k.environment());
    for (Optional<Compiled> one :
        List.of(
            k.delegateTo(),
            k.become().become(),
            k.become().user(),
            k.remoteUser(),
            k.noLog(),
            k.checkMode(),
            k.runOnce(),
            k.timeout(),
            k.retries(),
            k.delay(),
            k.async(),
            k.poll())) {
      one.ifPresent(early::add);
    }
    return early;
  }

  private void conditions(List<Compiled> when, boolean hidden) {
    for (int i = 0; i < when.size(); i++) {
      // A step with a condition counts as hidden; only its first condition need not be.
      add(when.get(i), hidden || i > 0);
    }
  }

  private void arguments(String module, Map<String, Argument> arguments, boolean hidden) {
    Set<String> expressions = EXPRESSIONS.getOrDefault(module, Set.of());
    arguments.forEach(
        (name, argument) -> {
          if (expressions.contains(name)) {
            expressions(argument.value(), argument.valueSpan(), hidden || module.equals("debug"));
          } else {
            add(texts.value(argument.value(), argument.valueSpan()), hidden);
          }
        });
  }

  private void expressions(Value value, Span span, boolean hidden) {
    switch (value) {
      case Value.Sequence(List<Value> items) ->
          items.forEach(item -> expressions(item, span, hidden));
      case Value.Text(String text) when !text.isBlank() ->
          add(texts.expression(text, span), hidden);
      default -> add(texts.value(value, span), hidden);
    }
  }

  /** A text that is read, in any case or under a condition. */
  void add(Compiled text, boolean hidden) {
    guarded.addAll(text.guardedVariables());
    Set<String> sure = text.certainVariables();
    text.freeVariableSpans()
        .forEach(
            (name, span) ->
                (!hidden && sure.contains(name) ? certain : possible).putIfAbsent(name, span));
  }
}
