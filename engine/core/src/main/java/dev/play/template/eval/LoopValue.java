package dev.play.template.eval;

import dev.play.template.EvaluationException;
import dev.play.template.library.CallableValue;
import dev.play.template.library.Evaluation;
import dev.play.template.library.ObjectValue;
import dev.play.template.operation.Comparing;
import dev.play.template.operation.Method;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code loop}: where a loop is. Calling it goes down one level in a recursive loop. */
public final class LoopValue implements CallableValue, ObjectValue {
  /** Runs the loop's body over further items. */
  public interface Recursion {
    Value run(Value items, int depth);
  }

  private final List<Value> items;
  private final int depth;
  private final Optional<Recursion> recursion;
  private int index;
  private @Nullable List<Value> lastChecked;

  public LoopValue(List<Value> items, int depth, Optional<Recursion> recursion) {
    this.items = items;
    this.depth = depth;
    this.recursion = recursion;
  }

  public void at(int newIndex) {
    index = newIndex;
  }

  @Override
  public Optional<Value> member(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "index" -> Value.of(index + 1);
          case "index0" -> Value.of(index);
          case "revindex" -> Value.of(items.size() - index);
          case "revindex0" -> Value.of(items.size() - index - 1);
          case "first" -> Value.of(index == 0);
          case "last" -> Value.of(index == items.size() - 1);
          case "length" -> Value.of(items.size());
          case "depth" -> Value.of(depth + 1);
          case "depth0" -> Value.of(depth);
          case "previtem" ->
              index == 0 ? edge("there is no previous item, so it") : items.get(index - 1);
          case "nextitem" ->
              index + 1 >= items.size()
                  ? edge("there is no next item, so it")
                  : items.get(index + 1);
          case "cycle" -> new Method(name, this, "*items", (a, e) -> cycle(a.rest()));
          case "changed" -> new Method(name, this, "*values", (a, e) -> changed(a.rest()));
          default -> null;
        });
  }

  private static Value edge(String what) {
    return new Value.Undefined(what, Optional.empty());
  }

  private Value cycle(List<Value> values) {
    if (values.isEmpty()) {
      throw EvaluationException.of("no items for cycling given");
    }
    return values.get(index % values.size());
  }

  private Value changed(List<Value> values) {
    boolean same =
        lastChecked != null
            && Comparing.equal(new Value.Sequence(lastChecked), new Value.Sequence(values));
    lastChecked = List.copyOf(values);
    return Value.of(!same);
  }

  @Override
  public Value call(List<Value> positional, Map<String, Value> named, Evaluation evaluation) {
    Recursion again =
        recursion.orElseThrow(
            () ->
                EvaluationException.of(
                    "the loop is not recursive", "write {% for ... recursive %}"));
    if (positional.size() != 1) {
      throw EvaluationException.of("loop() takes the items of the next level");
    }
    return again.run(positional.getFirst(), depth + 1);
  }

  @Override
  public String typeName() {
    return "LoopContext";
  }

  @Override
  public String toString() {
    return "<LoopContext " + (index + 1) + "/" + items.size() + ">";
  }
}
