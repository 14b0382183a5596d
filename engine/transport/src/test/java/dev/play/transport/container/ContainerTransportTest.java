package dev.play.transport.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.connection.Connection;
import dev.play.host.HostException;
import dev.play.transport.Targets;
import dev.play.transport.TransportContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract over a stand-in for the engine's client, which runs the command on this machine. */
@SuppressWarnings("NullAway.Init")
class ContainerTransportTest extends TransportContract {
  private static final String CLIENT =
      """
      #!/bin/sh
      [ "$1 $2" = "exec -i" ] || { echo "unexpected: $*" >&2; exit 125; }
      shift 2
      [ "$1" != -u ] || { export CONTAINER_USER="$2"; shift 2; }
      [ "$1" = box ] || { echo "Error: No such container: $1" >&2; exit 1; }
      shift
      exec setsid "$@"
      """;

  @TempDir Path bin;

  private Map<String, String> environment() {
    try {
      Path client = bin.resolve("docker");
      Files.writeString(client, CLIENT);
      Files.setPosixFilePermissions(client, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PATH", bin + ":" + environment.get("PATH"));
    return environment;
  }

  @Override
  protected Connection connect() {
    return new ContainerConnector("docker", environment()).connect(Targets.named("box", "docker"));
  }

  @Test
  void isUnreachableWhereTheContainerIsNot() {
    ContainerConnector connector = new ContainerConnector("docker", environment());
    assertThatThrownBy(() -> connector.connect(Targets.named("nobox", "docker")))
        .isInstanceOfSatisfying(HostException.class, e -> assertThat(e.isUnreachable()).isTrue())
        .hasMessageContaining("No such container: nobox");
  }

  @Test
  void namesTheOptionsThatItDoesNotHave() {
    ContainerConnector connector = new ContainerConnector("docker", environment());
    Map<String, String> options =
        Map.of("ansible_docker_extra_args", "--tls", "ansible_docker_api_version", "1.41");
    assertThatThrownBy(() -> connector.connect(Targets.named("box", "docker", options)))
        .hasMessage(
            "not supported for connections of docker:"
                + " ansible_docker_api_version, ansible_docker_extra_args");
  }

  @Test
  void saysWhereTheClientIsMissing() {
    ContainerConnector connector = new ContainerConnector("podman", Map.of("PATH", bin.toString()));
    assertThatThrownBy(() -> connector.connect(Targets.named("box", "podman")))
        .hasMessageContaining("podman is not installed");
  }
}
