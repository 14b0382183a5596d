package dev.play.modules.containers;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/**
 * Docker, from bare to projects that run, on one machine; each file's cases build on those before.
 */
@Tag("lab")
@LabModules({
  InstallDocker.class,
  ComposeUp.class,
  ComposeDown.class,
  DockerVolume.class,
  DockerNetwork.class,
  DockerContainer.class
})
class ContainersLabTest implements ModuleLab {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @Override
  public LabHost host() {
    return HOST;
  }
}
