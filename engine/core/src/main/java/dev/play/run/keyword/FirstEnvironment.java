package dev.play.run.keyword;

import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.EvaluationException;
import dev.play.template.Scope;
import dev.play.template.Values;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A play's environment while its facts are gathered: what builds on the host's own environment,
 * which is a fact, is left out then, as in Ansible.
 */
public record FirstEnvironment(Compiled environment) implements Compiled {
  @Override
  public Value evaluate(Scope scope) {
    Value value = environment.evaluateLeniently(scope);
    if (value instanceof Value.Undefined undefined) {
      return waits(undefined) ? Value.EMPTY_DICT : fail(undefined);
    }
    if (!(value instanceof Value.Dict dict)) {
      return value;
    }
    Map<Value, Value> known = new LinkedHashMap<>();
    dict.entries()
        .forEach(
            (name, one) -> {
              if (!(one instanceof Value.Undefined undefined)) {
                known.put(name, one);
              } else if (!waits(undefined)) {
                fail(undefined);
              }
            });
    return new Value.Dict(known);
  }

  private static boolean waits(Value.Undefined undefined) {
    return undefined.what().contains("ansible_env")
        || undefined.what().contains("ansible_facts")
        || undefined.what().contains("'env'");
  }

  private Value fail(Value.Undefined undefined) {
    EvaluationException mistake = Values.undefined(undefined);
    throw mistake.at(span());
  }

  @Override
  public Map<String, Span> freeVariableSpans() {
    return environment.freeVariableSpans();
  }

  @Override
  public Set<String> guardedVariables() {
    return environment.guardedVariables();
  }

  @Override
  public Optional<Value> constant() {
    return environment.constant();
  }

  @Override
  public Span span() {
    return environment.span();
  }
}
