package dev.play.modules.containers.prune;

import dev.play.module.TaskResult;
import dev.play.modules.containers.info.Brief;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a removal says that it removed.
 *
 * @param things as it named them
 * @param bytes that got free, as exactly as it said
 */
public record Removed(List<String> things, long bytes) {
  private static final Pattern TOTAL =
      Pattern.compile("(?m)^Total(?: reclaimed space)?:\\s*(\\S+)\\s*$");

  public Removed {
    things = List.copyOf(things);
  }

  /** Reads the client's output: a headline, a line for each, an empty line, the sum. */
  public static Removed of(String output) {
    List<String> out = new ArrayList<>();
    for (String line : output.split("\n")) {
      boolean headline =
          line.startsWith("Deleted ") || line.startsWith("ID\t") || line.startsWith("ID ");
      if (!line.isBlank() && !headline && !line.startsWith("Total")) {
        out.add(line.strip());
      }
    }
    Matcher total = TOTAL.matcher(output);
    return new Removed(out, total.find() ? Brief.bytes(total.group(1)) : 0);
  }

  /** As the result of docker_prune tells it for a kind. */
  public TaskResult into(TaskResult result, String kind) {
    return switch (kind) {
      case "containers", "volumes" ->
          result.with(kind, things).with(kind + "_space_reclaimed", bytes);
      case "networks" -> result.with(kind, things);
      case "images" -> result.with(kind, images()).with("images_space_reclaimed", bytes);
      default ->
          result
              .with(
                  "builder_cache_caches_deleted",
                  things.stream().map(t -> t.split("[*\\s]", 2)[0]).toList())
              .with("builder_cache_space_reclaimed", bytes);
    };
  }

  /** {@code untagged: NAME} and {@code deleted: ID}, as dictionaries. */
  private List<Value> images() {
    List<Value> out = new ArrayList<>();
    for (String thing : things) {
      String[] parts = thing.split(": ", 2);
      if (parts.length == 2) {
        out.add(Value.dictOf(parts[0].equals("deleted") ? "Deleted" : "Untagged", parts[1]));
      }
    }
    return out;
  }
}
