package dev.play.run.external;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Arguments that only their module knows to be secret: those in whose place its answer has {@code
 * VALUE_SPECIFIED_IN_NO_LOG_PARAMETER}.
 */
public final class HiddenArguments {
  private static final Value HIDDEN = new Value.Text("VALUE_SPECIFIED_IN_NO_LOG_PARAMETER");

  private HiddenArguments() {}

  /** Their values, of those that were given. */
  public static List<Value> in(Value.Dict result, Value.Dict given) {
    List<Value> found = new ArrayList<>();
    if (result.get("invocation").orElse(Value.NONE) instanceof Value.Dict invocation) {
      collect(invocation.get("module_args").orElse(Value.NONE), given, found);
    }
    return found;
  }

  private static void collect(Value told, Value given, List<Value> found) {
    if (told.equals(HIDDEN) && !given.equals(HIDDEN)) {
      found.add(new Value.Secret(given));
    } else if (told instanceof Value.Dict t && given instanceof Value.Dict g) {
      g.entries()
          .forEach(
              (name, value) -> {
                Value other = t.entries().get(name);
                if (other != null) {
                  collect(other, value, found);
                }
              });
    } else if (told instanceof Value.Sequence t && given instanceof Value.Sequence g) {
      for (int i = 0; i < Math.min(t.items().size(), g.items().size()); i++) {
        collect(t.items().get(i), g.items().get(i), found);
      }
    }
  }
}
