package dev.play.run;

import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** What set_stats collects. Thread-safe. */
public final class CustomStats {
  private final Map<String, Map<String, Value>> figures = new LinkedHashMap<>();

  /**
   * @param owner a host's name, or nothing for the whole run
   * @param aggregate add numbers up, append lists and texts, merge dictionaries
   */
  public synchronized void set(String owner, Map<String, Value> data, boolean aggregate) {
    Map<String, Value> own = figures.computeIfAbsent(owner, o -> new LinkedHashMap<>());
    data.forEach(
        (name, value) -> own.merge(name, value, aggregate ? CustomStats::add : (a, b) -> b));
  }

  private static Value add(Value old, Value more) {
    if (old instanceof Value.Int(long a) && more instanceof Value.Int(long b)) {
      return Value.of(a + b);
    }
    if (old instanceof Value.Text(String a) && more instanceof Value.Text(String b)) {
      return new Value.Text(a + b);
    }
    if (old instanceof Value.Sequence a && more instanceof Value.Sequence b) {
      java.util.List<Value> both = new java.util.ArrayList<>(a.items());
      both.addAll(b.items());
      return new Value.Sequence(both);
    }
    if (old instanceof Value.Dict a && more instanceof Value.Dict b) {
      Map<Value, Value> both = new LinkedHashMap<>(a.entries());
      both.putAll(b.entries());
      return new Value.Dict(both);
    }
    return more;
  }

  public synchronized Map<String, Value.Dict> all() {
    Map<String, Value.Dict> out = new LinkedHashMap<>();
    figures.forEach((owner, data) -> out.put(owner, Value.dict(data)));
    return out;
  }
}
