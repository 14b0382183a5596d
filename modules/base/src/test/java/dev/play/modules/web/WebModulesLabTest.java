package dev.play.modules.web;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** Cases of the modules for web servers, on a machine with Apache. */
@Tag("lab")
@LabModules({Apache2Module.class, Htpasswd.class})
class WebModulesLabTest implements ModuleLab {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @Override
  public LabHost host() {
    return HOST;
  }

  @Override
  public void prepare() {
    HOST.root(
        "apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y"
            + " --no-install-recommends apache2 e2fsprogs >/dev/null");
  }
}
