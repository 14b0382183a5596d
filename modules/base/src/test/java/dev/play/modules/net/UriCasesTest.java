package dev.play.modules.net;

import dev.play.testkit.ModuleCases;
import dev.play.testkit.web.CaseServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class UriCasesTest {
  @AutoClose private static final CaseServer SERVER = CaseServer.start();

  @TestFactory
  Stream<DynamicTest> holdsTheLaws() {
    return ModuleCases.of(Uri.class).onThisMachine(SERVER.names());
  }
}
