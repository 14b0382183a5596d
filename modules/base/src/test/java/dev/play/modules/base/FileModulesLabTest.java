package dev.play.modules.base;

import dev.play.connection.Become;
import dev.play.connection.Connection;
import dev.play.connection.Target;
import dev.play.module.Module;
import dev.play.modules.machine.PamLimits;
import dev.play.modules.machine.Pamd;
import dev.play.modules.net.GetUrl;
import dev.play.modules.net.Git;
import dev.play.modules.net.Uri;
import dev.play.modules.net.WaitFor;
import dev.play.testkit.CaseHost;
import dev.play.testkit.KeptConnection;
import dev.play.testkit.LabHost;
import dev.play.testkit.ModuleCases;
import dev.play.testkit.web.CaseServer;
import dev.play.transport.Connectors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The cases of the modules for files, commands and the net again, over SSH on a Debian machine: as
 * root by sudo, and as a user who is nobody special.
 */
@Tag("lab")
class FileModulesLabTest {
  private static final List<Class<? extends Module<?>>> MODULES =
      List.of(
          Assemble.class,
          Blockinfile.class,
          Command.class,
          Copy.class,
          Fetch.class,
          File.class,
          Find.class,
          GetUrl.class,
          Git.class,
          IniFile.class,
          Lineinfile.class,
          PamLimits.class,
          Pamd.class,
          Ping.class,
          Raw.class,
          Replace.class,
          Script.class,
          Shell.class,
          Slurp.class,
          Stat.class,
          Tempfile.class,
          Template.class,
          Unarchive.class,
          Uri.class,
          WaitFor.class);

  @AutoClose private static final LabHost HOST = LabHost.start();

  @AutoClose private static final CaseServer SERVER = CaseServer.start(HOST.controllerAddress());

  @AutoClose private static final KeptConnection CONNECTION = new KeptConnection(connector());

  private static Supplier<Connection> connector() {
    Target target = HOST.target();
    return () -> Connectors.standard(Map.of()).connect(target);
  }

  @BeforeAll
  static void bringTools() {
    HOST.root(
        "apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y"
            + " --no-install-recommends bzip2 curl e2fsprogs file git unzip xz-utils zstd"
            + " >/dev/null 2>&1");
  }

  @TestFactory
  Stream<DynamicContainer> everyCaseHoldsTheLawsAsRoot() {
    CaseHost host =
        new CaseHost(CONNECTION, Optional.of(Become.sudo("root")), "/var/tmp", SERVER.names());
    return modules(cases -> cases.asRoot(host));
  }

  @TestFactory
  Stream<DynamicContainer> everyCaseHoldsTheLawsAsAUser() {
    CaseHost host = new CaseHost(CONNECTION, Optional.empty(), "/var/tmp", SERVER.names());
    return modules(cases -> cases.asAnyUser(host));
  }

  private static Stream<DynamicContainer> modules(
      Function<ModuleCases, Stream<DynamicTest>> tests) {
    return MODULES.stream()
        .map(
            m ->
                DynamicContainer.dynamicContainer(
                    m.getSimpleName(), tests.apply(ModuleCases.of(m))));
  }
}
