package dev.play.modules.gce;

import dev.play.testkit.options.OptionCases;
import org.junit.jupiter.api.Test;

class EveryOptionHasACaseTest {
  @Test
  void everyOptionHasACaseOrIsListed() {
    OptionCases.areComplete(EveryOptionHasACaseTest.class, "dev.play.modules.gce");
  }
}
