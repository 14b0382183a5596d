package dev.play.compile.keyword;

import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A keyword with a template that may turn out to be {@code omit}: then that of around counts. */
record OrAround(Compiled own, Compiled around) implements Compiled {
  static Compiled of(Compiled own, Optional<Compiled> around) {
    return around.isPresent() && own.constant().isEmpty() ? new OrAround(own, around.get()) : own;
  }

  @Override
  public Value evaluate(Scope scope) {
    Value value = own.evaluate(scope);
    boolean omitted = !(value instanceof Value.Undefined) && value == scope.lookup("omit");
    return omitted ? around.evaluate(scope) : value;
  }

  @Override
  public Map<String, Span> freeVariableSpans() {
    Map<String, Span> all = new LinkedHashMap<>(own.freeVariableSpans());
    around.freeVariableSpans().forEach(all::putIfAbsent);
    return all;
  }

  @Override
  public Set<String> guardedVariables() {
    Set<String> all = new LinkedHashSet<>(own.guardedVariables());
    all.addAll(around.guardedVariables());
    return all;
  }

  @Override
  public Set<String> certainVariables() {
    return own.certainVariables();
  }

  @Override
  public Optional<Value> constant() {
    return Optional.empty();
  }

  @Override
  public Span span() {
    return own.span();
  }
}
