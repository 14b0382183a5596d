package dev.play.modules.machine;

import dev.play.modules.packages.Composer;
import dev.play.modules.packages.Npm;
import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** Cases of modules that drive packing tools, composer and npm. */
@Tag("lab")
@LabModules({Archive.class, Composer.class, Npm.class})
class PackingLabTest implements ModuleLab {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @Override
  public LabHost host() {
    return HOST;
  }

  @Override
  public void prepare() {
    HOST.root(
        "apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y"
            + " --no-install-recommends bzip2 e2fsprogs unzip xz-utils zip >/dev/null");
  }
}
