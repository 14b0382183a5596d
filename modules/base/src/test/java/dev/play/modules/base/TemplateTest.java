package dev.play.modules.base;

import dev.play.testkit.ModuleCases;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class TemplateTest {
  @TestFactory
  Stream<DynamicTest> holdsTheLaws() {
    return ModuleCases.of(Template.class).onThisMachine();
  }
}
