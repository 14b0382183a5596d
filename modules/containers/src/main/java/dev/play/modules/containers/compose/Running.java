package dev.play.modules.containers.compose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.Probe;
import dev.play.module.ModuleFailure;
import dev.play.modules.containers.json.Json;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What Docker has of a project.
 *
 * @param compose its version
 * @param images by name as the services name them; absent where the host has none
 */
public record Running(
    ComposeVersion compose, List<Container> containers, Map<String, Image> images) {
  /**
   * A container of the project, one-off ones left out.
   *
   * @param definition the label that play puts on what shares another's namespaces or volumes
   * @param madeBy the version of compose that made it
   * @param networks that it is on, by name
   * @param told what modules register of it
   */
  public record Container(
      String id,
      String name,
      String service,
      String configHash,
      String definition,
      ComposeVersion madeBy,
      String imageId,
      String state,
      Set<String> networks,
      Value told) {
    boolean isUp() {
      return state.equals("running");
    }
  }

  /** An image: its identity, and what it was built from as our label says. */
  public record Image(String id, String context) {}

  // $1 the project, $2 images, parted by blanks (no name has one), then the client. Prints
  // compose's
  // version, then JSON documents, a line each: containers with their labels, and images.
  // An image that is not there makes inspect say so on stderr and go on. The templates see docker's
  // JSON (.Id is not the client's own name for it), where what is not there is an error but for
  // index.
  private static final String SCRIPT =
      """
      project=$1 images=$2
      shift 2
      set -f
      "$@" compose version --short || exit 1
      ids=$("$@" ps -aq --no-trunc --filter "label=com.docker.compose.project=$project") || exit 1
      if [ -n "$ids" ]; then "$@" inspect --type container --format '{"id":{{json .Id}},"name":{{json .Name}},"image":{{json .Image}},"of":{{json .Config.Image}},"state":{{json .State.Status}},"exit":{{json .State.ExitCode}},"health":{{with index .State "Health"}}{{json .Status}}{{else}}""{{end}},"networks":{{json .NetworkSettings.Networks}},"ports":{{json .NetworkSettings.Ports}},"labels":{{json .Config.Labels}}}' $ids || exit 1; fi
      echo ---
      for image in $images; do "$@" image inspect --format '{"name":"'"$image"'","id":{{json .Id}},"labels":{{json .Config.Labels}}}' -- "$image" 2>/dev/null; done
      exit 0
      """;

  /** A look after a change, for what is registered; its answer is read as the question's is. */
  public static Effect.Run look(Project project, String name) {
    return Effect.Run.of(
        project.look(SCRIPT, name, ""), "look at the containers of " + name, Set.of());
  }

  /** What modules register of the containers, by their names. */
  public List<Value> told() {
    return containers.stream()
        .sorted(Comparator.comparing(Container::name))
        .map(Container::told)
        .toList();
  }

  /** The question. */
  public static Probe.Query probe(Project project, Config config) {
    Set<String> images = new TreeSet<>();
    config.services().values().forEach(s -> images.add(s.image()));
    return project.aboutDocker(SCRIPT, config.name(), String.join(" ", images));
  }

  /** Reads the answer. */
  public static Running read(CommandOutput output) {
    if (!output.ok()) {
      throw new ModuleFailure("Docker does not answer: " + output.err().strip());
    }
    List<Container> containers = new ArrayList<>();
    Map<String, Image> images = new LinkedHashMap<>();
    boolean inImages = false;
    List<String> lines = output.out().lines().toList();
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      if (line.equals("---")) {
        inImages = true;
      } else if (!line.isBlank()) {
        JsonNode node = Json.read(line, "docker inspect");
        JsonNode labels = node.path("labels");
        if (inImages) {
          images.put(
              node.path("name").asText(),
              new Image(node.path("id").asText(), labels.path(Fingerprints.CONTEXT).asText("")));
        } else if (!labels.path("com.docker.compose.oneoff").asText().equals("True")) {
          containers.add(
              new Container(
                  node.path("id").asText(),
                  node.path("name").asText().replaceFirst("^/", ""),
                  labels.path("com.docker.compose.service").asText(),
                  labels.path("com.docker.compose.config-hash").asText(),
                  labels.path(Fingerprints.DEFINITION).asText(),
                  ComposeVersion.read(labels.path("com.docker.compose.version").asText()),
                  node.path("image").asText(),
                  node.path("state").asText(),
                  names(node.path("networks")),
                  Brief.of(node)));
        }
      }
    }
    return new Running(
        ComposeVersion.read(lines.isEmpty() ? "" : lines.getFirst()),
        List.copyOf(containers),
        images);
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.properties().forEach(e -> names.add(e.getKey()));
    return names;
  }
}
