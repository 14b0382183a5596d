package dev.play.modules.containers.compose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.ModuleFailure;
import dev.play.modules.containers.json.Json;
import java.util.ArrayList;
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
      Set<String> networks) {
    boolean isUp() {
      return state.equals("running");
    }
  }

  /** An image: its identity, and what it was built from as our label says. */
  public record Image(String id, String context) {}

  // compose's version, then JSON documents, a line each: containers with their labels, and images.
  // An image that is not there makes inspect say so on stderr and go on.
  private static final String SCRIPT =
      """
      project=$1; shift
      docker compose version --short || exit 1
      ids=$(docker ps -aq --no-trunc --filter "label=com.docker.compose.project=$project") || exit 1
      if [ -n "$ids" ]; then docker inspect --type container --format '{"id":{{json .Id}},"name":{{json .Name}},"image":{{json .Image}},"state":{{json .State.Status}},"networks":{{json .NetworkSettings.Networks}},"labels":{{json .Config.Labels}}}' $ids || exit 1; fi
      echo ---
      for image; do docker image inspect --format '{"name":"'"$image"'","id":{{json .Id}},"labels":{{json .Config.Labels}}}' -- "$image" 2>/dev/null; done
      exit 0
      """;

  /** The question. */
  public static Probe.Query probe(Config config) {
    Set<String> images = new TreeSet<>();
    config.services().values().forEach(s -> images.add(s.image()));
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh", config.name()));
    argv.addAll(images);
    return new Probe.Query(
        argv,
        Map.of("LC_ALL", "C"),
        Blob.of(""),
        Set.of(Project.DOCKER, Resource.ofUnit("docker.service"), Resource.PACKAGE_SET));
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
                  names(node.path("networks"))));
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
