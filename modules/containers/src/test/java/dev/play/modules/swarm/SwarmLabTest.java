package dev.play.modules.swarm;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** Swarms of one machine, with Docker. */
@Tag("lab")
@LabModules({
  DockerSwarm.class,
  SwarmJoin.class,
  SwarmLeave.class,
  DockerNode.class,
  DockerSecret.class,
  DockerConfig.class,
  DockerStack.class,
  DockerSwarmService.class
})
class SwarmLabTest implements ModuleLab {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @Override
  public LabHost host() {
    return HOST;
  }

  @Override
  public void prepare() {
    HOST.root(
        "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq docker.io"
            + " docker-cli >/dev/null 2>&1 && docker info >/dev/null");
  }
}
