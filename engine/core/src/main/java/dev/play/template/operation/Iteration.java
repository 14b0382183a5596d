package dev.play.template.operation;

import dev.play.template.EvaluationException;
import dev.play.template.LazyDict;
import dev.play.template.Values;
import dev.play.template.library.Evaluation;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;

/** What Python's {@code for} sees in a value. */
public final class Iteration {
  private Iteration() {}

  /**
   * The items: of a list, the keys of a dictionary, the characters of a text.
   *
   * @throws EvaluationException for what cannot be iterated over
   */
  public static List<Value> items(Value value) {
    return switch (value) {
      case Value.Sequence s -> s.items();
      case Value.Dict d -> List.copyOf(d.entries().keySet());
      case Value.Text t ->
          t.text()
              .codePoints()
              .<Value>mapToObj(c -> new Value.Text(Character.toString(c)))
              .toList();
      case LazyDict l -> List.copyOf(l.keys());
      case Value.Undefined u -> throw Values.undefined(u);
      default ->
          throw EvaluationException.of(
              "'" + Values.typeName(value) + "' object is not iterable", "a list is needed here");
    };
  }

  public static Value pairs(Value.Dict dict, Evaluation evaluation) {
    List<Value> out = new ArrayList<>(dict.entries().size());
    dict.entries()
        .forEach((k, v) -> out.add(new Value.Sequence(List.of(k, evaluation.resolve(v)))));
    return new Value.Sequence(out);
  }

  public static Value pairs(LazyDict dict, Evaluation evaluation) {
    List<Value> out = new ArrayList<>();
    for (Value key : dict.keys()) {
      out.add(new Value.Sequence(List.of(key, evaluation.member(dict, key))));
    }
    return new Value.Sequence(out);
  }
}
