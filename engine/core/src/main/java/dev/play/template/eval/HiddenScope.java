package dev.play.template.eval;

import dev.play.template.LookupContext;
import dev.play.template.Scope;
import dev.play.template.TemplateLoader;
import dev.play.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A scope without variables, for templates imported without context. */
public record HiddenScope(Scope behind) implements Scope {
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
    return behind.loader();
  }

  @Override
  public LookupContext lookups() {
    return behind.lookups();
  }

  @Override
  public Scope with(Map<String, Value> locals) {
    return behind.with(locals);
  }
}
