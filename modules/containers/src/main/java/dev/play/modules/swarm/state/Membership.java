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
    return !state().equals("inactive");
  }

  private String state() {
    return told.path("LocalNodeState").asText("inactive");
  }

  /** Whether it can change the swarm. */
  public boolean isManager() {
    return told.path("ControlAvailable").asBoolean();
  }

  /** Fails the task on a host whose part in a swarm does not work. */
  public void requireSound() {
    switch (state()) {
      case "locked" ->
          throw new ModuleFailure(
              "this node's swarm is locked: docker swarm unlock on it takes the key, which docker"
                  + " swarm unlock-key tells on another manager");
      case "error" ->
          throw new ModuleFailure(
              "this node is part of a swarm, and in trouble: "
                  + told.path("Error").asText("docker does not say why")
                  + "; where it cannot be mended, leave it (state: absent, force: true) and join"
                  + " anew");
      default -> {}
    }
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
