package dev.play.modules.storage;

import dev.play.testkit.ModuleCases;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class CrypttabTest {
  @TestFactory
  Stream<DynamicTest> holdsTheLaws() {
    return ModuleCases.of(Crypttab.class, "crypttab.yml").onThisMachine();
  }
}
