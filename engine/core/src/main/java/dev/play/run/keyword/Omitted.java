package dev.play.run.keyword;

import dev.play.template.Scope;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The value {@code omit}: an argument that has it is as if it were not written. */
public final class Omitted {
  private Omitted() {}

  /** Whether a value is the scope's {@code omit}, by identity. */
  public static boolean is(Value value, Scope scope) {
    return !(value instanceof Value.Undefined) && value == scope.lookup("omit");
  }

  /** A value without omitted entries and elements, at any depth. */
  public static Value strip(Value value, Scope scope) {
    Value omit = scope.lookup("omit");
    return omit instanceof Value.Undefined ? value : strip(value, omit);
  }

  private static Value strip(Value value, Value omit) {
    return switch (value) {
      case Value.Sequence s -> {
        List<Value> kept = new ArrayList<>();
        s.items().stream().filter(v -> v != omit).forEach(v -> kept.add(strip(v, omit)));
        yield new Value.Sequence(kept);
      }
      case Value.Dict d -> {
        Map<Value, Value> kept = new LinkedHashMap<>();
        d.entries()
            .forEach(
                (k, v) -> {
                  if (v != omit) {
                    kept.put(k, strip(v, omit));
                  }
                });
        yield new Value.Dict(kept);
      }
      default -> value;
    };
  }
}
