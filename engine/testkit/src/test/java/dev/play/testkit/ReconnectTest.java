package dev.play.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.connection.Connection;
import dev.play.connection.LoginRefused;
import dev.play.effect.EffectOutcome;
import dev.play.effect.EffectOutcome.Ending;
import dev.play.host.Effect;
import dev.play.host.HostException;
import dev.play.task.HostAccess.Way;
import dev.play.task.ShellAccess;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconnectTest {
  private static final Effect.Reconnect PROOF = proofWithin(Duration.ofMinutes(5));

  /** A host that lets one connection in, and is at another port after that. */
  private static final class Moving implements ShellAccess.Entrance {
    private final List<Integer> asked = new ArrayList<>();
    private final Path root;
    private final HostException answer;
    private boolean hasMoved;

    Moving(Path root, HostException answer) {
      this.root = root;
      this.answer = answer;
    }

    @Override
    public Connection connect() {
      if (hasMoved) {
        throw answer;
      }
      hasMoved = true;
      return LocalShell.in(root);
    }

    @Override
    public Connection connectAt(int port) {
      asked.add(port);
      if (port != 2222) {
        throw answer;
      }
      return LocalShell.in(root);
    }
  }

  private static Effect.Reconnect proofWithin(Duration time) {
    return new Effect.Reconnect("we still get in", time, Duration.ZERO);
  }

  private static EffectOutcome proof(Moving host, Effect.Reconnect effect) {
    try (ShellAccess access = new ShellAccess(host, new SecureRandom(), InstantSource.system())) {
      access.connection();
      return access.carryOut(List.of(effect), Way.PLAIN).getFirst();
    }
  }

  @Test
  void findsAHostAtThePortsThatItTellsBeforeAndWarnsOfIt(@TempDir Path root) {
    Moving host = new Moving(root, new HostException("nobody is there", true, null));

    EffectOutcome outcome = proof(host, PROOF.orAt("printf '2022\\n2222\\nmore\\n'"));

    assertThat(outcome.ending()).isEqualTo(Ending.DONE);
    assertThat(host.asked).containsExactly(2022, 2222);
    assertThat(outcome.details().get(EffectOutcome.WARNING)).contains("ansible_port: 2222");
  }

  @Test
  void looksNowhereElseUnasked(@TempDir Path root) {
    Moving host = new Moving(root, new HostException("nobody is there", true, null));

    EffectOutcome outcome = proof(host, proofWithin(Duration.ofMillis(1)));

    assertThat(outcome.ending()).isEqualTo(Ending.FAILED);
    assertThat(outcome.message()).contains("nobody is there");
    assertThat(host.asked).isEmpty();
  }

  @Test
  void takesARefusedLogInForAnAnswerAtTheUsualPort(@TempDir Path root) {
    Moving host = new Moving(root, new LoginRefused("not you"));

    EffectOutcome outcome = proof(host, PROOF.orAt("echo 2222"));

    assertThat(outcome.ending()).isEqualTo(Ending.FAILED);
    assertThat(outcome.message()).contains("not you");
    assertThat(host.asked).isEmpty();
  }
}
