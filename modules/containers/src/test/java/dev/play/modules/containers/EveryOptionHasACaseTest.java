package dev.play.modules.containers;

import dev.play.testkit.options.OptionCases;
import org.junit.jupiter.api.Test;

class EveryOptionHasACaseTest {
  @Test
  void everyOptionHasACaseOrIsListed() {
    OptionCases.areComplete(
        EveryOptionHasACaseTest.class, "dev.play.modules.containers", "dev.play.modules.swarm");
  }
}
