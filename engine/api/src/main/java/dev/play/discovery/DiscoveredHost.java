package dev.play.discovery;

import dev.play.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A host that a source has found.
 *
 * @param name what plays call it
 * @param variables what the inventory says of it; data, never evaluated
 * @param known by what further names the file's own expressions may call upon it
 * @param groups those it is in, besides those that expressions give it
 */
public record DiscoveredHost(
    String name, Map<String, Value> variables, Map<String, Value> known, List<String> groups) {
  public DiscoveredHost {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    known = Collections.unmodifiableMap(new LinkedHashMap<>(known));
    groups = List.copyOf(groups);
  }
}
