package dev.play.inventory.source;

import dev.play.source.Span;
import dev.play.template.LookupContext;
import dev.play.template.Scope;
import dev.play.template.TemplateLoader;
import dev.play.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The variables of one host while an inventory is still being made. */
record ConstructedScope(Map<String, Value> variables, LookupContext lookups) implements Scope {
  ConstructedScope {
    variables = Map.copyOf(variables);
  }

  @Override
  public Value lookup(String name) {
    Value found = variables.get(name);
    return found == null ? new Value.Undefined("'" + name + "'", Optional.<Span>empty()) : found;
  }

  @Override
  public Set<String> names() {
    return variables.keySet();
  }

  @Override
  public TemplateLoader loader() {
    return TemplateLoader.none();
  }

  @Override
  public Scope with(Map<String, Value> locals) {
    Map<String, Value> all = new HashMap<>(variables);
    all.putAll(locals);
    return new ConstructedScope(all, lookups);
  }
}
