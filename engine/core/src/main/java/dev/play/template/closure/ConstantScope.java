package dev.play.template.closure;

import dev.play.template.EvaluationException;
import dev.play.template.LookupContext;
import dev.play.template.Scope;
import dev.play.template.TemplateLoader;
import dev.play.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The scope in which constants are computed: nothing is there. */
record ConstantScope() implements Scope {
  @Override
  public Value lookup(String name) {
    return new Value.Undefined("'" + name + "'", Optional.empty());
  }

  @Override
  public Set<String> names() {
    return Set.of();
  }

  @Override
  public TemplateLoader loader() {
    return TemplateLoader.none();
  }

  @Override
  public LookupContext lookups() {
    throw EvaluationException.of("this is no constant");
  }

  @Override
  public Scope with(Map<String, Value> locals) {
    return this;
  }
}
