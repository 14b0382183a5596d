package dev.play.modules.crypto;

import dev.play.modules.crypto.acme.AcmeServer;
import dev.play.testkit.ModuleCases;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class AcmeInspectTest {
  @AutoClose private static final AcmeServer SERVER = AcmeServer.start("127.0.0.1");

  @TestFactory
  Stream<DynamicTest> holdsTheLaws() {
    return ModuleCases.of(AcmeInspect.class).onThisMachine(SERVER.names());
  }
}
