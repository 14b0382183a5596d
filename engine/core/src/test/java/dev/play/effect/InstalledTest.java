package dev.play.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Resource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is left of answers behind an installation. */
class InstalledTest {
  private static final Probe.Tool CRONTAB = new Probe.Tool("crontab");
  private static final Optional<HostPath> THERE = Optional.of(HostPath.of("/usr/bin/crontab"));
  private static final Resource ALL_BUT_SUDOERS =
      new Resource.TreeBut(HostPath.of("/etc"), Set.of(HostPath.of("/etc/sudoers")));

  private static <T> Observed<T> behind(Set<Resource> touched, Probe<T> probe, T now) {
    Effect install = Effect.Run.of(Command.of("apt-get", "install", "bind9"), "install", touched);
    Asker nobody =
        new Asker() {
          @Override
          public <A> Observed<A> read(Probe<A> other) {
            return Observed.unknown("nobody is asked");
          }
        };
    return new Predicted(install, "until installed", nobody).after(probe, Observed.known(now));
  }

  private static Observed<FileInfo> fileBehind(Resource touched, String path) {
    FileInfo info = FileInfo.absent(HostPath.of(path));
    return behind(Set.of(touched), Probe.FileAt.of(info.path()), info);
  }

  @Test
  void aToolThatIsThereStays() {
    assertThat(behind(Set.of(Resource.PACKAGE_SET), CRONTAB, THERE))
        .isEqualTo(Observed.known(THERE));
  }

  @Test
  void aToolMayBeBrought() {
    assertThat(behind(Set.of(Resource.PACKAGE_SET), CRONTAB, Optional.empty()))
        .isEqualTo(Observed.unknown("until installed"));
  }

  @Test
  void aToolMayGoWhereAPackageDoes() {
    Set<Resource> touched = Set.of(Resource.PACKAGE_SET, Resource.PACKAGE_REMOVAL);
    assertThat(behind(touched, CRONTAB, THERE)).isEqualTo(Observed.unknown("until installed"));
  }

  @Test
  void aToolMayGoWhereAllPackagesAreTouched() {
    assertThat(behind(Set.of(Resource.PACKAGE_SET, Resource.PACKAGES), CRONTAB, THERE))
        .isEqualTo(Observed.unknown("until installed"));
  }

  @Test
  void whatIsSparedStaysKnown() {
    assertThat(fileBehind(ALL_BUT_SUDOERS, "/etc/sudoers")).isInstanceOf(Observed.Known.class);
    assertThat(fileBehind(ALL_BUT_SUDOERS, "/etc//sudoers")).isInstanceOf(Observed.Known.class);
  }

  @Test
  void whatIsBesideTheSparedIsUnknown() {
    assertThat(fileBehind(ALL_BUT_SUDOERS, "/etc/sudoers.d")).isInstanceOf(Observed.Unknown.class);
    assertThat(fileBehind(ALL_BUT_SUDOERS, "/etc")).isInstanceOf(Observed.Unknown.class);
    assertThat(ALL_BUT_SUDOERS.affects(Resource.tree("/"))).isTrue();
  }

  @Test
  void aSparedTreeIsKnownWithAllBelow() {
    Resource touched =
        new Resource.TreeBut(HostPath.of("/var"), Set.of(HostPath.of("/var/spool/cron")));
    assertThat(touched.affects(Resource.tree("/var/spool/cron/crontabs"))).isFalse();
    assertThat(touched.affects(Resource.path(HostPath.of("/var/spool/cron/crontabs/root"))))
        .isFalse();
    assertThat(touched.affects(Resource.tree("/var/spool"))).isTrue();
  }
}
