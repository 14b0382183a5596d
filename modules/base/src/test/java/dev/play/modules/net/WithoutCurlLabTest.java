package dev.play.modules.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.connection.Become;
import dev.play.testkit.CaseHost;
import dev.play.testkit.KeptConnection;
import dev.play.testkit.LabHost;
import dev.play.testkit.ModuleCases;
import dev.play.testkit.web.CaseServer;
import dev.play.transport.Connectors;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The cases of what asks by HTTP on a fresh Debian: neither curl nor wget, but perl and openssl.
 */
@Tag("lab")
class WithoutCurlLabTest {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @AutoClose private static final CaseServer SERVER = CaseServer.start(HOST.controllerAddress());

  @TestFactory
  Stream<DynamicTest> everyCaseHoldsTheLaws() {
    HOST.root(
        "apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y"
            + " --no-install-recommends e2fsprogs openssl >/dev/null 2>&1");
    assertThat(HOST.root("command -v curl; command -v wget; dpkg -l perl | grep -c ^ii || true"))
        .isEqualTo("0\n");
    Connectors connectors = Connectors.standard(Map.of());
    KeptConnection kept = new KeptConnection(() -> connectors.connect(HOST.target()));
    CaseHost root =
        new CaseHost(kept, Optional.of(Become.sudo("root")), "/var/tmp", SERVER.names());
    return Stream.of(Uri.class, GetUrl.class)
        .flatMap(module -> ModuleCases.of(module).asRoot(root))
        .filter(test -> !test.getDisplayName().contains("hostile"))
        .onClose(kept::close);
  }
}
