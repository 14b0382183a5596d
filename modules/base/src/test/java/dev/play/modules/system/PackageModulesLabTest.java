package dev.play.modules.system;

import dev.play.connection.Become;
import dev.play.connection.Target;
import dev.play.module.Module;
import dev.play.testkit.CaseHost;
import dev.play.testkit.LabHost;
import dev.play.testkit.ModuleCases;
import dev.play.transport.Connectors;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Packages and where they come from: cases and laws on a Debian machine of their own. */
@Tag("lab")
class PackageModulesLabTest {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @TestFactory
  Stream<DynamicContainer> everyCaseHoldsTheLaws() {
    SmallPackages.bringTo(HOST);
    Target target = HOST.target();
    CaseHost host =
        new CaseHost(
            () -> Connectors.standard(Map.of()).connect(target),
            Optional.of(Become.sudo("root")),
            "/var/tmp");
    return Stream.of(
        cases(AptRepository.class, host),
        cases(Deb822Repository.class, host),
        cases(Apt.class, host),
        cases(Package.class, host));
  }

  private static DynamicContainer cases(Class<? extends Module<?>> module, CaseHost host) {
    return DynamicContainer.dynamicContainer(
        module.getSimpleName(), ModuleCases.of(module).onLab(host));
  }
}
