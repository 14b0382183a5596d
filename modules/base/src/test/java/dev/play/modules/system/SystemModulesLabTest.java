package dev.play.modules.system;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** The system modules' cases and laws on a Debian machine of their own. */
@Tag("lab")
@LabModules({
  Group.class,
  User.class,
  AuthorizedKey.class,
  Sysctl.class,
  Hostname.class,
  Systemd.class,
  Service.class,
  Cron.class
})
class SystemModulesLabTest implements ModuleLab {
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
