package dev.play.variables;

import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.EvaluationException;
import dev.play.template.Scope;
import dev.play.template.Values;
import dev.play.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiled texts without the compiler: a constant, or the value of one variable. */
record FixedText(Optional<String> variable, Value text) implements Compiled {
  static FixedText of(String text) {
    return new FixedText(Optional.empty(), Value.text(text));
  }

  static FixedText variable(String name) {
    return new FixedText(Optional.of(name), Value.NONE);
  }

  @Override
  public Value evaluate(Scope scope) {
    Value found = variable.map(scope::lookup).orElse(text);
    if (found instanceof Value.Undefined undefined) {
      EvaluationException e = Values.undefined(undefined);
      throw e;
    }
    return found;
  }

  @Override
  public Map<String, Span> freeVariableSpans() {
    return variable.map(name -> Map.of(name, span())).orElse(Map.of());
  }

  @Override
  public Set<String> guardedVariables() {
    return Set.of();
  }

  @Override
  public Optional<Value> constant() {
    return variable.isPresent() ? Optional.empty() : Optional.of(text);
  }

  @Override
  public Span span() {
    return Span.none("test");
  }
}
