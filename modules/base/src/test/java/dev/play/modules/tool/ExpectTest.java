package dev.play.modules.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.Effect;
import dev.play.testkit.FakeHost;
import dev.play.value.Value;
import org.junit.jupiter.api.Test;

/** What the script on the host is told. */
class ExpectTest {
  private static String secondsOf(Object... timeout) {
    Object[] arguments = {"command", "true", "responses", Value.dictOf("name", "ada")};
    Object[] all = new Object[arguments.length + timeout.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(timeout, 0, all, arguments.length, timeout.length);
    Effect effect = new FakeHost().tool("perl").check(Expect.class, all).effects().getFirst();
    return ((Effect.Run) effect).command().argv().get(4);
  }

  @Test
  void waitsForHalfAMinuteWhereNothingIsSaid() {
    assertThat(secondsOf()).isEqualTo("30");
  }

  @Test
  void hasNoLimitWhereTheTimeoutIsNull() {
    assertThat(secondsOf("timeout", Value.NONE)).isEmpty();
  }
}
