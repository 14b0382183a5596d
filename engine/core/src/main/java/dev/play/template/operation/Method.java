package dev.play.template.operation;

import dev.play.template.library.Arguments;
import dev.play.template.library.CallableValue;
import dev.play.template.library.Evaluation;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;

/** A method bound to its value: {@code text.split}. */
public record Method(String name, Value owner, String signature, Body body)
    implements CallableValue {
  /** What the method does. */
  @FunctionalInterface
  public interface Body {
    Value run(Arguments arguments, Evaluation evaluation);
  }

  @Override
  public Value call(List<Value> positional, Map<String, Value> named, Evaluation evaluation) {
    return body.run(Arguments.of(signature, positional, named), evaluation);
  }

  @Override
  public String typeName() {
    return "builtin_function_or_method";
  }

  @Override
  public String toString() {
    return "<built-in method " + name + ">";
  }
}
