package dev.play.modules.system;

import dev.play.modules.debian.Alternatives;
import dev.play.modules.debian.Debconf;
import dev.play.modules.debian.DpkgDivert;
import dev.play.modules.debian.DpkgSelections;
import dev.play.modules.debian.LocaleGen;
import dev.play.modules.machine.Modprobe;
import dev.play.modules.machine.Mount;
import dev.play.modules.machine.MountFacts;
import dev.play.modules.machine.OpensshKeypair;
import dev.play.modules.machine.Timezone;
import dev.play.modules.net.Iptables;
import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** Cases of modules that read or change what a Debian machine has beside packages and files. */
@Tag("lab")
@LabModules({
  Alternatives.class,
  DpkgDivert.class,
  DpkgSelections.class,
  Debconf.class,
  Modprobe.class,
  Mount.class,
  MountFacts.class,
  OpensshKeypair.class,
  Getent.class,
  KnownHosts.class,
  PackageFacts.class,
  ServiceFacts.class,
  Iptables.class,
  Timezone.class,
  LocaleGen.class
})
class HostModulesLabTest implements ModuleLab {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @Override
  public LabHost host() {
    return HOST;
  }
}
