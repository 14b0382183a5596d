package dev.play.modules.containers;

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

/**
 * Docker, from bare to projects that run, on one machine; each file's cases build on those before.
 */
@Tag("lab")
class ContainersLabTest {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @TestFactory
  Stream<DynamicContainer> everyCaseHoldsTheLaws() {
    Target target = HOST.target();
    CaseHost host =
        new CaseHost(
            () -> Connectors.standard(Map.of()).connect(target),
            Optional.of(Become.sudo("root")),
            "/var/tmp");
    return Stream.of(
        cases(InstallDocker.class, host),
        cases(ComposeUp.class, host),
        cases(ComposeDown.class, host));
  }

  private static DynamicContainer cases(Class<? extends Module<?>> module, CaseHost host) {
    return DynamicContainer.dynamicContainer(
        module.getSimpleName(), ModuleCases.of(module).onLab(host));
  }
}
