package dev.play.template.eval;

import dev.play.template.PythonText;
import dev.play.template.library.ObjectValue;
import dev.play.value.Value;
import java.util.Map;
import java.util.Optional;

/** An imported template: its macros and variables. */
public record ModuleValue(String name, Map<String, Value> names, Value text)
    implements ObjectValue {
  @Override
  public Optional<Value> member(String member) {
    return Optional.ofNullable(names.get(member));
  }

  @Override
  public String typeName() {
    return "TemplateModule";
  }

  @Override
  public String toString() {
    return PythonText.str(text);
  }
}
