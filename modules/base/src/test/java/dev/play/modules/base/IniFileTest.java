package dev.play.modules.base;

import dev.play.testkit.ModuleCases;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class IniFileTest {
  @TestFactory
  Stream<DynamicTest> holdsTheLaws() {
    return ModuleCases.of(IniFile.class).onThisMachine();
  }
}
