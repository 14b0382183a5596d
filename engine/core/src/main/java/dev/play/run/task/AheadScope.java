package dev.play.run.task;

import dev.play.template.EvaluationException;
import dev.play.template.LookupContext;
import dev.play.template.Scope;
import dev.play.template.TemplateLoader;
import dev.play.value.Value;
import java.util.Map;
import java.util.Set;

/**
 * A scope for looking ahead: what a task would ask is found out before its turn, but nothing may
 * happen by it. Lookups may run programs and write files, so whatever needs one has to wait.
 */
record AheadScope(Scope scope) implements Scope {
  @Override
  public Value lookup(String name) {
    return scope.lookup(name);
  }

  @Override
  public Set<String> names() {
    return scope.names();
  }

  @Override
  public TemplateLoader loader() {
    return scope.loader();
  }

  @Override
  public LookupContext lookups() {
    throw EvaluationException.of("lookups wait for their task's turn");
  }

  @Override
  public Scope with(Map<String, Value> locals) {
    return new AheadScope(scope.with(locals));
  }
}
