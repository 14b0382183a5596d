package dev.play.cloud.gce.connect.iap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IapTunnelTest {
  private static final IapTarget TARGET = new IapTarget("my-project", "z-1", "web 1&2", "nic0", 22);
  private static final Duration LONG = Duration.ofSeconds(60);

  private ServerSocket backend;
  private FakeRelay relay;

  @BeforeEach
  void echoesBehindTheRelay() throws IOException {
    backend = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::echo);
    relay = new FakeRelay("127.0.0.1", backend.getLocalPort(), "secret-token");
  }

  private void echo() {
    while (!backend.isClosed()) {
      try {
        Socket socket = backend.accept();
        Thread.ofVirtual()
            .start(
                () -> {
                  try (socket) {
                    socket.getInputStream().transferTo(socket.getOutputStream());
                  } catch (IOException e) {
                    return; // cut by the test
                  }
                });
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  @AfterEach
  void nobodyDidWhatIsNotAllowed() throws IOException {
    relay.close();
    backend.close();
    assertThat(relay.violations()).isEmpty();
  }

  private IapTunnel open(Duration patience) throws IOException {
    return open("secret-token", relay.address(), patience);
  }

  private IapTunnel open(String token, URI address, Duration patience) throws IOException {
    return IapTunnel.open(new Relay(address, () -> token), TARGET, LONG, patience);
  }

  @Test
  void carriesWhatIsWrittenAndTellsTheRelayWhichPortIsMeant() throws IOException {
    try (IapTunnel tunnel = open(LONG)) {
      tunnel.output().write("hello".getBytes(StandardCharsets.UTF_8));
      assertThat(tunnel.input().readNBytes(5)).asString().isEqualTo("hello");
    }
    assertThat(relay.requests())
        .containsExactly(
            "/v4/connect?project=my-project&port=22&newWebsocket=True&zone=z-1"
                + "&instance=web+1%262&interface=nic0");
  }

  @Test
  void carriesFiftyMegabytesByteForByte() throws Exception {
    try (IapTunnel tunnel = open(LONG)) {
      carries(tunnel, 50 << 20);
    }
    assertThat(relay.requests()).hasSize(1);
  }

  @Test
  void losesAndDoublesNothingWhenTheRelayDropsTheConnectionAgainAndAgain() throws Exception {
    relay.faults.dropEvery = 700_000;
    try (IapTunnel tunnel = open(LONG)) {
      carries(tunnel, 6 << 20);
    }
    assertThat(relay.requests()).hasSizeGreaterThan(4);
  }

  @Test
  void putsFragmentsTogetherAndPassesOverUnknownTags() throws Exception {
    relay.faults.crumbs = true;
    relay.faults.unknownTags = true;
    try (IapTunnel tunnel = open(LONG)) {
      carries(tunnel, 300_000);
    }
  }

  @Test
  void triesAgainWhereTheRelayStillHasTheOldConnection() throws Exception {
    relay.faults.dropEvery = 100_000;
    relay.faults.inUse = 2;
    try (IapTunnel tunnel = open(LONG)) {
      carries(tunnel, 300_000);
    }
  }

  @Test
  void failsWhereTheRelayDropsTheConnectionAndDoesNotTakeItBack() throws IOException {
    relay.faults.dropEvery = 10_000;
    relay.faults.refuseReconnect = 503;
    try (IapTunnel tunnel = open(Duration.ofSeconds(2))) {
      tunnel.output().write(new byte[200_000]);
      assertThatThrownBy(() -> tunnel.input().readAllBytes())
          .hasMessageContaining("was dropped, and did not come back within")
          .hasMessageContaining("IAP's relay answers HTTP 503");
      assertThatThrownBy(() -> tunnel.output().write(1)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void endsWhereTheRelayAcknowledgesWhatItNeverGot() throws IOException {
    relay.faults.wrongAck = true;
    try (IapTunnel tunnel = open(LONG)) {
      tunnel.output().write(new byte[10]);
      assertThatThrownBy(() -> tunnel.input().readAllBytes())
          .hasMessageContaining("got 11 bytes, of 10 sent");
    }
  }

  @Test
  void saysWhichFirewallRuleIsMissing() {
    relay.faults.closeWith = 4003;
    assertThatThrownBy(() -> open(LONG))
        .hasMessageContaining("cannot connect to port 22 of web 1&2 (zone z-1, project my-project)")
        .hasMessageContaining("35.235.240.0/20")
        .hasMessageContaining("--project=my-project")
        .hasMessageContaining("--allow=tcp:22");
  }

  @Test
  void saysWhichPermissionIsMissing() {
    relay.faults.closeWith = 4033;
    assertThatThrownBy(() -> open(LONG))
        .hasMessageContaining("iap.tunnelInstances.accessViaIAP")
        .hasMessageContaining("roles/iap.tunnelResourceAccessor");
    relay.faults.closeWith = 0;
    relay.faults.answer = 403;
    assertThatThrownBy(() -> open(LONG)).hasMessageContaining("roles/iap.tunnelResourceAccessor");
  }

  @Test
  void saysThatThereIsNoSuchInstance() {
    relay.faults.closeWith = 4047;
    assertThatThrownBy(() -> open(LONG)).hasMessageContaining("is there such an instance");
  }

  @Test
  void saysThatTheTokenIsNotTaken() {
    assertThatThrownBy(() -> open("stale", relay.address(), LONG))
        .hasMessageContaining("does not take the token");
  }

  @Test
  void saysThatNoRelayIsThere() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertThatThrownBy(
            () -> open("secret-token", URI.create("ws://127.0.0.1:" + free + "/v4"), LONG))
        .hasMessageContaining("cannot reach IAP's relay at ws://127.0.0.1:" + free);
  }

  @Test
  void doesNotWaitForARelayThatSaysNothingForLongerThanItMay() {
    relay.faults.silent = true;
    assertThatThrownBy(
            () ->
                IapTunnel.open(
                    new Relay(relay.address(), () -> "secret-token"),
                    TARGET,
                    Duration.ofSeconds(2),
                    LONG))
        .hasMessageContaining("says nothing of port 22 of web 1&2");
  }

  @Test
  void closingEndsWhatIsWaiting() throws Exception {
    IapTunnel tunnel = open(LONG);
    CompletableFuture<Throwable> reading =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                int read = tunnel.input().read();
                return new AssertionError("read " + read);
              } catch (IOException e) {
                return e;
              }
            });
    tunnel.close();
    assertThat(reading.get()).isInstanceOf(IOException.class).hasMessage("closed");
  }

  /** Sends at random and reads it back, both at once. */
  private static void carries(IapTunnel tunnel, int size) throws Exception {
    CompletableFuture<String> sent =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return send(tunnel.output(), size);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[50_000];
    int left = size;
    while (left > 0) {
      int count = tunnel.input().read(buffer, 0, Math.min(left, buffer.length));
      assertThat(count).isPositive();
      digest.update(buffer, 0, count);
      left -= count;
    }
    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(sent.get());
  }

  private static String send(OutputStream out, int size) throws IOException {
    try {
      Random random = new Random(7);
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      int left = size;
      while (left > 0) {
        byte[] part = new byte[Math.min(left, 1 + random.nextInt(60_000))];
        random.nextBytes(part);
        digest.update(part);
        out.write(part);
        left -= part.length;
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }
}
