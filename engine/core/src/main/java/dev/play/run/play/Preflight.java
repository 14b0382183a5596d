package dev.play.run.play;

import dev.play.compile.CompiledPlay;
import dev.play.compile.CompiledPlaybook;
import dev.play.compile.Keywords;
import dev.play.compile.Step;
import dev.play.run.keyword.KeywordReader;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.template.PythonText;
import java.util.List;
import java.util.Set;

/** Finds what this version cannot run before anything runs. */
public final class Preflight {
  private static final Set<String> STRATEGIES = Set.of("linear", "free", "host_pinned", "debug");
  private static final List<String> DEBUGGER =
      List.of("always", "never", "on_failed", "on_unreachable", "on_skipped");
  private final Diagnostics problems = new Diagnostics();

  private Preflight() {}

  /** All that cannot be run, at its place. */
  public static List<Diagnostic> of(CompiledPlaybook playbook) {
    Preflight preflight = new Preflight();
    playbook.plays().forEach(preflight::play);
    return preflight.problems.all();
  }

  private void play(CompiledPlay play) {
    play.strategy()
        .ifPresent(
            strategy ->
                strategy
                    .constant()
                    .map(PythonText::str)
                    .map(name -> name.substring(name.lastIndexOf('.') + 1))
                    .filter(name -> !STRATEGIES.contains(name))
                    .ifPresent(
                        name ->
                            problems.error(
                                strategy.span(),
                                "the strategy " + name + " is not supported",
                                "it is linear, free, host_pinned or debug")));
    play.steps().forEach(this::step);
    play.handlers().forEach(this::step);
  }

  private void step(Step step) {
    keywords(step);
    switch (step) {
      case Step.Block b -> {
        b.body().forEach(this::step);
        b.rescue().forEach(this::step);
        b.always().forEach(this::step);
      }
      case Step.RoleBody r -> r.body().forEach(this::step);
      default -> {}
    }
  }

  private void keywords(Step step) {
    Keywords keywords = step.keywords();
    keywords
        .debugger()
        .flatMap(d -> d.constant())
        .map(PythonText::str)
        .filter(text -> !DEBUGGER.contains(text))
        .ifPresent(
            text ->
                problems.error(
                    keywords.debugger().orElseThrow().span(),
                    "'" + text + "' is not one of the supported values for debugger",
                    "it is " + String.join(", ", DEBUGGER)));
    keywords
        .checkMode()
        .flatMap(c -> c.constant())
        .filter(value -> KeywordReader.asBoolean(value) == null)
        .ifPresent(
            value ->
                problems.error(
                    keywords.checkMode().orElseThrow().span(), "check_mode must be true or false"));
  }
}
