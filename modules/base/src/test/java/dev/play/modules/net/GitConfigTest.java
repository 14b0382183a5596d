package dev.play.modules.net;

import dev.play.testkit.ModuleCases;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class GitConfigTest {
  @TestFactory
  Stream<DynamicTest> holdsTheLaws() {
    return ModuleCases.of(GitConfig.class).onThisMachine();
  }
}
