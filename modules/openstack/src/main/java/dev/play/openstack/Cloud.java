package dev.play.openstack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One cloud as clouds.yaml describes it.
 *
 * @param source where that stands, for messages
 * @param settings what stands there, with {@code auth} as dictionary
 */
record Cloud(String name, String source, Map<String, Object> settings) {
  /** What its {@code auth} says by this name. */
  Optional<String> auth(String key) {
    return settings.get("auth") instanceof Map<?, ?> auth ? text(auth.get(key)) : Optional.empty();
  }

  Optional<String> setting(String key) {
    return text(settings.get(key));
  }

  /** The regions to ask; one without a name where none is said. */
  List<String> regions() {
    if (settings.get("regions") instanceof List<?> list && !list.isEmpty()) {
      return list.stream()
          .map(one -> one instanceof Map<?, ?> region ? region.get("name") : one)
          .map(String::valueOf)
          .toList();
    }
    return List.of(setting("region_name").orElse(""));
  }

  /** Which of its addresses are used: {@code public}, {@code internal} or {@code admin}. */
  String endpointInterface() {
    return setting("interface")
        .or(() -> setting("endpoint_type"))
        .orElse("public")
        .replaceFirst("URL$", "");
  }

  /** With what another says where this one says nothing; of {@code auth}, entry by entry. */
  Cloud over(Map<String, Object> other) {
    Map<String, Object> all = new TreeMap<>(other);
    settings.forEach(
        (key, value) ->
            all.merge(
                key,
                value,
                (below, above) ->
                    below instanceof Map<?, ?> b && above instanceof Map<?, ?> a
                        ? merged(b, a)
                        : above));
    return new Cloud(name, source, all);
  }

  private static Map<Object, Object> merged(Map<?, ?> below, Map<?, ?> above) {
    Map<Object, Object> all = new java.util.LinkedHashMap<>(below);
    all.putAll(above);
    return all;
  }

  private static Optional<String> text(@org.jspecify.annotations.Nullable Object value) {
    return Optional.ofNullable(value).map(String::valueOf).filter(text -> !text.isBlank());
  }

  @Override
  public String toString() {
    return "Cloud[" + name + "]";
  }
}
