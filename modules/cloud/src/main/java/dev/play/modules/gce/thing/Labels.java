package dev.play.modules.gce.thing;

import dev.play.host.Effect.Call;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Labels, which Google sets by a method of their own. */
public final class Labels {
  private Labels() {}

  /**
   * Requires labels.
   *
   * @throws IllegalArgumentException where some are none
   */
  public static void require(Map<String, String> labels) {
    labels.forEach(
        (name, value) -> {
          if (!name.matches("\\p{Ll}[\\p{Ll}\\p{N}_-]{0,62}")
              || !value.matches("[\\p{Ll}\\p{N}_-]{0,63}")) {
            throw new IllegalArgumentException(
                "labels: '%s: %s' is no label: lower-case letters, digits, _ and -, a letter first"
                    .formatted(name, value));
          }
        });
  }

  /** The call that sets them. */
  public static List<Call> change(Thing thing, Differences differences) {
    Value.Dict there = differences.there();
    return List.of(
        thing.method(
            "setLabels",
            Value.dictOf(
                "labels",
                differences.wanted("labels"),
                "labelFingerprint",
                there.get("labelFingerprint").orElse(Value.NONE)),
            differences,
            Set.of("labels")));
  }
}
