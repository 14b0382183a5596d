package dev.play.modules.system;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** Packages and where they come from: cases and laws on a Debian machine of their own. */
@Tag("lab")
@LabModules({AptRepository.class, Deb822Repository.class, Apt.class, Package.class})
class PackageModulesLabTest implements ModuleLab {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @Override
  public LabHost host() {
    return HOST;
  }

  @Override
  public void prepare() {
    SmallPackages.bringTo(HOST);
  }
}
