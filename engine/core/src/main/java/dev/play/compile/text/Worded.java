package dev.play.compile.text;

import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.ConditionResult;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A condition with the words in which it was written, for results that tell which did not hold. */
public record Worded(Compiled compiled, String words) implements Compiled {
  /** What {@code false_condition} says: the words, or the constant. */
  public static Value of(Compiled condition) {
    return condition instanceof Worded worded
        ? new Value.Text(worded.words())
        : condition.constant().orElse(Value.FALSE);
  }

  @Override
  public Value evaluate(Scope scope) {
    return compiled.evaluate(scope);
  }

  @Override
  public ConditionResult condition(Scope scope) {
    return compiled.condition(scope);
  }

  @Override
  public Map<String, Span> freeVariableSpans() {
    return compiled.freeVariableSpans();
  }

  @Override
  public Set<String> guardedVariables() {
    return compiled.guardedVariables();
  }

  @Override
  public Set<String> certainVariables() {
    return compiled.certainVariables();
  }

  @Override
  public Optional<Value> constant() {
    return compiled.constant();
  }

  @Override
  public Span span() {
    return compiled.span();
  }
}
