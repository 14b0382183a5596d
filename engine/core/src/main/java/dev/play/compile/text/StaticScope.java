package dev.play.compile.text;

import dev.play.source.Span;
import dev.play.template.LookupContext;
import dev.play.template.Scope;
import dev.play.template.TemplateLoader;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The variables that are known before any host is: for the names of imports and roles. */
public final class StaticScope implements Scope {
  private final List<Map<String, Value>> layers;
  private final LookupContext lookups;

  /**
   * @param layers strongest first
   */
  public StaticScope(List<Map<String, Value>> layers, LookupContext lookups) {
    this.layers = List.copyOf(layers);
    this.lookups = lookups;
  }

  @Override
  public Value lookup(String name) {
    for (Map<String, Value> layer : layers) {
      Value value = layer.get(name);
      if (value != null) {
        return value;
      }
    }
    return new Value.Undefined("'" + name + "'", Optional.<Span>empty());
  }

  @Override
  public Set<String> names() {
    Set<String> names = new HashSet<>();
    layers.forEach(layer -> names.addAll(layer.keySet()));
    return names;
  }

  @Override
  public TemplateLoader loader() {
    return TemplateLoader.none();
  }

  @Override
  public LookupContext lookups() {
    return lookups;
  }

  @Override
  public Scope with(Map<String, Value> locals) {
    List<Map<String, Value>> more = new ArrayList<>(layers);
    more.addFirst(locals);
    return new StaticScope(more, lookups);
  }
}
