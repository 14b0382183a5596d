package dev.play.modules.net;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** A firewalld of Debian's that runs. */
@Tag("lab")
@LabModules(Firewalld.class)
class FirewalldLabTest implements ModuleLab {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @Override
  public LabHost host() {
    return HOST;
  }

  @Override
  public boolean connectsAgain() {
    return true;
  }

  @Override
  public void prepare() {
    HOST.root(
        """
        apt-get -qq update
        DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends firewalld dbus >/dev/null
        systemctl start dbus
        systemctl restart firewalld
        """);
  }
}
