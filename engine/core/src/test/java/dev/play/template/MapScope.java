package dev.play.template;

import dev.play.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A scope over a map, for tests. */
public record MapScope(Map<String, Value> values, TemplateLoader loader, LookupContext lookups)
    implements Scope {

  public static MapScope of(Map<String, Value> values) {
    return new MapScope(values, TemplateLoader.none(), FixedLookups.plain());
  }

  public static MapScope of(Object... namesAndValues) {
    Map<String, Value> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], Value.ofJava(namesAndValues[i + 1]));
    }
    return of(values);
  }

  public MapScope loading(Map<String, String> templates) {
    return new MapScope(
        values,
        name ->
            Optional.ofNullable(templates.get(name))
                .map(text -> new TemplateLoader.Source(text, name)),
        lookups);
  }

  public MapScope withLookups(LookupContext other) {
    return new MapScope(values, loader, other);
  }

  @Override
  public Value lookup(String name) {
    Value value = values.get(name);
    return value == null ? new Value.Undefined("'" + name + "'", Optional.empty()) : value;
  }

  @Override
  public Set<String> names() {
    return values.keySet();
  }

  @Override
  public Scope with(Map<String, Value> locals) {
    Map<String, Value> both = new HashMap<>(values);
    both.putAll(locals);
    return new MapScope(both, loader, lookups);
  }
}
