package dev.play.modules.containers.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.host.Effect;
import dev.play.module.ModuleFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which packages and which list, by what /etc/os-release says. */
class DistributionsTest {
  private static final OsRelease JESSIE =
      os("ID", "debian", "VERSION_ID", "8", "VERSION", "8 (jessie)");
  private static final OsRelease STRETCH =
      os("ID", "debian", "VERSION_ID", "9", "VERSION_CODENAME", "stretch");
  private static final OsRelease BUSTER =
      os("ID", "debian", "VERSION_ID", "10", "VERSION_CODENAME", "buster");
  private static final OsRelease BOOKWORM =
      os("ID", "debian", "VERSION_ID", "12", "VERSION_CODENAME", "bookworm");
  private static final OsRelease TRIXIE =
      os("ID", "debian", "VERSION_ID", "13", "VERSION_CODENAME", "trixie");
  private static final OsRelease SID = os("ID", "debian", "VERSION_CODENAME", "forky");
  private static final OsRelease RASPBIAN =
      os("ID", "raspbian", "ID_LIKE", "debian", "VERSION_ID", "12", "VERSION_CODENAME", "bookworm");
  private static final OsRelease LMDE =
      os("ID", "linuxmint", "ID_LIKE", "debian", "VERSION_ID", "6", "DEBIAN_CODENAME", "bookworm");
  private static final OsRelease XENIAL =
      os("ID", "ubuntu", "ID_LIKE", "debian", "VERSION_ID", "16.04", "UBUNTU_CODENAME", "xenial");
  private static final OsRelease NOBLE =
      os("ID", "ubuntu", "ID_LIKE", "debian", "VERSION_ID", "24.04", "UBUNTU_CODENAME", "noble");
  private static final OsRelease MINT =
      os(
          "ID",
          "linuxmint",
          "ID_LIKE",
          "ubuntu debian",
          "VERSION_ID",
          "22",
          "VERSION_CODENAME",
          "wilma",
          "UBUNTU_CODENAME",
          "noble");
  private static final OsRelease CENTOS7 =
      os("ID", "centos", "ID_LIKE", "rhel fedora", "VERSION_ID", "7");
  private static final OsRelease RHEL = os("ID", "rhel", "ID_LIKE", "fedora", "VERSION_ID", "9.6");
  private static final OsRelease ORACLE = os("ID", "ol", "ID_LIKE", "fedora", "VERSION_ID", "9.5");
  private static final OsRelease AMAZON =
      os("ID", "amzn", "ID_LIKE", "fedora", "VERSION_ID", "2023");

  private static OsRelease os(String... fields) {
    Map<String, String> out = new java.util.HashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      out.put(fields[i], fields[i + 1]);
    }
    return new OsRelease(out);
  }

  private static List<String> own(OsRelease os) {
    return new DockerPackages(os, false, Optional.empty()).names();
  }

  private static List<String> dockers(OsRelease os) {
    return new DockerPackages(os, true, Optional.empty()).names();
  }

  /** The words behind the script: address, distribution, and with apt codename, seconds, file. */
  private static List<String> listed(OsRelease os) {
    Effect.Run added = new DockerRepository(os, Optional.empty()).added(60);
    return added.command().argv().subList(4, added.command().argv().size());
  }

  @Test
  void trixieHasTheClientAndComposeApart() {
    List<String> all =
        List.of(
            "docker.io",
            "iptables",
            "ca-certificates",
            "docker-cli",
            "docker-buildx",
            "docker-compose");
    assertThat(own(TRIXIE)).isEqualTo(all);
    assertThat(own(SID)).isEqualTo(all);
  }

  @Test
  void oldDebiansHaveNoComposeToTake() {
    List<String> engine = List.of("docker.io", "iptables", "ca-certificates");
    assertThat(own(BUSTER)).isEqualTo(engine);
    assertThat(own(BOOKWORM)).isEqualTo(engine);
    assertThat(own(RASPBIAN)).isEqualTo(engine);
    assertThat(own(LMDE)).isEqualTo(engine);
  }

  @Test
  void debiansWithoutDockerSayWhatToTake() {
    assertThatThrownBy(() -> own(STRETCH))
        .isInstanceOf(ModuleFailure.class)
        .hasMessage("Debian 9 has no Docker packages of its own; take channel: ce");
    assertThatThrownBy(() -> own(JESSIE)).hasMessageContaining("Debian 8");
  }

  @Test
  void ubuntuAndWhatIsMadeFromItHaveTheirOwnNames() {
    List<String> all = List.of("docker.io", "docker-buildx", "docker-compose-v2");
    assertThat(own(NOBLE)).isEqualTo(all);
    assertThat(own(MINT)).isEqualTo(all);
    assertThat(own(XENIAL)).containsExactly("docker.io");
  }

  @Test
  void amazonHasItsOwnAndNoneOfDockers() {
    assertThat(own(AMAZON)).containsExactly("docker");
    assertThatThrownBy(() -> listed(AMAZON))
        .hasMessage("Docker has no repository for amzn; take channel: distro");
  }

  @Test
  void dockersPackagesAreFewerOnOldReleases() {
    assertThat(dockers(JESSIE)).containsExactly("docker-ce");
    assertThat(dockers(STRETCH)).containsExactly("docker-ce", "docker-ce-cli", "containerd.io");
    assertThat(dockers(XENIAL)).containsExactly("docker-ce", "docker-ce-cli", "containerd.io");
    for (OsRelease os : List.of(BUSTER, TRIXIE, SID, NOBLE, MINT, CENTOS7, RHEL, ORACLE)) {
      assertThat(dockers(os))
          .containsExactly(
              "docker-ce",
              "docker-ce-cli",
              "containerd.io",
              "docker-buildx-plugin",
              "docker-compose-plugin");
    }
  }

  @Test
  void theVersionIsTheEnginesAndItsClients() {
    assertThat(new DockerPackages(TRIXIE, true, Optional.of("5:28.*")).names())
        .startsWith("docker-ce=5:28.*", "docker-ce-cli=5:28.*", "containerd.io");
    assertThat(new DockerPackages(AMAZON, false, Optional.of("25.*")).names())
        .containsExactly("docker=25.*");
  }

  @Test
  void theListIsInTheFormThatItsAptReads() {
    String dockers = "https://download.docker.com/linux";
    assertThat(listed(JESSIE))
        .containsExactly(dockers, "debian", "jessie", "60", "/etc/apt/sources.list.d/docker.list");
    assertThat(listed(STRETCH))
        .containsExactly(
            dockers, "debian", "stretch", "60", "/etc/apt/sources.list.d/docker.sources");
    assertThat(listed(LMDE)).contains("debian", "bookworm");
    assertThat(listed(MINT)).contains("ubuntu", "noble");
  }

  @Test
  void theRepositoryIsThatOfTheFamily() {
    assertThat(listed(CENTOS7)).endsWith("centos");
    assertThat(listed(ORACLE)).endsWith("centos");
    assertThat(listed(RHEL)).endsWith("rhel");
    assertThat(listed(os("ID", "fedora", "VERSION_ID", "42"))).endsWith("fedora");
    assertThatThrownBy(() -> listed(os("ID", "opensuse-leap")))
        .hasMessageContaining("Docker has no repository for opensuse-leap");
  }

  @Test
  void saysWhatIsMissingToSortBy() {
    assertThatThrownBy(() -> listed(os("ID", "debian"))).hasMessageContaining("VERSION_CODENAME");
  }
}
