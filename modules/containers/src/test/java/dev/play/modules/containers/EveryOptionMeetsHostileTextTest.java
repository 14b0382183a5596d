package dev.play.modules.containers;

import dev.play.testkit.hostile.HostileLaw;
import org.junit.jupiter.api.Test;

class EveryOptionMeetsHostileTextTest {
  @Test
  void someLabTestPutsHostileTextIntoEveryOption() {
    HostileLaw.reachesEveryOption(
        EveryOptionMeetsHostileTextTest.class,
        "dev.play.modules.containers",
        "dev.play.modules.swarm");
  }
}
