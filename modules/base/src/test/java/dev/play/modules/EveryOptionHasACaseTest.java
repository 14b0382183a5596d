package dev.play.modules;

import dev.play.testkit.options.OptionCases;
import org.junit.jupiter.api.Test;

class EveryOptionHasACaseTest {
  @Test
  void everyOptionHasACaseOrIsListed() {
    OptionCases.areComplete(
        EveryOptionHasACaseTest.class,
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
        "dev.play.modules.web");
  }
}
