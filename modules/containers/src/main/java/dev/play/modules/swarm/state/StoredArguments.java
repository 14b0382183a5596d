package dev.play.modules.swarm.state;

import dev.play.host.HostPath;
import dev.play.module.Param;
import dev.play.modules.containers.container.Wanted;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.value.Value;
import java.util.Map;
import java.util.Optional;

/** What secrets and configs of a swarm have in common. */
public record StoredArguments(
    @Param("its name") String name,
    @Param(value = "whether data is base64", def = "false") boolean dataIsB64,
    @Param("file on the host that holds it") Optional<HostPath> dataSrc,
    @Param("labels") Optional<Map<String, Value>> labels,
    @Param(value = "make it anew in any case", def = "false") boolean force,
    @Param(
            value = "make a new one by the side of the old ones, with a number in its name",
            def = "false")
        boolean rollingVersions,
    @Param(value = "how many of them to keep; all at -1", def = "5") int versionsToKeep,
    @Param(value = "whether it is to be there", def = "present") State state) {
  /** Whether it is to be there. */
  public enum State {
    ABSENT,
    PRESENT
  }

  public StoredArguments {
    DockerClient.requireName("secret or config", name);
    labels.ifPresent(Wanted::texts);
  }
}
