package dev.play.modules.gce.instance;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An instance's metadata: Google has a list of keys and values, playbooks a dictionary. */
public final class Metadata {
  private Metadata() {}

  /**
   * Google's list of what there is and what is given: other keys stay, one given as null goes.
   *
   * @param there the instance as it is
   */
  public static List<Value> merged(Optional<Value.Dict> there, Map<String, Value> given) {
    Map<String, Value> all = new LinkedHashMap<>();
    there
        .map(t -> t.get("metadata").orElse(Value.NONE))
        .ifPresent(
            m -> {
              if (m instanceof Value.Dict d
                  && plain(d.get("items").orElse(Value.NONE)) instanceof Value.Dict items) {
                items.entries().forEach((k, v) -> all.put(((Value.Text) k).text(), v));
              }
            });
    given.forEach(
        (key, value) -> {
          if (value instanceof Value.None) {
            all.remove(key);
          } else {
            all.put(key, text(value));
          }
        });
    List<Value> out = new ArrayList<>();
    all.forEach((key, value) -> out.add(Value.dictOf("key", key, "value", value)));
    return out;
  }

  private static Value text(Value value) {
    return switch (value) {
      case Value.Bool(boolean b) -> Value.text(b ? "TRUE" : "FALSE");
      case Value.Int(long i) -> Value.text(Long.toString(i));
      default -> value;
    };
  }

  /** A dictionary: the order of the list does not matter. */
  public static Value plain(Value items) {
    if (!(items instanceof Value.Sequence s)) {
      return items;
    }
    Value.Dict out = Value.EMPTY_DICT;
    for (Value one : s.items()) {
      if (one instanceof Value.Dict d
          && d.get("key").orElse(Value.NONE) instanceof Value.Text(String key)) {
        out = out.with(key, d.get("value").orElse(Value.text("")));
      }
    }
    return out;
  }
}
