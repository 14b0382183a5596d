package dev.play.modules.system.apt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.ControllerFiles;
import dev.play.module.HostView;
import dev.play.testkit.NoControllerFiles;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a check still knows behind packages that are to be installed. */
class SparedTest {
  private static final String OWNERS =
      """
      sudo
       /etc/sudoers 1234
       /etc/pam.d/sudo 5678
      nginx-common
       /etc/nginx/nginx.conf 1234
      tar
      ucf openssh-server\t /etc/ssh/sshd_config
      """;
  private static final String DEBIAN = "Inst nginx-common (1.26 Debian:13.1/stable [all])\n";

  private String dependencies = "";

  private final HostView host =
      new HostView() {
        @Override
        @SuppressWarnings("unchecked") // all that is asked are commands
        public <T> Observed<T> read(Probe<T> probe) {
          return Observed.known((T) prints(probe.equals(Spared.OWNERS) ? OWNERS : dependencies));
        }

        @Override
        public void need(List<? extends Probe<?>> probes) {}

        @Override
        public ControllerFiles files() {
          return new NoControllerFiles();
        }

        @Override
        public long nonce() {
          return 1;
        }
      };

  private static CommandOutput prints(String out) {
    return new CommandOutput(out.isEmpty() ? 1 : 0, Blob.of(out), Blob.of(""));
  }

  private boolean isTouched(String simulated, String path) {
    AptSimulation simulation = AptSimulation.read(prints(simulated));
    Set<Resource> touched =
        Spared.narrowed(Set.of(Resource.tree("/etc"), Resource.tree("/var")), simulation, host);
    return touched.stream().anyMatch(t -> t.affects(Resource.path(HostPath.of(path))));
  }

  @Test
  void configurationOfPackagesThatHaveNoPartInIt() {
    assertThat(isTouched(DEBIAN, "/etc/sudoers")).isFalse();
    assertThat(isTouched(DEBIAN, "/etc/ssh/sshd_config")).isFalse();
  }

  @Test
  void notTheConfigurationOfWhatIsInstalled() {
    assertThat(isTouched(DEBIAN, "/etc/nginx/nginx.conf")).isTrue();
    assertThat(isTouched(DEBIAN, "/etc/nginx/sites-enabled/default")).isTrue();
  }

  @Test
  void theUsersCrontabsAndAptsSources() {
    assertThat(isTouched(DEBIAN, "/var/spool/cron/crontabs/root")).isFalse();
    assertThat(isTouched(DEBIAN, "/etc/apt/sources.list.d/docker.sources")).isFalse();
    assertThat(isTouched(DEBIAN, "/etc/apt/apt.conf.d/50more")).isTrue();
  }

  @Test
  void theZoneUnlessItsPackageIsTouched() {
    assertThat(isTouched(DEBIAN, "/etc/localtime")).isFalse();
    assertThat(isTouched("Inst tzdata (2026a Debian:13.1/stable [all])\n", "/etc/localtime"))
        .isTrue();
  }

  @Test
  void aPackageMayBringTheSourcesOfItsOwnArchive() {
    String keyring = "Inst debian-ports-archive-keyring (2025 Debian:13.1/stable [all])\n";
    assertThat(isTouched(keyring, "/etc/apt/sources.list.d/ports.sources")).isTrue();
  }

  @Test
  void nothingWhereAPackageIsFromElsewhere() {
    String other = DEBIAN + "Inst chrome (140 Google LLC:1.0/stable [amd64])\n";
    assertThat(isTouched(other, "/etc/sudoers")).isTrue();
    assertThat(isTouched(other, "/var/spool/cron/crontabs/root")).isTrue();
    assertThat(isTouched("Inst mine (1 local-deb [all])\n", "/etc/sudoers")).isTrue();
    assertThat(isTouched("Inst mine (1 [all])\n", "/etc/sudoers")).isTrue();
  }

  @Test
  void nothingWhereAPackageIsRemoved() {
    assertThat(isTouched(DEBIAN + "Remv apache2 [2.4]\n", "/etc/sudoers")).isTrue();
  }

  private boolean bringsAccounts(String told) {
    dependencies = told;
    return Spared.narrowed(Set.of(Resource.NEW_ACCOUNTS), AptSimulation.read(prints(DEBIAN)), host)
        .contains(Resource.NEW_ACCOUNTS);
  }

  @Test
  void accountsComeOnlyWithWhatDependsOnATool() {
    assertThat(bringsAccounts("Package: nginx-common\nDepends: libc6, libsystemd0\n")).isFalse();
    assertThat(bringsAccounts("Package: nginx-common\nDepends: debconf, adduser (>= 3)\n"))
        .isTrue();
    assertThat(
            bringsAccounts(
                "Package: nginx-common\nPre-Depends: systemd | systemd-standalone-sysusers\n"))
        .isTrue();
    assertThat(bringsAccounts("Package: passwd\n")).isTrue();
  }

  @Test
  void theFilesOfAccountsStayWithThem() {
    dependencies = "Package: nginx-common\nDepends: libc6\n";
    assertThat(isTouched(DEBIAN, "/etc/passwd")).isFalse();
    dependencies = "Package: nginx-common\nDepends: adduser\n";
    assertThat(isTouched(DEBIAN, "/etc/passwd")).isTrue();
  }

  @Test
  void accountsMayComeWhereDependenciesAreNotKnown() {
    assertThat(bringsAccounts("")).isTrue();
    assertThat(bringsAccounts("Depends: libc6\n")).isTrue();
  }
}
