package dev.play.modules.net;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** The firewall's cases, one after another on one machine; one of them locks us out. */
@Tag("lab")
@LabModules({Firewall.class})
class FirewallLabTest implements ModuleLab {
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
