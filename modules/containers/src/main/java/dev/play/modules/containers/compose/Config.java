package dev.play.modules.containers.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.play.module.TaskResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What {@code docker compose config --format json} printed: the project with all variables put in.
 *
 * @param services those of the active profiles, by name
 */
public record Config(String name, Map<String, Service> services) {
  /**
   * One service.
   *
   * @param image as named, or the name that compose gives to what it builds
   * @param buildContext directory on the host, when the service is built
   * @param buildWay what else says how it is built, as text: arguments, target, another Dockerfile
   *     than the usual one; empty where nothing does
   * @param files of the host's that are mounted into it one by one, or given to it as configs and
   *     secrets: compose does not look into them
   * @param namesImage whether the file names the image; else it is compose's own
   * @param networks that its containers are on, as Docker names them
   * @param dependsOn services that are brought up before it, and whether it is restarted with each
   * @param shares services whose containers it names by their identity: namespaces and volumes of
   *     theirs that it uses
   * @param definition all of that as text, but for how it is built and how many there are
   * @param replicas how many containers there are to be
   */
  public record Service(
      String name,
      String image,
      boolean namesImage,
      Optional<String> buildContext,
      String buildWay,
      List<String> files,
      List<String> networks,
      Map<String, Boolean> dependsOn,
      Set<String> shares,
      String definition,
      int replicas,
      Optional<String> pullPolicy) {}

  /** What compose's modules register. */
  public TaskResult result() {
    return TaskResult.of("project", name, "services", List.copyOf(services.keySet()));
  }

  /** Reads the document. */
  public static Config read(JsonNode root) {
    String project = root.path("name").asText();
    Map<String, Service> services = new LinkedHashMap<>();
    root.path("services")
        .properties()
        .forEach(e -> services.put(e.getKey(), service(root, project, e.getKey(), e.getValue())));
    return new Config(project, services);
  }

  private static Service service(JsonNode root, String project, String name, JsonNode node) {
    List<String> files = new ArrayList<>();
    node.path("volumes")
        .forEach(
            v -> {
              if (v.path("type").asText().equals("bind")) {
                files.add(v.path("source").asText());
              }
            });
    for (String kind : List.of("configs", "secrets")) {
      node.path(kind)
          .forEach(
              use -> {
                JsonNode file = root.path(kind).path(use.path("source").asText()).path("file");
                if (file.isTextual()) {
                  files.add(file.asText());
                }
              });
    }
    JsonNode build = node.path("build");
    Optional<String> context = text(build.path("context")).filter(c -> c.startsWith("/"));
    int replicas =
        node.has("scale")
            ? node.path("scale").asInt(1)
            : node.path("deploy").path("replicas").asInt(1);
    return new Service(
        name,
        text(node.path("image")).orElse(project + "-" + name),
        text(node.path("image")).isPresent(),
        context,
        buildWay(build),
        List.copyOf(files),
        networks(root.path("networks"), node.path("networks")),
        dependencies(node.path("depends_on")),
        shares(node),
        definition(node),
        replicas,
        text(node.path("pull_policy")));
  }

  /** Of what changes the image and lies in no directory. */
  private static String buildWay(JsonNode build) {
    Map<String, String> out = new TreeMap<>();
    for (String part : List.of("args", "target", "dockerfile", "dockerfile_inline")) {
      JsonNode said = build.path(part);
      boolean isUsual = part.equals("dockerfile") && said.asText().equals("Dockerfile");
      if (!isUsual && !said.isMissingNode() && !said.isNull() && !said.toString().equals("{}")) {
        out.put(part, said.toString());
      }
    }
    return out.isEmpty() ? "" : out.toString();
  }

  private static List<String> networks(JsonNode all, JsonNode used) {
    return used.properties().stream()
        .flatMap(e -> text(all.path(e.getKey()).path("name")).stream())
        .toList();
  }

  /**
   * A mapping by name; compose writes lists as such too, and what follows from links, shared
   * namespaces and {@code volumes_from}.
   */
  private static Map<String, Boolean> dependencies(JsonNode node) {
    Map<String, Boolean> out = new LinkedHashMap<>();
    node.properties().forEach(e -> out.put(e.getKey(), e.getValue().path("restart").asBoolean()));
    return Collections.unmodifiableMap(out);
  }

  private static Set<String> shares(JsonNode node) {
    Set<String> out = new LinkedHashSet<>();
    for (String kind : List.of("network_mode", "ipc", "pid")) {
      String mode = node.path(kind).asText();
      if (mode.startsWith("service:")) {
        out.add(mode.substring("service:".length()));
      }
    }
    for (JsonNode from : node.path("volumes_from")) {
      if (!from.asText().startsWith("container:")) {
        out.add(from.asText().split(":", 2)[0]);
      }
    }
    return Collections.unmodifiableSet(out);
  }

  /** Without what compose leaves out of its own hash, too. */
  private static String definition(JsonNode node) {
    ObjectNode rest = node.deepCopy();
    rest.remove(List.of("build", "pull_policy", "scale", "depends_on"));
    if (rest.get("deploy") instanceof ObjectNode deploy) {
      deploy.remove("replicas");
    }
    return rest.toString();
  }

  /**
   * What naming some services means.
   *
   * @param named those; all when empty
   * @param withDependencies and what they depend on
   */
  public Set<String> chosen(List<String> named, boolean withDependencies) {
    if (named.isEmpty()) {
      return services.keySet();
    }
    Set<String> out = new LinkedHashSet<>();
    Deque<String> todo = new ArrayDeque<>(named);
    while (!todo.isEmpty()) {
      String name = todo.pop();
      Service service = services.get(name);
      if (out.add(name) && service != null && withDependencies) {
        todo.addAll(service.dependsOn().keySet());
      }
    }
    return out;
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
  }
}
