package dev.play.modules.system.apt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import org.junit.jupiter.api.Test;

class AptSimulationTest {
  private static final String PRINTED =
      """
      Reading package lists...
      The following NEW packages will be installed:
        nginx nginx-common
      Remv apache2 [2.4.62-1]
      Inst nginx-common (1.26.3-3+deb13u1 Debian:13.1/stable [all])
      Inst openssl [3.5.0-1] (3.5.1-1 Debian:13.1/stable, Debian-Security:13/stable-security [amd64]) []
      Inst nginx (1.26.3-3+deb13u1 Debian:13.1/stable [amd64])
      Conf nginx-common (1.26.3-3+deb13u1 Debian:13.1/stable [all])
      """;

  private static CommandOutput output(int status, String out, String err) {
    return new CommandOutput(status, Blob.of(out), Blob.of(err));
  }

  @Test
  void readsWhatIsInstalledUpgradedAndRemoved() {
    AptSimulation simulation = AptSimulation.read(output(0, PRINTED, ""));
    assertThat(simulation.installed()).containsKeys("nginx", "nginx-common");
    assertThat(requireNonNull(simulation.installed().get("nginx")).version())
        .contains("1.26.3-3+deb13u1");
    assertThat(requireNonNull(simulation.installed().get("nginx")).architecture())
        .contains("amd64");
    assertThat(simulation.removed()).containsExactly("apache2");
  }

  @Test
  void readsAnUpgradeWithItsNewVersion() {
    AptSimulation simulation =
        AptSimulation.read(
            output(0, "Inst openssl [3.5.0-1] (3.5.1-1 Debian:13.1/stable [amd64])\n", ""));
    assertThat(requireNonNull(simulation.installed().get("openssl")).version()).contains("3.5.1-1");
  }

  @Test
  void isEmptyWhenNothingIsToBeDone() {
    assertThat(AptSimulation.read(output(0, "0 upgraded, 0 newly installed\n", "")).isEmpty())
        .isTrue();
  }

  @Test
  void givesAptsOwnWordsForAFailure() {
    String complaint =
        AptSimulation.complaint(output(100, "Reading...\n", "E: Unable to locate package ngnix\n"));
    assertThat(complaint).isEqualTo("Unable to locate package ngnix");
  }

  @Test
  void aPackageThatIsOnlyUnpackedHasStillToBeConfigured() {
    AptSimulation simulation =
        AptSimulation.read(
            output(0, "Conf openjdk-17-jdk (17.0.21+2-1 Debian:12.12/oldstable [amd64])\n", ""));
    assertThat(simulation.isEmpty()).isFalse();
    assertThat(simulation.installed()).containsOnlyKeys("openjdk-17-jdk");
  }
}
