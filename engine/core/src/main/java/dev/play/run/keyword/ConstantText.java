package dev.play.run.keyword;

import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A text of the engine's own where a compiled one is wanted. */
public record ConstantText(String text, Span span) implements Compiled {
  @Override
  public Value evaluate(Scope scope) {
    return new Value.Text(text);
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
    return Optional.of(new Value.Text(text));
  }
}
