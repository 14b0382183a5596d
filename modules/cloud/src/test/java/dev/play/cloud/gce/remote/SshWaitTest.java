package dev.play.cloud.gce.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.cloud.gce.connect.iap.FakeRelay;
import dev.play.cloud.gce.connect.iap.IapTarget;
import dev.play.cloud.gce.connect.iap.IapTunnel;
import dev.play.cloud.gce.connect.iap.Relay;
import dev.play.modules.gce.fake.Greeter;
import dev.play.value.Value;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** An instance without a public address: its sshd is behind the relay alone. */
class SshWaitTest {
  @AutoClose private final Greeter sshd = new Greeter();
  @AutoClose private final FakeRelay relay;
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  SshWaitTest() throws IOException {
    relay = new FakeRelay("127.0.0.1", sshd.port(), "token");
  }

  /** Nobody listens there any more. */
  private static int silentPort() throws IOException {
    try (ServerSocket gone = new ServerSocket(0)) {
      return gone.getLocalPort();
    }
  }

  private void wait(int port) {
    Value.Dict instance =
        Value.dictOf("networkInterfaces", List.of(Value.dictOf("networkIP", "127.0.0.1")));
    new SshWait(
            now::get,
            time -> now.updateAndGet(i -> i.plus(time)),
            (there, limit) ->
                IapTunnel.open(
                    new Relay(relay.address(), () -> "token"),
                    new IapTarget("p", "z", "vm", "nic0", there),
                    limit,
                    Duration.ZERO))
        .until(instance, port, Instant.EPOCH.plusSeconds(3), "making the instance vm");
  }

  @Test
  void goesThroughTheRelayWhereThereIsNoPublicAddress() throws IOException {
    int port = silentPort();
    wait(port);

    assertThat(relay.requests()).singleElement().asString().contains("port=" + port);
    assertThat(relay.violations()).isEmpty();
  }

  @Test
  void doesNotAskTheRelayWhereTheNetworkCanBeReached() {
    wait(sshd.port());

    assertThat(relay.requests()).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithBothWays() throws IOException {
    relay.faults.closeWith = 4003;
    int port = silentPort();

    assertThatThrownBy(() -> wait(port))
        .hasMessageStartingWith("making the instance vm: it runs, but no sshd answers in time at")
        .hasMessageContaining("refused, nor through IAP: ")
        .hasMessageContaining("from here, or from IAP's 35.235.240.0/20?");
    assertThat(relay.requests()).hasSize(3);
  }
}
