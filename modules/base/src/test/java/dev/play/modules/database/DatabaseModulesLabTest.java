package dev.play.modules.database;

import dev.play.connection.Become;
import dev.play.connection.Target;
import dev.play.module.Module;
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

/** Cases of the modules for databases, against a MariaDB server that the first of them installs. */
@Tag("lab")
class DatabaseModulesLabTest {
  private static final List<Class<? extends Module<?>>> MODULES =
      List.of(MysqlDb.class, MysqlUser.class);

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
