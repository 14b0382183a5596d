package dev.play.modules.swarm.service;

import dev.play.modules.containers.container.Wanted;
import dev.play.value.Value;
import java.util.List;
import java.util.Optional;

/** The check of a service's health. The client knows a shell's line only. */
public final class Health {
  private Health() {}

  /**
   * Adds its settings.
   *
   * @param place in the specification
   */
  public static void set(Value.Dict given, Settings out, String place) {
    Settings.requireParts("healthcheck", given, "test|interval|timeout|retries|start_period");
    Optional<Value> test = Settings.given(given, "test");
    List<String> words = test.map(Wanted::list).orElse(List.of());
    if (words.equals(List.of("NONE"))) {
      out.words(
          "healthcheck",
          List.of("--no-healthcheck"),
          now -> now.at(place + "/Test/0").asText().equals("NONE"));
      return;
    }
    if (test.isPresent()) {
      String line = line(test.get(), words);
      out.words(
          "healthcheck",
          List.of("--health-cmd=" + line),
          now -> now.at(place + "/Test/1").asText().equals(line));
    }
    out.duration(given, "interval", "--health-interval", place + "/Interval");
    out.duration(given, "timeout", "--health-timeout", place + "/Timeout");
    out.duration(given, "start_period", "--health-start-period", place + "/StartPeriod");
    out.count(given, "retries", "--health-retries", place + "/Retries");
  }

  private static String line(Value given, List<String> words) {
    if (!(given instanceof Value.Sequence) || words.isEmpty()) {
      return Wanted.text(given);
    }
    List<String> rest = words.subList(1, words.size());
    return switch (words.getFirst()) {
      case "CMD-SHELL" -> String.join(" ", rest);
      case "CMD" ->
          String.join(
              " ",
              rest.stream()
                  .map(
                      w ->
                          w.matches("[A-Za-z0-9_./:=@%+,-]+")
                              ? w
                              : "'" + w.replace("'", "'\\''") + "'")
                  .toList());
      default ->
          throw new IllegalArgumentException(
              "healthcheck.test starts with NONE, CMD or CMD-SHELL, not " + words.getFirst());
    };
  }
}
