package dev.play.modules.tool;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** Cases of the modules that drive one program each. */
@Tag("lab")
@LabModules({At.class, Expect.class, Mail.class, Patch.class, Subversion.class, Xml.class})
class ToolModulesLabTest implements ModuleLab {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @Override
  public LabHost host() {
    return HOST;
  }

  @Override
  public void prepare() {
    HOST.root(
        "apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y"
            + " --no-install-recommends at openssl patch subversion >/dev/null 2>&1");
  }
}
