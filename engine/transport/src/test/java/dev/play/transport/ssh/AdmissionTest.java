package dev.play.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private final Admission admission = new Admission(1);

  @Test
  void theNinthLogInAtOneDoorWaitsForAnotherToEnd() throws Exception {
    List<Admission.Permit> permits = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      permits.add(admission.connect(List.of("bastion:22", "host" + i + ":22")));
    }
    FutureTask<Admission.Permit> ninth =
        new FutureTask<>(() -> admission.connect(List.of("bastion:22", "host9:22")));
    Thread thread = Thread.ofPlatform().start(ninth);
    untilItWaits(thread);
    assertThat(ninth.isDone()).isFalse();

    permits.getFirst().close();

    ninth.get().close();
    thread.join();
  }

  @Test
  void otherDoorsStayOpen() throws Exception {
    for (int i = 0; i < 8; i++) {
      admission.connect(List.of("bastion:22"));
    }
    admission.connect(List.of("elsewhere:22")).close();
  }

  @Test
  void anAddressThatIsMetTwiceOnTheWayTakesOnePlace() throws Exception {
    for (int i = 0; i < 8; i++) {
      admission.connect(List.of("bastion:22", "bastion:22"));
    }
  }

  @Test
  void handshakesWaitForOneAnother() throws Exception {
    List<Admission.Permit> permits = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      permits.add(admission.handshake());
    }
    FutureTask<Admission.Permit> next = new FutureTask<>(admission::handshake);
    Thread thread = Thread.ofPlatform().start(next);
    untilItWaits(thread);
    permits.getFirst().close();
    next.get().close();
    thread.join();
  }

  @Test
  void waitingForOurOwnTurnIsNotHeldAgainstTheHost() throws Exception {
    Duration limit = Duration.ofSeconds(2);
    Waited waited = new Waited();
    CountDownLatch never = new CountDownLatch(1);
    String told =
        Deadline.within(
            limit,
            waited,
            () -> {
              try {
                waited.during(
                    () ->
                        never.await(
                            limit.plusMillis(100).toMillis(),
                            java.util.concurrent.TimeUnit.MILLISECONDS));
              } catch (InterruptedException e) {
                return "given up";
              }
              return "in";
            });
    assertThat(told).isEqualTo("in");
  }

  private static void untilItWaits(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }
}
