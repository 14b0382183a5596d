package dev.play.modules.system.unit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.Command;
import dev.play.host.Effect;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SshdGuardTest {
  private static final Effect.Run CALL =
      Effect.Run.of(Command.of("systemctl", "restart"), "restart", Set.of());

  @Test
  void provesANewLogInBetweenArmingTheUndoAndDisarmingIt() {
    List<Effect> effects = SshdGuard.around(CALL, "restart", "ssh.service");

    assertThat(effects).hasSize(4);
    assertThat(((Effect.Run) effects.get(0)).why()).startsWith("arm the undo");
    assertThat(effects.get(1)).isEqualTo(CALL);
    assertThat(effects.get(2)).isInstanceOf(Effect.Reconnect.class);
    assertThat(((Effect.Run) effects.get(3)).why()).startsWith("keep the change");
  }

  @Test
  void looksAlsoWhereSshdListensByItsNewConfiguration() {
    List<Effect> effects = SshdGuard.around(CALL, "restart", "ssh.service");

    assertThat(((Effect.Reconnect) effects.get(2)).ports().orElse("")).contains("sshd -T");
  }

  @Test
  void givesUpOnTheLogInBeforeTheUndoIsDue() {
    List<Effect> effects = SshdGuard.around(CALL, "reload", "sshd.service");

    long within = ((Effect.Reconnect) effects.get(2)).within().toSeconds();
    String undo = ((Effect.Run) effects.get(0)).command().argv().get(4);
    assertThat(within).isLessThan(Long.parseLong(undo));
  }

  @Test
  void leavesOtherUnitsAndVerbsAlone() {
    assertThat(SshdGuard.around(CALL, "restart", "nginx.service")).containsExactly(CALL);
    assertThat(SshdGuard.around(CALL, "enable", "ssh.service")).containsExactly(CALL);
  }
}
