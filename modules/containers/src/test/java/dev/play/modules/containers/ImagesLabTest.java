package dev.play.modules.containers;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/**
 * Images, what Docker tells of itself, log-ins, and what is left over, on a machine with Docker.
 */
@Tag("lab")
@LabModules({
  DockerImage.class,
  DockerImageInfo.class,
  DockerContainerInfo.class,
  DockerNetworkInfo.class,
  DockerVolumeInfo.class,
  DockerHostInfo.class,
  DockerContainerExec.class,
  DockerLogin.class,
  DockerPrune.class
})
class ImagesLabTest implements ModuleLab {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @Override
  public LabHost host() {
    return HOST;
  }

  @Override
  public void prepare() {
    HOST.root(
        "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq docker.io"
            + " docker-cli docker-buildx docker-registry >/dev/null 2>&1 && docker info >/dev/null");
  }
}
