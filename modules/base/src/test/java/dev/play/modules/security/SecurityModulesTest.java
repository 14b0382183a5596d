package dev.play.modules.security;

import dev.play.testkit.ModuleCases;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SecurityModulesTest {
  @TestFactory
  Stream<DynamicTest> holdsTheLaws() {
    return Stream.of(
            Selinux.class,
            Seboolean.class,
            Acl.class,
            Capabilities.class,
            Seport.class,
            Sudoers.class)
        .flatMap(module -> ModuleCases.of(module).onThisMachine());
  }
}
