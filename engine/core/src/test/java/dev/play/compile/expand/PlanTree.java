package dev.play.compile.expand;

import dev.play.compile.CompiledPlay;
import dev.play.compile.Keywords;
import dev.play.compile.Step;
import dev.play.template.Compiled;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Compiled plays as a short text: a line a step, with what the step has inherited. */
final class PlanTree {
  private final StringBuilder out = new StringBuilder();

  static String of(CompileResult result) {
    PlanTree tree = new PlanTree();
    for (CompiledPlay play : result.playbook().plays()) {
      tree.line(0, "play " + text(play.hosts()) + tree.keywords(play.keywords()));
      tree.steps(play.steps(), 1);
      if (!play.handlers().isEmpty()) {
        tree.line(1, "handlers");
        tree.steps(play.handlers(), 2);
      }
    }
    return tree.out.toString();
  }

  private void steps(List<Step> steps, int depth) {
    for (Step step : steps) {
      switch (step) {
        case Step.Task task -> line(depth, task.module().name() + arguments(task) + rest(task));
        case Step.Engine engine ->
            line(depth, engine.action().name().toLowerCase(Locale.ROOT) + rest(engine));
        case Step.Block block -> {
          line(depth, "block");
          steps(block.body(), depth + 1);
          part("rescue", block.rescue(), depth);
          part("always", block.always(), depth);
        }
        case Step.IncludeTasks include ->
            line(depth, "include_tasks " + text(include.file()) + rest(include));
        case Step.IncludeRole include ->
            line(depth, "include_role " + text(include.role()) + rest(include));
        case Step.RoleBody body -> {
          line(depth, "role " + body.role().name() + params(body.role().given()));
          steps(body.body(), depth + 1);
        }
        case Step.Meta meta -> line(depth, meta.action().name().toLowerCase(Locale.ROOT));
      }
    }
  }

  private void part(String name, List<Step> steps, int depth) {
    if (!steps.isEmpty()) {
      line(depth, name);
      steps(steps, depth + 1);
    }
  }

  private static String arguments(Step.Task task) {
    StringBuilder all = new StringBuilder();
    task.arguments()
        .forEach(
            (name, argument) ->
                all.append(" ").append(name).append("=").append(plain(argument.value())));
    return all.toString();
  }

  private static Object plain(Value value) {
    return String.valueOf(Value.toJava(value, secret -> "***"));
  }

  private String rest(Step step) {
    List<String> vars = new ArrayList<>();
    step.around().vars().forEach(l -> vars.addAll(l.values().keySet()));
    return keywords(step.keywords())
        + (vars.isEmpty() ? "" : " vars=" + String.join(",", vars))
        + step.around().role().map(r -> " in " + r.name()).orElse("");
  }

  private String keywords(Keywords k) {
    List<String> all = new ArrayList<>();
    k.name().ifPresent(n -> all.add("name=" + text(n)));
    if (!k.when().isEmpty()) {
      all.add("when=" + k.when().size());
    }
    k.loop().ifPresent(l -> all.add("loop=" + l.lookup().orElse("") + ":" + l.variable()));
    k.register().ifPresent(r -> all.add("register=" + text(r)));
    if (!k.tags().isEmpty()) {
      all.add("tags=" + String.join(",", new TreeSet<>(k.tags())));
    }
    k.become().become().ifPresent(b -> all.add("become=" + text(b)));
    k.delegateTo().ifPresent(d -> all.add("to=" + text(d)));
    if (!k.environment().isEmpty()) {
      all.add("environment=" + k.environment().size());
    }
    if (!k.notifies().isEmpty()) {
      all.add("notify=" + k.notifies().stream().map(PlanTree::text).toList());
    }
    if (!k.moduleDefaults().modules().isEmpty()) {
      all.add("defaults=" + new TreeSet<>(k.moduleDefaults().modules().keySet()));
    }
    return all.isEmpty() ? "" : " [" + String.join(" ", all) + "]";
  }

  private static String params(Map<String, Value> given) {
    return given.isEmpty() ? "" : " params=" + new TreeSet<>(given.keySet());
  }

  private static String text(Compiled compiled) {
    Optional<Value> constant = compiled.constant();
    return constant.map(value -> String.valueOf(plain(value))).orElse("{{}}");
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }
}
