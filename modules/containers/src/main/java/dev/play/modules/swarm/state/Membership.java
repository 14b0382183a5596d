package dev.play.modules.swarm.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.json.Json;

/**
 * A host's part in a swarm.
 *
 * @param told what {@code docker info} tells of it
 */
public record Membership(JsonNode told) {
  /** Asks the host. */
  public static Membership of(DockerClient docker, HostView host) {
    return new Membership(
        Json.read(
            docker.ask(host, "info", "--format", "{{json .Swarm}}"), "what docker info tells"));
  }

  /** Whether it is in one, be it locked or in trouble. */
  public boolean isMember() {
    return !told.path("LocalNodeState").asText("inactive").equals("inactive");
  }

  /** Whether it can change the swarm. */
  public boolean isManager() {
    return told.path("ControlAvailable").asBoolean();
  }

  /** Fails the task on a host that cannot tell of the swarm. */
  public void requireManager() {
    if (!isManager()) {
      throw new ModuleFailure(
          isMember()
              ? "this node is no manager of its swarm; run this on one"
              : "this node is not part of a swarm");
    }
  }
}
