package dev.play.task;

import dev.play.module.TaskResult;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Values that a prediction cannot tell (times are NaN in a predicted FileInfo) become unknown. */
public final class Unpredicted {
  private Unpredicted() {}

  static TaskResult marked(TaskResult result, String because) {
    return new TaskResult(
        (Value.Dict) marked(result.values(), because),
        result.changed(),
        result.failed(),
        (Value.Dict) marked(result.facts(), because));
  }

  /** Facts that only the run can tell. */
  public static Value.Dict facts(Set<String> names, String because) {
    Map<Value, Value> out = new LinkedHashMap<>();
    names.forEach(n -> out.put(Value.text(n), new Value.Unknown(because)));
    return new Value.Dict(out);
  }

  private static Value marked(Value value, String because) {
    return switch (value) {
      case Value.Real(double d) when Double.isNaN(d) -> new Value.Unknown(because);
      case Value.Sequence s ->
          new Value.Sequence(s.items().stream().map(v -> marked(v, because)).toList());
      case Value.Dict d -> {
        Map<Value, Value> out = new LinkedHashMap<>();
        d.entries().forEach((k, v) -> out.put(k, marked(v, because)));
        yield new Value.Dict(out);
      }
      default -> value;
    };
  }
}
