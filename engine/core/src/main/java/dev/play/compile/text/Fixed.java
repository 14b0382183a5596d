package dev.play.compile.text;

import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A value without expressions. */
public record Fixed(Value value, Span span) implements Compiled {
  @Override
  public Value evaluate(Scope scope) {
    return value;
  }

  @Override
  public Map<String, Span> freeVariableSpans() {
    return Map.of();
  }

  @Override
  public Set<String> guardedVariables() {
    return Set.of();
  }

  @Override
  public Optional<Value> constant() {
    return Optional.of(value);
  }
}
