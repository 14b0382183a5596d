package dev.play.observe.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Measured against ansible-core 2.18. */
class SubsetTest {
  @Test
  void takesAwayFromTheLittleThatIsAlwaysThereUnlessAllIsGiven() {
    assertThat(Subset.of(Set.of("!hardware")))
        .containsExactlyInAnyOrder(
            Subset.MIN, Subset.FQDN, Subset.LOCAL, Subset.DATE_TIME, Subset.LSB, Subset.SYSTEMD);
    assertThat(Subset.of(Set.of("!all", "!fqdn", "!lsb", "!local", "!date_time", "!systemd")))
        .containsExactly(Subset.MIN);
    assertThat(Subset.of(Set.of("all", "!hardware")))
        .contains(Subset.MIN, Subset.LOCAL, Subset.NETWORK, Subset.VIRTUAL)
        .doesNotContain(Subset.HARDWARE);
    assertThat(Subset.of(Set.of("network", "!hardware")))
        .contains(Subset.MIN, Subset.LOCAL, Subset.NETWORK)
        .doesNotContain(Subset.HARDWARE, Subset.VIRTUAL, Subset.PYTHON);
    assertThat(Subset.of(Set.of("!all", "!min"))).isEmpty();
  }

  @Test
  void tellsOfTheLittleThatIsAlwaysThereOnlyTheGroupsThatAreNamed() {
    Predicate<String> one = MinimalFacts.toldFor(Set.of("!all", "!min", "pkg_mgr"));
    assertThat(List.of("pkg_mgr", "distribution", "os_family", "interfaces")).allMatch(one);
    assertThat(List.of("user_id", "env", "kernel")).noneMatch(one);
    assertThat(List.of("user_id", "env")).allMatch(MinimalFacts.toldFor(Set.of("!all", "network")));
    assertThat(MinimalFacts.toldFor(Set.of("all", "!env")).test("env")).isFalse();
  }

  @Test
  void asksForTheDomainWithThePlatformThatItIsPartOf() {
    assertThat(Subset.of(Set.of("!all", "!min", "platform")))
        .containsExactly(Subset.MIN, Subset.FQDN);
    assertThat(FactScript.unknown(Set.of("fqdn"))).contains("fqdn");
    assertThat(FactScript.unknown(Set.of("!fqdn"))).isEmpty();
  }

  @Test
  void refusesNamesThatSetupDoesNotHave() {
    assertThat(FactScript.unknown(Set.of("all", "nonsense"))).contains("nonsense");
    assertThat(FactScript.unknown(Set.of("!all", "!facter", "mounts", "env"))).isEmpty();
  }
}
