package dev.play.modules.net;

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

/** The firewall's cases, one after another on one machine; one of them locks us out. */
@Tag("lab")
class FirewallLabTest {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @TestFactory
  Stream<DynamicTest> everyCaseHoldsTheLaws() {
    Target target = HOST.target();
    CaseHost host =
        new CaseHost(
            () -> Connectors.standard(Map.of()).connect(target),
            Optional.of(Become.sudo("root")),
            "/var/tmp");
    return ModuleCases.of(Firewall.class).onLab(host);
  }
}
