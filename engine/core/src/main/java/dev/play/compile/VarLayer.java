package dev.play.compile;

import dev.play.value.Value;
import java.util.Map;

/**
 * Variables defined together in one place; values may be {@link Value.Template}.
 *
 * @param origin how to name the place, for example {@code role defaults of common
 *     (roles/common/defaults/main.yml)}
 */
public record VarLayer(String origin, Map<String, Value> values) {
  public static final VarLayer EMPTY = new VarLayer("", Map.of());

  public VarLayer {
    values =
        java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<String, Value>(values));
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }
}
