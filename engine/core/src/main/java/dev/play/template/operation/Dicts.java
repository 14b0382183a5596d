package dev.play.template.operation;

import dev.play.template.EvaluationException;
import dev.play.template.Values;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Python's {@code dict()} takes. */
public final class Dicts {
  private Dicts() {}

  /** A dictionary as it is, or made from a list of pairs. */
  public static Value.Dict of(Value value) {
    if (value instanceof Value.Dict dict) {
      return dict;
    }
    Map<Value, Value> entries = new LinkedHashMap<>();
    for (Value pair : Iteration.items(value)) {
      List<Value> both = Iteration.items(Taint.surface(pair));
      if (both.size() != 2) {
        throw EvaluationException.of(
            "a dictionary is made from pairs, not from lists of " + both.size());
      }
      if (both.getFirst() instanceof Value.Dict || both.getFirst() instanceof Value.Undefined) {
        throw EvaluationException.of(
            "a " + Values.typeName(both.getFirst()) + " cannot be a key of a dict");
      }
      entries.put(Taint.surface(both.getFirst()), both.getLast());
    }
    return new Value.Dict(entries);
  }
}
