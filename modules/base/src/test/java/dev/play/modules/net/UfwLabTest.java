package dev.play.modules.net;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** Cases of ufw, on a machine whose packet filter is nobody else's. */
@Tag("lab")
@LabModules(Ufw.class)
class UfwLabTest implements ModuleLab {
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
        DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends ufw >/dev/null
        printf '[Case App]\\ntitle=Case\\ndescription=Case\\nports=4711/tcp\\n' > /etc/ufw/applications.d/case
        cp -a /etc/default/ufw /etc/ufw/bare.default
        ufw allow 22/tcp >/dev/null
        ufw allow in on eth7 to any port 23 proto tcp >/dev/null
        cp -a /etc/ufw /root/ufw
        """);
  }
}
