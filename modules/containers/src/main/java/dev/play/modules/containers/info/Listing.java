package dev.play.modules.containers.info;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.module.HostView;
import dev.play.modules.containers.container.Wanted;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.json.Json;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All things of a kind that docker knows. */
public final class Listing {
  private Listing() {}

  /**
   * What docker knows of each, in the order of their ids, of volumes their names.
   *
   * @param options of {@code ls}: filters, {@code --all}
   */
  public static List<Value> inspected(
      DockerClient docker, HostView host, String kind, List<String> options) {
    return trees(docker, host, kind, options).stream().map(Json::value).toList();
  }

  /** The same as trees. */
  public static List<JsonNode> trees(
      DockerClient docker, HostView host, String kind, List<String> options) {
    List<String> names = names(docker, host, kind, options);
    if (names.isEmpty()) {
      return List.of();
    }
    List<String> words = new ArrayList<>(List.of(kind, "inspect"));
    words.addAll(names);
    List<JsonNode> out = new ArrayList<>();
    Json.read(docker.ask(host, words), "what docker tells of its " + kind + "s").forEach(out::add);
    return out;
  }

  /** Ids, of volumes names, sorted: docker has no order for what is of the same second. */
  public static List<String> names(
      DockerClient docker, HostView host, String kind, List<String> options) {
    List<String> words = new ArrayList<>(List.of(kind, "ls", "--quiet"));
    if (!Set.of("volume", "service").contains(kind)) {
      words.add("--no-trunc");
    }
    words.addAll(options);
    return docker.ask(host, words).lines().filter(l -> !l.isBlank()).distinct().sorted().toList();
  }

  /**
   * Filters as options; several values of one name are one each.
   *
   * @throws IllegalArgumentException for a name that is none
   */
  public static List<String> filters(Map<String, Value> filters) {
    List<String> out = new ArrayList<>();
    filters.forEach(
        (name, value) -> {
          if (!name.matches("[a-z][a-z._!-]*")) {
            throw new IllegalArgumentException("not a filter: '" + name + "'");
          }
          Wanted.list(value).forEach(v -> out.add("--filter=" + name + "=" + v));
        });
    return out;
  }
}
