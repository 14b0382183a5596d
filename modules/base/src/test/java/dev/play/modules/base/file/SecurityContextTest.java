package dev.play.modules.base.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.Effect;
import dev.play.modules.base.File;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleOutcome.Status;
import dev.play.testkit.FakeHost;
import org.junit.jupiter.api.Test;

/** No host of the tests' own has SELinux, so that one is made up here. */
class SecurityContextTest {
  private final FakeHost host =
      new FakeHost()
          .file("/f", "a", 0644)
          .prints(0, "system_u:object_r:etc_t:s0:c1,c2\n", "stat", "-L", "-c", "%C", "--", "/f")
          .prints(0, "system_u:object_r:usr_t:s0\n", "matchpathcon", "-n", "--", "/f");

  private FakeHost enabled() {
    return host.file("/sys/fs/selinux/enforce", "1", 0644);
  }

  private static ModuleOutcome check(FakeHost host, String option, String value) {
    return host.check(File.class, "path", "/f", option, value);
  }

  private static void changes(ModuleOutcome outcome, String option, String value) {
    assertThat(outcome.status()).isEqualTo(Status.WOULD_CHANGE);
    assertThat(outcome.effects()).hasSize(1);
    assertThat(((Effect.Run) outcome.effects().getFirst()).command().argv())
        .endsWith("sh", "/f", option, value);
  }

  @Test
  void doesNothingWithoutSelinux() {
    assertThat(check(host, "setype", "httpd_t").status()).isEqualTo(Status.SAME);
  }

  @Test
  void leavesAContextAloneThatIsRight() {
    assertThat(check(enabled(), "setype", "etc_t").status()).isEqualTo(Status.SAME);
    assertThat(check(enabled(), "selevel", "s0:c1,c2").status()).isEqualTo(Status.SAME);
  }

  @Test
  void changesThePartThatIsAskedFor() {
    changes(check(enabled(), "seuser", "staff_u"), "-u", "staff_u");
    changes(check(enabled(), "serole", "sysadm_r"), "-r", "sysadm_r");
    changes(check(enabled(), "setype", "$(touch pwned)"), "-t", "$(touch pwned)");
    changes(check(enabled(), "selevel", "s0"), "-l", "s0");
  }

  @Test
  void asksThePolicyForADefault() {
    changes(check(enabled(), "setype", "_default"), "-t", "usr_t");
    assertThat(check(enabled(), "seuser", "_default").status()).isEqualTo(Status.SAME);
  }
}
