package dev.play.template.operation;

import dev.play.template.EvaluationException;
import dev.play.template.LazyDict;
import dev.play.value.Value;
import java.math.BigInteger;
import java.util.Optional;

/** Methods of Python's {@code dict}, {@code list} and numbers that read. See {@code Mutation}. */
public final class ContainerMethods {
  private ContainerMethods() {}

  public static Optional<Value> ofDict(Value.Dict owner, String name) {
    return Optional.ofNullable(
        switch (name) {
          case "keys" ->
              new Method(
                  name,
                  owner,
                  "",
                  (a, e) -> new Value.Sequence(java.util.List.copyOf(owner.entries().keySet())));
          case "values" ->
              new Method(
                  name,
                  owner,
                  "",
                  (a, e) ->
                      new Value.Sequence(
                          owner.entries().values().stream().map(e::resolve).toList()));
          case "items" -> new Method(name, owner, "", (a, e) -> Iteration.pairs(owner, e));
          case "get" ->
              new Method(
                  name,
                  owner,
                  "key default?",
                  (a, e) -> {
                    Value found = owner.entries().get(Taint.surface(a.value("key")));
                    return found == null ? a.or("default", Value.NONE) : e.resolve(found);
                  });
          case "copy" -> new Method(name, owner, "", (a, e) -> owner);
          default -> null;
        });
  }

  public static Optional<Value> ofLazy(LazyDict owner, String name) {
    return Optional.ofNullable(
        switch (name) {
          case "keys" ->
              new Method(
                  name,
                  owner,
                  "",
                  (a, e) -> new Value.Sequence(java.util.List.copyOf(owner.keys())));
          case "values" ->
              new Method(
                  name,
                  owner,
                  "",
                  (a, e) ->
                      new Value.Sequence(
                          owner.keys().stream().map(k -> e.member(owner, k)).toList()));
          case "items" -> new Method(name, owner, "", (a, e) -> Iteration.pairs(owner, e));
          case "get" ->
              new Method(
                  name,
                  owner,
                  "key default?",
                  (a, e) -> {
                    Value key = Taint.surface(a.value("key"));
                    return owner.get(key).isEmpty()
                        ? a.or("default", Value.NONE)
                        : e.member(owner, key);
                  });
          default -> null;
        });
  }

  public static Optional<Value> ofList(Value.Sequence owner, String name) {
    return Optional.ofNullable(
        switch (name) {
          case "count" ->
              new Method(
                  name,
                  owner,
                  "value",
                  (a, e) ->
                      Value.of(
                          owner.items().stream()
                              .filter(i -> Comparing.equal(e.resolve(i), a.value("value")))
                              .count()));
          case "index" ->
              new Method(name, owner, "value", (a, e) -> index(owner, a.value("value"), e));
          case "copy" -> new Method(name, owner, "", (a, e) -> owner);
          default -> null;
        });
  }

  private static Value index(
      Value.Sequence owner, Value wanted, dev.play.template.library.Evaluation evaluation) {
    for (int i = 0; i < owner.items().size(); i++) {
      if (Comparing.equal(evaluation.resolve(owner.items().get(i)), wanted)) {
        return Value.of(i);
      }
    }
    throw EvaluationException.of(dev.play.template.PythonText.repr(wanted) + " is not in list");
  }

  public static Optional<Value> ofNumber(Value owner, String name) {
    return Optional.ofNullable(
        switch (name) {
          case "bit_length" ->
              new Method(
                  name, owner, "", (a, e) -> Value.of(Arithmetic.integer(owner).abs().bitLength()));
          case "is_integer" ->
              new Method(name, owner, "", (a, e) -> Value.of(Arithmetic.real(owner) % 1 == 0));
          case "real", "numerator" -> owner;
          case "imag" -> Value.of(0);
          case "denominator" -> Value.ofJava(BigInteger.ONE);
          default -> null;
        });
  }
}
