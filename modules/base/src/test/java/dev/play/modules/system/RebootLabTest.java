package dev.play.modules.system;

import dev.play.connection.Become;
import dev.play.connection.Target;
import dev.play.testkit.CaseHost;
import dev.play.testkit.LabHost;
import dev.play.testkit.ModuleCases;
import dev.play.transport.Connectors;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Real restarts of a host: of its init, as it is a container. */
@Tag("lab")
class RebootLabTest {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @TestFactory
  Stream<DynamicTest> everyCaseHoldsTheLaws() {
    Target target = HOST.target();
    CaseHost host =
        new CaseHost(
            () -> Connectors.standard(Map.of()).connect(target),
            Optional.of(Become.sudo("root")),
            "/var/tmp");
    return ModuleCases.of(Reboot.class).onLab(host);
  }
}
