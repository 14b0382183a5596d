package dev.play.modules.gce.thing;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * One field of a thing as it is wanted.
 *
 * @param option what the user calls it
 * @param api what Google calls it; with dots where it lies deeper
 * @param plain makes values that mean the same equal
 * @param absent what it means where Google does not tell it
 * @param isFixed whether, from this, it cannot be made what is wanted
 */
record Field(
    String option,
    String api,
    Value wanted,
    UnaryOperator<Value> plain,
    Value absent,
    Predicate<Value> isFixed) {
  /** What is there. */
  Value of(Value.Dict thing) {
    Value at = thing;
    for (String step : api.split("\\.")) {
      at = at instanceof Value.Dict d ? d.get(step).orElse(Value.NONE) : Value.NONE;
    }
    return at instanceof Value.None ? absent : at;
  }

  /** Whether it is as wanted; what is not known yet cannot be told. */
  Optional<Boolean> isSame(Value.Dict thing) {
    Value there = of(thing);
    return reason(there).or(() -> reason(wanted)).isPresent()
        ? Optional.empty()
        : Optional.of(plain.apply(there).equals(plain.apply(wanted)));
  }

  /** Why a value, or a part of it, is not known. */
  static Optional<String> reason(Value value) {
    return switch (value) {
      case Value.Unknown(String because) -> Optional.of(because);
      case Value.Dict d ->
          d.entries().values().stream().flatMap(v -> reason(v).stream()).findFirst();
      case Value.Sequence s -> s.items().stream().flatMap(v -> reason(v).stream()).findFirst();
      default -> Optional.empty();
    };
  }

  /** Numbers come as text where they are long. */
  static Value scalar(Value value) {
    return switch (value) {
      case Value.Int(long i) -> Value.text(Long.toString(i));
      case Value.Bool(boolean b) -> Value.text(Boolean.toString(b));
      default -> value;
    };
  }

  /** Order does not matter. */
  static Value set(Value value) {
    if (!(value instanceof Value.Sequence s)) {
      return value;
    }
    List<Value> items = new ArrayList<>();
    s.items().forEach(i -> items.add(scalar(i)));
    items.sort(Comparator.comparing(Value::toString));
    return new Value.Sequence(items);
  }
}
