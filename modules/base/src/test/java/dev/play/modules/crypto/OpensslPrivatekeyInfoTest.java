package dev.play.modules.crypto;

import dev.play.testkit.ModuleCases;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class OpensslPrivatekeyInfoTest {
  @TestFactory
  Stream<DynamicTest> holdsTheLaws() {
    return ModuleCases.of(OpensslPrivatekeyInfo.class).onThisMachine();
  }
}
