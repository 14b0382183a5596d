package dev.play.modules.containers.container;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;

/** The check that tells whether a container is well. */
final class Health {
  private Health() {}

  /** Sets it as the task says. */
  static void set(Value.Dict health, ContainerSettings out) {
    for (Value key : health.entries().keySet()) {
      if (!Wanted.text(key)
          .matches(
              "test|test_cli_compatible|interval|timeout|retries|start_period|start_interval")) {
        throw new IllegalArgumentException("healthcheck knows no " + Wanted.text(key));
      }
    }
    boolean keeps =
        health.get("test_cli_compatible").filter(v -> Wanted.text(v).equals("true")).isPresent();
    List<String> test = health.get("test").map(Wanted::list).orElse(List.of());
    boolean none = test.isEmpty() ? !keeps : test.getFirst().equals("NONE");
    if (none) {
      out.words(List.of("--no-healthcheck"));
      out.value(
          "healthcheck", "NONE", now -> now.at("/Config/Healthcheck/Test/0").asText(), List.of());
      return;
    }
    List<String> wanted = new ArrayList<>();
    List<String> places = new ArrayList<>();
    if (!test.isEmpty()) {
      String line = line(health.get("test").orElseThrow(), test);
      out.words(List.of("--health-cmd=" + line));
      wanted.add(line);
      places.add("/Config/Healthcheck/Test/1");
    }
    for (String part : List.of("interval", "timeout", "start_period", "start_interval")) {
      health
          .get(part)
          .ifPresent(
              v -> {
                String text =
                    Wanted.text(v).matches("\\d+") ? Wanted.text(v) + "s" : Wanted.text(v);
                wanted.add(Long.toString(Wanted.nanoseconds("healthcheck." + part, text)));
                places.add("/Config/Healthcheck/" + camel(part));
                out.words(List.of("--health-" + part.replace('_', '-') + "=" + text));
              });
    }
    health
        .get("retries")
        .ifPresent(
            v -> {
              wanted.add(Wanted.text(v));
              places.add("/Config/Healthcheck/Retries");
              out.words(List.of("--health-retries=" + Wanted.text(v)));
            });
    out.value(
        "healthcheck",
        String.join("\0", wanted),
        now -> String.join("\0", places.stream().map(p -> now.at(p).asText()).toList()),
        List.of());
  }

  /** The client knows a shell's line only; words are quoted for it. */
  private static String line(Value given, List<String> test) {
    if (!(given instanceof Value.Sequence)) {
      return test.getFirst();
    }
    List<String> rest = test.subList(1, test.size());
    return switch (test.getFirst()) {
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
              "healthcheck.test starts with NONE, CMD or CMD-SHELL, not " + test.getFirst());
    };
  }

  private static String camel(String name) {
    StringBuilder out = new StringBuilder();
    for (String part : name.split("_")) {
      out.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
    }
    return out.toString();
  }

  /** Whether the check says that all is well; empty where there is no check. */
  static String status(JsonNode container) {
    return container.at("/State/Health/Status").asText();
  }
}
