package dev.play.template.operation;

import dev.play.template.library.ObjectValue;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What {@code namespace()} makes: the one thing in a template that can be changed. */
public final class NamespaceValue implements ObjectValue {
  private final Map<String, Value> values;

  public NamespaceValue(Map<String, Value> values) {
    this.values = new LinkedHashMap<>(values);
  }

  @Override
  public Optional<Value> member(String name) {
    return Optional.ofNullable(values.get(name));
  }

  public void set(String name, Value value) {
    values.put(name, value);
  }

  @Override
  public String typeName() {
    return "Namespace";
  }

  @Override
  public String toString() {
    return "<Namespace " + values.keySet() + ">";
  }
}
