package dev.play.variables;

import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The setting hash_behaviour = merge: dictionaries of one name are one dictionary. */
final class MergedHashes {
  private MergedHashes() {}

  /** A dictionary with all that weaker layers say under its name, at every depth. */
  static Value of(String name, Value strongest, List<Layer> weakestFirst) {
    Value merged = null;
    for (Layer layer : weakestFirst) {
      Value here = layer.vars().values().get(name);
      if (here != null) {
        merged = merged == null ? here : over(merged, here);
      }
    }
    return merged == null ? strongest : over(merged, strongest);
  }

  private static Value over(Value weaker, Value stronger) {
    if (!(weaker instanceof Value.Dict below && stronger instanceof Value.Dict above)) {
      return stronger;
    }
    Map<Value, Value> all = new LinkedHashMap<>(below.entries());
    above
        .entries()
        .forEach((key, value) -> all.merge(key, value, (old, fresh) -> over(old, fresh)));
    return new Value.Dict(all);
  }
}
