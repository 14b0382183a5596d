package dev.play.modules.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.Effect;
import dev.play.host.PackageManager;
import dev.play.host.UnitInfo;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleOutcome.Status;
import dev.play.testkit.FakeHost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Distributions that the lab has no hosts of; trixie and bookworm are real there. */
class InstallDockerTest {
  private static final String ROCKY =
      "NAME=\"Rocky Linux\"\nID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\nVERSION_ID=\"9.6\"\n";
  private static final String COS = "NAME=\"Container-Optimized OS\"\nID=cos\nVERSION_ID=121\n";

  private static FakeHost host(String release, PackageManager manager) {
    return new FakeHost().manager(manager).prints(0, release, "cat", "/etc/os-release");
  }

  private static FakeHost running(FakeHost host) {
    return host.unit(
        new UnitInfo("docker.service", "loaded", "active", "running", "enabled", false, Map.of()));
  }

  private static ModuleOutcome check(FakeHost host, Object... arguments) {
    return host.check(InstallDocker.class, arguments);
  }

  private static List<String> firstCommand(ModuleOutcome outcome) {
    assertThat(outcome.status()).as("%s", outcome).isEqualTo(Status.WOULD_CHANGE);
    return ((Effect.Run) outcome.effects().getFirst()).command().argv();
  }

  @Test
  void redHatsOwnHaveNoDocker() {
    assertThat(check(host(ROCKY, PackageManager.DNF)).because())
        .contains("rocky has no Docker packages of its own; take channel: ce");
  }

  @Test
  void listsDockersRepositoryFirstOnOneLikeRedHat() {
    assertThat(firstCommand(check(host(ROCKY, PackageManager.DNF), "channel", "ce")))
        .endsWith("https://download.docker.com/linux", "centos");
  }

  @Test
  void installsDockersPackagesByDnf() {
    FakeHost host =
        host(ROCKY, PackageManager.DNF).file("/etc/yum.repos.d/docker-ce.repo", "[x]", 0644);
    assertThat(firstCommand(check(host, "channel", "ce", "version", "28.*")))
        .containsExactly(
            "dnf",
            "-y",
            "install",
            "docker-ce-28.*",
            "docker-ce-cli-28.*",
            "containerd.io",
            "docker-buildx-plugin",
            "docker-compose-plugin");
  }

  @Test
  void anotherVersionThanTheOneAskedForIsReplacedByDnf() {
    FakeHost host =
        running(host(ROCKY, PackageManager.DNF))
            .file("/etc/yum.repos.d/docker-ce.repo", "[x]", 0644)
            .installed("docker-ce", "3:27.5.1-1.el9")
            .installed("docker-ce-cli", "1:28.0.4-1.el9")
            .installed("containerd.io", "1.7.27-3.1.el9")
            .installed("docker-buildx-plugin", "0.22.0-1.el9")
            .installed("docker-compose-plugin", "2.34.0-1.el9");
    assertThat(firstCommand(check(host, "channel", "ce", "version", "28.0.4")))
        .containsExactly("dnf", "-y", "install", "docker-ce-28.0.4");
    assertThat(check(host, "channel", "ce").status()).isEqualTo(Status.SAME);
  }

  @Test
  void installsFedorasOwn() {
    FakeHost host = host("ID=fedora\nVERSION_ID=42\n", PackageManager.DNF);
    assertThat(firstCommand(check(host, "version", "28.*")))
        .containsExactly("dnf", "-y", "install", "moby-engine-28.*", "docker-compose");
  }

  @Test
  void saysWhichPackageManagersItWorksWith() {
    FakeHost host = host("ID=fedora\nVERSION_ID=42\n", PackageManager.ZYPPER);
    assertThat(check(host).because())
        .contains("install_docker works with apt, dnf and yum; this host has zypper");
  }

  @Test
  void doesNotSendPeopleRoundInCircles() {
    FakeHost host = host("ID=opensuse-leap\nID_LIKE=\"suse opensuse\"\n", PackageManager.ZYPPER);
    assertThat(check(host).because())
        .contains("install_docker knows no Docker packages of opensuse-leap");
  }

  @Test
  void managesOnlySettingsAndUsersOfContainerOptimizedOs() {
    FakeHost host =
        running(host(COS, PackageManager.NONE)).directory("/etc/docker", 0755).group("docker", 412);
    assertThat(check(host).status()).isEqualTo(Status.SAME);
    ModuleOutcome settings = check(host, "daemon_options", Map.of("log-driver", "journald"));
    assertThat(settings.status()).as("%s", settings).isEqualTo(Status.WOULD_CHANGE);
    assertThat(settings.effects()).hasSize(2);
    assertThat(((Effect.WriteFile) settings.effects().getFirst()).path().text())
        .isEqualTo("/etc/docker/daemon.json");
    assertThat(((Effect.Run) settings.effects().getLast()).command().argv())
        .containsExactly("systemctl", "restart", "docker.service");
  }

  @Test
  void doesNotTakeAVersionThatContainerOptimizedOsCannotGive() {
    FakeHost host = running(host(COS, PackageManager.NONE));
    assertThat(check(host, "version", "28.*").because())
        .hasValueSatisfying(m -> assertThat(m).contains("leave out channel and version"));
    assertThat(check(host, "channel", "ce").status()).isEqualTo(Status.FAILED);
  }
}
