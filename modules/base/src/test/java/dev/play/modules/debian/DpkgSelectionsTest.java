package dev.play.modules.debian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.Resource;
import dev.play.testkit.FakeHost;
import org.junit.jupiter.api.Test;

class DpkgSelectionsTest {
  @Test
  void whatAptWouldDoIsAskedAgainBehindASelection() {
    var outcome =
        new FakeHost()
            .prints(0, "hello\thold\n", "dpkg", "--get-selections", "hello")
            .check(DpkgSelections.class, "name", "hello", "selection", "install");
    assertThat(outcome.effects().getFirst().touches()).contains(Resource.PACKAGE_SET);
  }
}
