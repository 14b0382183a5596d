package dev.play.modules.gce.instance;

import dev.play.modules.gce.thing.Names;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Network tags: a list, or as google.cloud has them a dictionary with items. */
public final class Tags {
  private Tags() {}

  /**
   * The tags.
   *
   * @throws IllegalArgumentException where they are none
   */
  public static List<String> of(Value given) {
    Value list =
        given instanceof Value.Dict d && d.entries().keySet().equals(Set.of(Value.text("items")))
            ? d.get("items").orElse(Value.NONE)
            : given;
    if (!(list instanceof Value.Sequence s)) {
      throw new IllegalArgumentException("tags is a list of names, or {items: [...]}");
    }
    List<String> out = new ArrayList<>();
    for (Value tag : s.items()) {
      if (!(tag instanceof Value.Text(String text))) {
        throw new IllegalArgumentException("tags is a list of names, or {items: [...]}");
      }
      Names.require("tags", text);
      out.add(text);
    }
    return out;
  }

  /** The order does not matter. */
  public static Value plain(Value tags) {
    return tags instanceof Value.Sequence s
        ? new Value.Sequence(
            s.items().stream().sorted(Comparator.comparing(Value::toString)).toList())
        : tags;
  }
}
