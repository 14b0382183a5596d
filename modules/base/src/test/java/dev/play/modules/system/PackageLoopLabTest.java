package dev.play.modules.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleOutcome.Status;
import dev.play.testkit.LabHost;
import dev.play.testkit.LabSession;
import dev.play.testkit.NoControllerFiles;
import dev.play.value.Value;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A loop over packages is one transaction, and tells what each item was. */
@Tag("lab")
class PackageLoopLabTest {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @BeforeAll
  static void makePackages() {
    SmallPackages.bringTo(HOST);
  }

  @BeforeEach
  void haveNone() {
    HOST.root(". /srv/debs.sh; only new; bare; : > /var/log/apt/history.log");
  }

  private static List<ModuleOutcome> loop(Class<?> module, String state, String... names) {
    try (LabSession session = LabSession.open(HOST, new NoControllerFiles())) {
      return session.loop(
          module,
          Stream.of(names).map(name -> Value.dictOf("name", name, "state", state)).toList());
    }
  }

  private static List<Status> statuses(List<ModuleOutcome> outcomes) {
    return outcomes.stream().map(ModuleOutcome::status).toList();
  }

  private static long transactions() {
    return HOST.root("cat /var/log/apt/history.log")
        .lines()
        .filter(line -> line.startsWith("Commandline:"))
        .count();
  }

  private static String installed() {
    return HOST.root(
        "dpkg-query -W -f '${Package} ${db:Status-Status}\n' 'case-*'; apt-mark showmanual 'case-*'");
  }

  @Test
  void installsAllItemsInOneTransaction() {
    HOST.root(". /srv/debs.sh; put new/case-extra_1.0");
    assertThat(statuses(loop(Apt.class, "present", "case-a", "case-extra", "case-part")))
        .containsExactly(Status.CHANGED, Status.SAME, Status.CHANGED);
    assertThat(transactions()).isEqualTo(1);
    assertThat(installed())
        .contains("case-a installed", "case-part installed", "case-a\ncase-extra\ncase-part\n");
    assertThat(statuses(loop(Apt.class, "present", "case-a", "case-extra", "case-part")))
        .containsOnly(Status.SAME);
    assertThat(transactions()).isEqualTo(1);
  }

  @Test
  void removesAllItemsInOneTransaction() {
    HOST.root(". /srv/debs.sh; put new/case-extra_1.0 new/case-part_1.0");
    assertThat(statuses(loop(Package.class, "absent", "case-extra", "case-a", "case-part")))
        .containsExactly(Status.CHANGED, Status.SAME, Status.CHANGED);
    assertThat(transactions()).isEqualTo(1);
    assertThat(installed()).doesNotContain(" installed");
  }

  @Test
  void namesTheItemThatIsToBlame() {
    List<ModuleOutcome> all = loop(Apt.class, "present", "case-part", "case-nowhere", "case-extra");
    assertThat(statuses(all)).containsExactly(Status.CHANGED, Status.FAILED, Status.CHANGED);
    assertThat(all.get(1).because().orElse("")).contains("case-nowhere");
    assertThat(installed()).contains("case-part installed", "case-extra installed");
  }

  @Test
  void tellsWhatWasTriedTogetherInVain() {
    HOST.root(
        "rm -f /srv/once; echo 'DPkg::Pre-Invoke { \"test -e /srv/once || { touch /srv/once; exit"
            + " 1; }\"; };' > /etc/apt/apt.conf.d/99case");
    List<ModuleOutcome> all = loop(Apt.class, "present", "case-a", "case-part");
    assertThat(statuses(all)).containsExactly(Status.CHANGED, Status.CHANGED);
    assertThat(all.getFirst().result().values().get("warnings").map(Value::toString).orElse(""))
        .contains("together with the items behind it this failed");
    assertThat(all.getFirst().outcomes()).hasSizeGreaterThan(all.getLast().outcomes().size());
    assertThat(installed()).contains("case-a installed", "case-part installed");
  }

  @Test
  void doesWhatCannotBeHadTogetherOneAfterTheOther() {
    HOST.root(". /srv/debs.sh; only old; bare");
    List<ModuleOutcome> all = loop(Apt.class, "present", "case-a", "case-rival");
    assertThat(statuses(all)).containsExactly(Status.CHANGED, Status.CHANGED);
    assertThat(installed()).contains("case-rival installed");
  }
}
