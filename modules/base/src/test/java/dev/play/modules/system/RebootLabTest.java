package dev.play.modules.system;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** Real restarts of a host: of its init, as it is a container. */
@Tag("lab")
@LabModules({Reboot.class})
class RebootLabTest implements ModuleLab {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @Override
  public LabHost host() {
    return HOST;
  }

  @Override
  public boolean connectsAgain() {
    return true;
  }
}
