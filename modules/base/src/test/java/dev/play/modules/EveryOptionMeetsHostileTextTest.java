package dev.play.modules;

import dev.play.testkit.hostile.HostileLaw;
import org.junit.jupiter.api.Test;

class EveryOptionMeetsHostileTextTest {
  private static final String[] PACKAGES = {
    "dev.play.modules.base",
    "dev.play.modules.crypto",
    "dev.play.modules.database",
    "dev.play.modules.debian",
    "dev.play.modules.directory",
    "dev.play.modules.distro",
    "dev.play.modules.machine",
    "dev.play.modules.net",
    "dev.play.modules.packages",
    "dev.play.modules.tool",
    "dev.play.modules.redhat",
    "dev.play.modules.security",
    "dev.play.modules.storage",
    "dev.play.modules.system",
    "dev.play.modules.web"
  };

  @Test
  void someLabTestPutsHostileTextIntoEveryOption() {
    HostileLaw.reachesEveryOption(EveryOptionMeetsHostileTextTest.class, PACKAGES);
  }

  /** {@code -Dplay.hostile.rounds=1000} tries more. */
  @Test
  void everyOptionTakesOrRefusesTextsMadeAtRandom() {
    int texts = Math.max(20, Integer.getInteger("play.hostile.rounds", 20));
    HostileLaw.takesOrRefuses(EveryOptionMeetsHostileTextTest.class, texts, PACKAGES);
  }
}
