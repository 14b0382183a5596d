package dev.play.run.task;

import dev.play.template.LazyDict;
import dev.play.value.Value;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * In a check: a result of which only some fields can be told before the run. Any other field is
 * unknown rather than undefined.
 */
record PartlyKnown(Value.Dict known, String because) implements LazyDict {
  @Override
  public Optional<Value> get(Value key) {
    Value value = known.entries().get(key);
    return Optional.of(value == null ? new Value.Unknown(because) : value);
  }

  @Override
  public Collection<Value> keys() {
    return List.copyOf(known.entries().keySet());
  }

  /** A result as it is, or with its other fields unknown where there is a reason. */
  static Value of(Value result, Optional<String> because) {
    return because.isPresent() && result instanceof Value.Dict dict
        ? new PartlyKnown(dict, because.get())
        : result;
  }
}
