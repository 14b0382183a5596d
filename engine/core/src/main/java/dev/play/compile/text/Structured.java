package dev.play.compile.text;

import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.EvaluationException;
import dev.play.template.Scope;
import dev.play.template.Values;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A list or dictionary with expressions in it. */
final class Structured implements Compiled {
  private final Value shape;
  private final Map<Value.Template, Compiled> parts;
  private final Span span;

  /**
   * @param parts every template in the shape, compiled
   */
  Structured(Value shape, Map<Value.Template, Compiled> parts, Span span) {
    this.shape = shape;
    this.parts = Map.copyOf(parts);
    this.span = span;
  }

  @Override
  public Value evaluate(Scope scope) {
    return evaluate(shape, scope, false);
  }

  @Override
  public Value evaluateLeniently(Scope scope) {
    return evaluate(shape, scope, true);
  }

  private Value evaluate(Value value, Scope scope, boolean lenient) {
    return switch (value) {
      case Value.Template template -> lenient ? perhaps(template, scope) : part(template, scope);
      case Value.Secret(Value hidden) -> new Value.Secret(evaluate(hidden, scope, lenient));
      case Value.Sequence(List<Value> items) -> {
        List<Value> out = new ArrayList<>(items.size());
        items.forEach(item -> out.add(evaluate(item, scope, lenient)));
        yield new Value.Sequence(out);
      }
      case Value.Dict(Map<Value, Value> entries) -> {
        Map<Value, Value> out = LinkedHashMap.newLinkedHashMap(entries.size());
        entries.forEach((k, v) -> out.put(k, evaluate(v, scope, lenient)));
        yield new Value.Dict(out);
      }
      default -> value;
    };
  }

  private Value perhaps(Value.Template template, Scope scope) {
    try {
      return part(template, scope);
    } catch (EvaluationException e) {
      if (e.kind() != EvaluationException.Kind.UNDEFINED) {
        throw e;
      }
      return new Value.Undefined(e.message(), e.span());
    }
  }

  private Value part(Value.Template template, Scope scope) {
    Compiled compiled = parts.get(template);
    if (compiled == null) {
      throw new IllegalStateException("not compiled: " + template);
    }
    Value value = compiled.evaluate(scope);
    if (value instanceof Value.Undefined undefined) {
      EvaluationException error = Values.undefined(undefined);
      throw error.at(template.span());
    }
    return value;
  }

  @Override
  public Map<String, Span> freeVariableSpans() {
    Map<String, Span> all = new LinkedHashMap<>();
    parts.values().forEach(p -> p.freeVariableSpans().forEach(all::putIfAbsent));
    return all;
  }

  @Override
  public Set<String> guardedVariables() {
    Set<String> all = new HashSet<>();
    parts.values().forEach(p -> all.addAll(p.guardedVariables()));
    return all;
  }

  @Override
  public Optional<Value> constant() {
    return Optional.empty();
  }

  @Override
  public Span span() {
    return span;
  }
}
