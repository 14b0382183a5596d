package dev.play.modules.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.modules.base.Find;
import dev.play.modules.base.Lineinfile;
import dev.play.modules.base.Stat;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleOutcome.Status;
import dev.play.testkit.LabHost;
import dev.play.testkit.LabSession;
import dev.play.testkit.NoControllerFiles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What a check still tells behind packages that are to be installed, and what the run makes. */
@Tag("lab")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BehindAnInstallationLabTest {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @BeforeAll
  static void haveLists() {
    HOST.root("apt-get -qq update; ! command -v crontab");
  }

  /** One task after another, by a check or a run. */
  private interface Does {
    ModuleOutcome task(Class<?> module, Object... arguments);
  }

  private static List<ModuleOutcome> tasks(Does does) {
    List<ModuleOutcome> out = new ArrayList<>();
    out.add(does.task(Apt.class, "name", List.of("tree", "cron")));
    out.add(does.task(Lineinfile.class, "path", "/etc/skel/.profile", "line", "umask 027"));
    out.add(
        does.task(
            Deb822Repository.class, "name", "mine", "uris", "http://localhost", "state", "absent"));
    out.add(does.task(User.class, "name", "keeper"));
    for (String user : List.of("root", "keeper")) {
      out.add(does.task(Cron.class, "name", "tidy", "job", "true", "user", user));
    }
    out.add(does.task(Stat.class, "path", "/etc/cron.d"));
    out.add(does.task(Find.class, "paths", List.of("/etc/cron.d")));
    out.add(does.task(ServiceFacts.class));
    return out;
  }

  private static List<Status> statuses(List<ModuleOutcome> outcomes) {
    return outcomes.stream().map(ModuleOutcome::status).toList();
  }

  @Test
  @Order(1)
  void foretellsWhatThePackagesLeaveAlone() {
    try (LabSession session = LabSession.open(HOST, new NoControllerFiles())) {
      List<ModuleOutcome> told = tasks(session::check);
      assertThat(statuses(told))
          .as("%s", told)
          .containsExactly(
              Status.WOULD_CHANGE,
              Status.WOULD_CHANGE,
              Status.SAME,
              // A package may bring an account.
              Status.UNKNOWN,
              Status.WOULD_CHANGE,
              Status.WOULD_CHANGE,
              Status.SAME,
              Status.SAME,
              Status.SAME);
      assertThat(told.get(6).resultUnknown()).isPresent();
      assertThat(told.get(7).resultUnknown()).isPresent();
    }
  }

  @Test
  @Order(2)
  void andTheRunDoesIt() {
    try (LabSession session = LabSession.open(HOST, new NoControllerFiles())) {
      List<ModuleOutcome> done = tasks(session::run);
      assertThat(statuses(done))
          .as("%s", done)
          .containsExactly(
              Status.CHANGED,
              Status.CHANGED,
              Status.SAME,
              Status.CHANGED,
              Status.CHANGED,
              Status.CHANGED,
              Status.SAME,
              Status.SAME,
              Status.SAME);
      assertThat(HOST.root("crontab -u keeper -l; crontab -l")).contains("#Ansible: tidy");
    }
  }
}
