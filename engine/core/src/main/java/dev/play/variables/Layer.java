package dev.play.variables;

import dev.play.compile.VarLayer;
import dev.play.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Variables of one place, with how strong the place is. */
record Layer(Precedence level, VarLayer vars) {
  /** One map of several layers given weakest first. A single layer is not copied. */
  static Map<String, Value> merge(List<Layer> weakestFirst) {
    List<Layer> filled = weakestFirst.stream().filter(l -> !l.vars().isEmpty()).toList();
    if (filled.isEmpty()) {
      return Map.of();
    }
    if (filled.size() == 1) {
      return filled.getFirst().vars().values();
    }
    Map<String, Value> merged = new HashMap<>();
    filled.forEach(layer -> merged.putAll(layer.vars().values()));
    return merged;
  }
}
