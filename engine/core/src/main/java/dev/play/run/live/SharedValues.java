package dev.play.run.live;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values that many hosts tell alike, kept once: a thousand hosts of one image differ in a few facts
 * of a thousand. A value is exchanged for an equal one whose dictionaries are in the same order.
 * Thread-safe.
 */
final class SharedValues {
  /** As many differing values as are looked out for; more stay their hosts' own. */
  private static final int MOST = 200_000;

  /** A list or dictionary whose parts are shared already, so that they can be told by identity. */
  private record Parts(Class<?> kind, Value[] parts) {
    @Override
    public boolean equals(Object other) {
      if (!(other instanceof Parts o) || o.kind != kind || o.parts.length != parts.length) {
        return false;
      }
      for (int i = 0; i < parts.length; i++) {
        if (parts[i] != o.parts[i]) {
          return false;
        }
      }
      return true;
    }

    @Override
    public int hashCode() {
      int hash = kind.hashCode();
      for (Value part : parts) {
        hash = 31 * hash + System.identityHashCode(part);
      }
      return hash;
    }

    @Override
    public String toString() {
      return kind.getSimpleName() + Arrays.toString(parts);
    }
  }

  private final Map<Object, Value> known = new ConcurrentHashMap<>();

  /** The same value, shared as far as it can be. */
  Value shared(Value value) {
    return switch (value) {
      case Value.Dict dict -> dict(dict);
      case Value.Sequence list -> {
        List<Value> items = list.items().stream().map(this::shared).toList();
        yield kept(
            new Parts(Value.Sequence.class, items.toArray(Value[]::new)),
            new Value.Sequence(items));
      }
      case Value.Text text -> kept(text, text);
      case Value.Number number -> kept(number, number);
      default -> value;
    };
  }

  Value.Dict dict(Value.Dict dict) {
    List<Value> parts = new ArrayList<>();
    Map<Value, Value> entries = LinkedHashMap.newLinkedHashMap(dict.entries().size());
    dict.entries()
        .forEach(
            (key, value) -> {
              Value k = shared(key);
              Value v = shared(value);
              parts.add(k);
              parts.add(v);
              entries.put(k, v);
            });
    return (Value.Dict)
        kept(new Parts(Value.Dict.class, parts.toArray(Value[]::new)), new Value.Dict(entries));
  }

  private Value kept(Object key, Value value) {
    Value there = known.get(key);
    if (there != null || known.size() >= MOST) {
      return there == null ? value : there;
    }
    Value before = known.putIfAbsent(key, value);
    return before == null ? value : before;
  }
}
