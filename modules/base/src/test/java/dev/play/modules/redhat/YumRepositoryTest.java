package dev.play.modules.redhat;

import dev.play.testkit.ModuleCases;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class YumRepositoryTest {
  @TestFactory
  Stream<DynamicTest> holdsTheLaws() {
    return ModuleCases.of(YumRepository.class, "yum_repository.yml").onThisMachine();
  }
}
