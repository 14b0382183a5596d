package dev.play.template.eval;

import dev.play.template.library.CallableValue;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Function;
import dev.play.template.library.Library.Entry;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;

/** A global function as a value. */
public record FunctionValue(Entry<Function> entry) implements CallableValue {
  @Override
  public Value call(List<Value> positional, Map<String, Value> named, Evaluation evaluation) {
    return Invocation.function(entry, positional, named, (Frame) evaluation);
  }

  @Override
  public String typeName() {
    return "function";
  }

  @Override
  public String toString() {
    return "<function " + entry.name() + ">";
  }
}
