package dev.play.modules.containers;

import static dev.play.task.ModuleOutcome.Status.CHANGED;
import static dev.play.task.ModuleOutcome.Status.FAILED;
import static dev.play.task.ModuleOutcome.Status.SAME;
import static dev.play.task.ModuleOutcome.Status.UNKNOWN;
import static dev.play.task.ModuleOutcome.Status.WOULD_CHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.play.modules.net.Firewall;
import dev.play.modules.system.Apt;
import dev.play.task.ModuleOutcome;
import dev.play.testkit.LabHost;
import dev.play.testkit.LabSession;
import dev.play.testkit.NoControllerFiles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A bare host becomes one with Docker and a firewall; each test stands on those before it. */
@Tag("lab")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DockerHostTest {
  private static final List<Map<String, Object>> SSH = List.of(Map.of("port", 22));

  @AutoClose static final LabHost HOST = LabHost.start();

  @Test
  @Order(1)
  void foretellsWhatItCanOnABareHost() {
    try (LabSession check = LabSession.open(HOST, new NoControllerFiles())) {
      assertThat(check.check(Apt.class, "name", List.of("nftables"), "update_cache", true).status())
          .isEqualTo(WOULD_CHANGE);
      assertThat(check.check(Firewall.class, "rules", SSH).status()).isIn(UNKNOWN, WOULD_CHANGE);
      // A copy of the package lists tells what nftables would bring along, where it can be had.
      assertThat(check.check(InstallDocker.class).status()).isIn(UNKNOWN, WOULD_CHANGE);
    }
    assertThat(HOST.root("command -v nft docker || echo none")).isEqualTo("none\n");
  }

  @Test
  @Order(2)
  void installsPackages() {
    changes(Apt.class, "name", List.of("nftables"), "update_cache", true, "cache_valid_time", 3600);
    same(Apt.class, "name", List.of("nftables"), "update_cache", true, "cache_valid_time", 3600);
  }

  @Test
  @Order(3)
  void letsInOnlyWhatIsListed() {
    changes(Firewall.class, "rules", SSH, "published", "filtered");
    same(Firewall.class, "rules", SSH, "published", "filtered");
    assertThat(HOST.root("nft list table inet play_filter")).contains("tcp dport 22 accept");
    assertThat(HOST.root("ls /run/play")).isEmpty();
    assertThat(HOST.root("systemctl is-enabled play-firewall@play_filter")).isEqualTo("enabled\n");
  }

  @Test
  @Order(4)
  void findsARuleThatSomeoneAdded() {
    HOST.root("nft insert rule inet play_filter input tcp dport 8081 accept");
    try (LabSession check = LabSession.open(HOST, new NoControllerFiles())) {
      ModuleOutcome found = check.check(Firewall.class, "rules", SSH, "published", "filtered");
      assertThat(found.status()).isEqualTo(WOULD_CHANGE);
      assertThat(found.diff())
          .hasValueSatisfying(d -> assertThat(d).contains("-\t\ttcp dport 8081"));
    }
    changes(Firewall.class, "rules", SSH, "published", "filtered");
    assertThat(HOST.root("nft list table inet play_filter")).doesNotContain("8081");
  }

  @Test
  @Order(5)
  void takesBackRulesThatLockItOut() {
    assertEnds(
        FAILED,
        Firewall.class,
        "rules",
        List.of(Map.of("port", 23)),
        "allow_established",
        false,
        "revert_after",
        10);
    try (LabSession again = LabSession.open(HOST, new NoControllerFiles())) {
      assertThat(again.check(Firewall.class, "rules", SSH, "published", "filtered").status())
          .isEqualTo(SAME);
    }
  }

  @Test
  @Order(6)
  void installsDocker() {
    Map<String, Object> options = Map.of("log-driver", "local", "live-restore", true);
    changes(InstallDocker.class, "daemon_options", options, "users", List.of("play"));
    same(InstallDocker.class, "daemon_options", options, "users", List.of("play"));
    assertThat(HOST.root("docker info -f '{{.LoggingDriver}} {{.LiveRestoreEnabled}}'"))
        .isEqualTo("local true\n");
    assertThat(HOST.root("id -nG play")).contains("docker");
    HOST.root("docker compose version");
    assertThat(HOST.root("command -v python3 || echo none")).isEqualTo("none\n");
  }

  @Test
  @Order(7)
  void startsDockerAgainWhereItWasStopped() {
    HOST.root("systemctl stop docker.socket docker.service");
    changes(InstallDocker.class);
    assertThat(HOST.root("systemctl is-active docker")).isEqualTo("active\n");
  }

  private static void changes(Class<?> module, Object... arguments) {
    assertEnds(CHANGED, module, arguments);
  }

  private static void same(Class<?> module, Object... arguments) {
    assertEnds(SAME, module, arguments);
  }

  /** On a connection of its own: what an earlier one has seen does not count. */
  private static void assertEnds(
      ModuleOutcome.Status status, Class<?> module, Object... arguments) {
    try (LabSession session = LabSession.open(HOST, new NoControllerFiles())) {
      ModuleOutcome outcome = session.run(module, arguments);
      assertThat(outcome.status()).as("%s %s", outcome.because(), outcome.diff()).isEqualTo(status);
    }
  }
}
