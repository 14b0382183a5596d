package dev.play.modules.tool;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** Cases of the module for supervisord, on a machine that has one, which listens by HTTP, too. */
@Tag("lab")
@LabModules(Supervisorctl.class)
class SupervisorLabTest implements ModuleLab {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @Override
  public LabHost host() {
    return HOST;
  }

  @Override
  public void prepare() {
    HOST.root(
        """
        apt-get -qq update
        DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends supervisor >/dev/null 2>&1
        printf '[inet_http_server]\\nport=127.0.0.1:9001\\nusername=play\\npassword=100%%%% open;#\\n' >> /etc/supervisor/supervisord.conf
        systemctl restart supervisor
        for i in $(seq 300); do supervisorctl status >/dev/null 2>&1 && exit 0; sleep 0.1; done
        exit 1
        """);
  }
}
