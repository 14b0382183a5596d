package dev.play.template.library;

import dev.play.template.Conditions;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.value.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call's arguments, by the names of the {@link Signature}. */
public final class Arguments {
  private final List<String> names;
  private final @Nullable Value[] values;
  private final List<Value> rest;
  private final Map<String, Value> named;

  Arguments(
      List<String> names, @Nullable Value[] values, List<Value> rest, Map<String, Value> named) {
    this.names = names;
    this.values = values;
    this.rest = rest;
    this.named = named;
  }

  /** Arguments made by hand, for calls from Java. */
  public static Arguments of(String signature, List<Value> positional, Map<String, Value> named) {
    Signature parsed = Signature.of(signature);
    parsed
        .problem(positional.size(), named.keySet())
        .ifPresent(
            p -> {
              throw EvaluationException.of("the call " + p);
            });
    return parsed.bind(positional, named);
  }

  private @Nullable Value at(String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("no parameter " + name + " in the signature");
    }
    return values[index];
  }

  /** The argument, if it was given. None counts as given. */
  public Optional<Value> get(String name) {
    return Optional.ofNullable(at(name));
  }

  /** The argument, or another value. */
  public Value or(String name, Value otherwise) {
    Value value = at(name);
    return value == null ? otherwise : value;
  }

  /** A required argument. */
  public Value value(String name) {
    Value value = at(name);
    if (value == null) {
      throw EvaluationException.of("the argument " + name + " is missing");
    }
    return value;
  }

  /** Whether the argument was given and is not None. */
  public boolean has(String name) {
    Value value = at(name);
    return value != null && !(value instanceof Value.None);
  }

  /** The argument as text; numbers are written out. */
  public String text(String name) {
    return text(name, value(name));
  }

  public String text(String name, String otherwise) {
    return has(name) ? text(name, value(name)) : otherwise;
  }

  private static String text(String name, Value value) {
    return switch (value) {
      case Value.Text t -> t.text();
      case Value.Number n -> PythonText.str(n);
      default -> throw wrong(name, "a string", value);
    };
  }

  /** The argument's truth. */
  public boolean flag(String name, boolean otherwise) {
    Value value = at(name);
    return value == null ? otherwise : Conditions.truth(value);
  }

  /** The argument as an integer. */
  public int integer(String name, int otherwise) {
    return has(name) ? integer(name) : otherwise;
  }

  public int integer(String name) {
    return switch (value(name)) {
      case Value.Int i when i.value() == (int) i.value() -> (int) i.value();
      case Value.Bool b -> b.value() ? 1 : 0;
      case Value.Text t when t.text().strip().matches("[+-]?[0-9]{1,9}") ->
          Integer.parseInt(t.text().strip());
      case Value other -> throw wrong(name, "an integer", other);
    };
  }

  /** The argument as an integer of up to 63 bits, so that two of them have a difference. */
  public long whole(String name) {
    return value(name) instanceof Value.Int i && i.value() >> 62 == i.value() >> 63
        ? i.value()
        : integer(name);
  }

  /** The argument as a floating point number. */
  public double real(String name, double otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    return switch (value(name)) {
      case Value.Int i -> i.value();
      case Value.BigInt b -> b.value().doubleValue();
      case Value.Real r -> r.value();
      case Value.Bool b -> b.value() ? 1 : 0;
      case Value.Text t when t.text().strip().matches("[+-]?[0-9]+(\\.[0-9]+)?") ->
          new BigDecimal(t.text().strip()).doubleValue();
      case Value other -> throw wrong(name, "a number", other);
    };
  }

  private static EvaluationException wrong(String name, String wanted, Value got) {
    return EvaluationException.of(
        "the argument " + name + " must be " + wanted + ", not " + Values.typeName(got));
  }

  /** Positional arguments behind the named parameters. */
  public List<Value> rest() {
    return rest;
  }

  /** Named arguments that no parameter takes. */
  public Map<String, Value> named() {
    return named;
  }
}
