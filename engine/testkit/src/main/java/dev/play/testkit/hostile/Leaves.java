package dev.play.testkit.hostile;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The places in an argument that hold text: the argument itself, an item, an entry, a key. */
final class Leaves {
  /**
   * An argument with another text in one place.
   *
   * @param place for a person: empty for the argument itself
   */
  record Changed(String place, Value value) {}

  private Leaves() {}

  /**
   * The argument once for each place, with the text there. Of a list only the first item counts.
   */
  static List<Changed> with(Value argument, String text) {
    List<Changed> out = new ArrayList<>();
    switch (argument) {
      case Value.Sequence s when !s.items().isEmpty() -> {
        for (Changed first : with(s.items().getFirst(), text)) {
          List<Value> items = new ArrayList<>(s.items());
          items.set(0, first.value());
          out.add(new Changed("[0]" + first.place(), new Value.Sequence(items)));
        }
      }
      case Value.Sequence none -> out.add(new Changed("[0]", Value.texts(List.of(text))));
      case Value.Dict d -> {
        d.entries()
            .forEach(
                (key, value) ->
                    with(value, text)
                        .forEach(
                            inner ->
                                out.add(
                                    new Changed(
                                        "." + Value.toJava(key, v -> "") + inner.place(),
                                        replaced(d, key, inner.value())))));
        out.add(new Changed(".KEY", d.with(text, new Value.Text("x"))));
      }
      default -> out.add(new Changed("", new Value.Text(text)));
    }
    return out;
  }

  private static Value.Dict replaced(Value.Dict dict, Value key, Value value) {
    Map<Value, Value> entries = new LinkedHashMap<>(dict.entries());
    entries.put(key, value);
    return new Value.Dict(entries);
  }
}
