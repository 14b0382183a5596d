package dev.play.modules.system;

import dev.play.connection.Become;
import dev.play.connection.Target;
import dev.play.module.Module;
import dev.play.modules.debian.Alternatives;
import dev.play.modules.debian.Debconf;
import dev.play.modules.debian.DpkgDivert;
import dev.play.modules.debian.DpkgSelections;
import dev.play.modules.debian.LocaleGen;
import dev.play.modules.machine.Modprobe;
import dev.play.modules.machine.Mount;
import dev.play.modules.machine.OpensshKeypair;
import dev.play.modules.machine.Timezone;
import dev.play.modules.net.Iptables;
import dev.play.testkit.CaseHost;
import dev.play.testkit.LabHost;
import dev.play.testkit.ModuleCases;
import dev.play.transport.Connectors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Cases of modules that read or change what a Debian machine has beside packages and files. */
@Tag("lab")
class HostModulesLabTest {
  private static final List<Class<? extends Module<?>>> MODULES =
      List.of(
          Alternatives.class,
          DpkgDivert.class,
          DpkgSelections.class,
          Debconf.class,
          Modprobe.class,
          Mount.class,
          OpensshKeypair.class,
          Getent.class,
          KnownHosts.class,
          PackageFacts.class,
          ServiceFacts.class,
          Iptables.class,
          Timezone.class,
          LocaleGen.class);

  @AutoClose private static final LabHost HOST = LabHost.start();

  @TestFactory
  Stream<DynamicContainer> everyCaseHoldsTheLaws() {
    Target target = HOST.target();
    CaseHost host =
        new CaseHost(
            () -> Connectors.standard(Map.of()).connect(target),
            Optional.of(Become.sudo("root")),
            "/var/tmp");
    return MODULES.stream()
        .map(
            module ->
                DynamicContainer.dynamicContainer(
                    module.getSimpleName(), ModuleCases.of(module).onLab(host)));
  }
}
