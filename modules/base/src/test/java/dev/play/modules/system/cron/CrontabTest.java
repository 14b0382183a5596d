package dev.play.modules.system.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CrontabTest {
  private static final Crontab EMPTY = Crontab.read("");

  @Test
  void putsAJobUnderItsName() {
    assertThat(EMPTY.withJob("back up", "0 2 * * * /bin/backup").text())
        .isEqualTo("#Ansible: back up\n0 2 * * * /bin/backup\n");
  }

  @Test
  void replacesAJobInItsPlace() {
    Crontab before =
        Crontab.read("MAILTO=root\n#Ansible: a\n1 * * * * old\n#Ansible: b\n2 * * * * b\n");
    assertThat(before.withJob("a", "1 * * * * new").lines())
        .containsExactly(
            "MAILTO=root", "#Ansible: a", "1 * * * * new", "#Ansible: b", "2 * * * * b");
  }

  @Test
  void isTheSameWhenTheJobIs() {
    Crontab before = EMPTY.withJob("a", "1 * * * * x");
    assertThat(before.withJob("a", "1 * * * * x")).isEqualTo(before);
  }

  @Test
  void removesAJobWithItsMark() {
    assertThat(EMPTY.withJob("a", "1 * * * * x").withoutJob("a").isEmpty()).isTrue();
    assertThat(EMPTY.withoutJob("a")).isEqualTo(EMPTY);
  }

  @Test
  void putsVariablesFirstOrWhereAsked() {
    Crontab jobs = EMPTY.withJob("a", "1 * * * * x");
    Crontab one = jobs.withVariable("PATH", "/bin", Optional.empty(), Optional.empty());
    assertThat(one.lines().getFirst()).isEqualTo("PATH=\"/bin\"");
    Crontab two = one.withVariable("MAILTO", "me", Optional.of("PATH"), Optional.empty());
    assertThat(two.lines().get(1)).isEqualTo("MAILTO=\"me\"");
    assertThat(two.variables()).containsExactly("PATH", "MAILTO");
    assertThat(two.withVariable("MAILTO", "me", Optional.empty(), Optional.empty())).isEqualTo(two);
    assertThat(two.withoutVariable("PATH").variables()).containsExactly("MAILTO");
  }
}
