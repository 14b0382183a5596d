package dev.play.testkit;

import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Leaves times of access out of results that are compared: looking at a directory or a file moves
 * them, where mounted with relatime whenever they are not later than the last change (mount(8)).
 */
final class AccessTimes {
  private static final Value ATIME = new Value.Text("atime");
  private static final Value MTIME = new Value.Text("mtime");

  private AccessTimes() {}

  /** The value without {@code atime} in whatever dictionary tells a file's times, at any depth. */
  static Value without(Value value) {
    return switch (value) {
      case Value.Dict(var entries) -> {
        Map<Value, Value> out = new LinkedHashMap<>();
        entries.forEach((k, v) -> out.put(k, without(v)));
        if (out.containsKey(MTIME)) {
          out.remove(ATIME);
        }
        yield new Value.Dict(out);
      }
      case Value.Sequence(var items) ->
          new Value.Sequence(items.stream().map(AccessTimes::without).toList());
      default -> value;
    };
  }
}
