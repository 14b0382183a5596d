package dev.play.modules.containers.info;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.module.HostView;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.json.Json;
import dev.play.value.Value;
import java.util.Optional;

/** What is told of one thing: whether it is there, and all that docker knows of it. */
public final class Told {
  private Told() {}

  /** The whole plan of a module that tells of a thing. */
  public static Plan of(DockerClient docker, HostView host, String kind, String name) {
    Optional<JsonNode> found = docker.inspect(host, kind, name);
    return Plan.same(
        TaskResult.of(
            "exists", found.isPresent(), kind, found.map(Json::value).orElse(Value.NONE)));
  }
}
