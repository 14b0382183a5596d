package dev.play.cloud.gce.connect;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.compute.v1.Project;
import dev.play.cloud.gce.FakeGoogle;
import dev.play.cloud.gce.connect.iap.FakeRelay;
import dev.play.connection.Connection;
import dev.play.connection.ShellRequest;
import dev.play.connection.Target;
import dev.play.host.Blob;
import dev.play.host.HostName;
import dev.play.host.HostPath;
import dev.play.testkit.LabHost;
import dev.play.transport.Connectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real sshd that is reached through the relay alone: its address leads nowhere. */
@Tag("lab")
class IapLabTest {
  /** Kept free for documents (RFC 5737). */
  private static final String NOWHERE = "192.0.2.1";

  private static final Map<String, String> OPTIONS =
      Map.of(
          "play_passage", "gce",
          "play_gce_connect_via", "iap",
          "play_gce_project", "p",
          "play_gce_zone", "z",
          "play_gce_instance", "lab");

  @AutoClose private static final LabHost HOST = LabHost.start();

  private static Target target(List<String> arguments, Map<String, String> options, String key) {
    Target direct = HOST.target();
    return new Target(
        new HostName("lab"),
        "ssh",
        NOWHERE,
        direct.port(),
        direct.user(),
        Optional.empty(),
        direct.privateKey(),
        Optional.empty(),
        arguments,
        direct.hostKeys(),
        List.of(key),
        direct.connectTimeout(),
        Optional.empty(),
        options);
  }

  private static String key() {
    return HOST.target().pinnedHostKeys().getFirst();
  }

  private static Connection connect(FakeRelay relay, Target target) {
    return Connectors.standard(
            Map.of(
                "PLAY_GCE_IAP_ENDPOINT",
                relay.address().toString(),
                "GCP_ACCESS_TOKEN",
                "token",
                "HOME",
                "/nonexistent"))
        .connect(target);
  }

  private static FakeRelay relay() throws IOException {
    return new FakeRelay(HOST.address(), 22, "token");
  }

  @Test
  void loginsAndTransfersSurviveARelayThatDropsTheConnection(@TempDir Path directory)
      throws IOException {
    byte[] bytes = new byte[3 << 20];
    new Random(3).nextBytes(bytes);
    Path file = Files.write(directory.resolve("sent"), bytes);
    Path back = directory.resolve("back");
    HostPath there = HostPath.of("/tmp/through-iap");
    try (FakeRelay relay = relay()) {
      relay.faults.dropEvery = 500_000;
      try (Connection connection = connect(relay, target(List.of(), OPTIONS, key()))) {
        connection.upload(file, there, Optional.empty());
        connection.download(there, back, Optional.empty());
        assertThat(connection.run(ShellRequest.of("cksum </tmp/through-iap")).ok()).isTrue();
      }
      assertThat(Files.readAllBytes(back)).isEqualTo(bytes);
      assertThat(relay.requests()).hasSizeGreaterThan(3);
      assertThat(relay.violations()).isEmpty();
    }
  }

  @Test
  void doesWhatAProxyCommandOfGcloudsWouldDo() throws IOException {
    List<String> arguments =
        List.of(
            "-o",
            "ProxyCommand=gcloud compute start-iap-tunnel lab %p --listen-on-stdin --project=p"
                + " --zone=z");
    try (FakeRelay relay = relay();
        Connection connection = connect(relay, target(arguments, Map.of(), key()))) {
      assertThat(connection.run(ShellRequest.of("cat").withStdin(Blob.of("well"))).out())
          .isEqualTo("well");
      assertThat(relay.requests()).singleElement().asString().contains("instance=lab");
      assertThat(relay.violations()).isEmpty();
    }
  }

  @Test
  void refusesAHostWhoseKeyIsNotTheOnePinned() throws IOException {
    try (FakeRelay relay = relay()) {
      String another =
          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";
      assertThatThrownBy(() -> connect(relay, target(List.of(), OPTIONS, another)))
          .hasMessageContaining("HAS CHANGED")
          .hasMessageContaining("the inventory says");
    }
  }

  @Test
  void saysWhatTheRelaySays() throws IOException {
    try (FakeRelay relay = relay()) {
      relay.faults.closeWith = 4033;
      assertThatThrownBy(() -> connect(relay, target(List.of(), OPTIONS, key())))
          .hasMessageContaining("roles/iap.tunnelResourceAccessor");
    }
  }

  @Test
  void saysWhatTheMetadataHasWhereTheLogInIsRefused() throws IOException {
    Map<String, String> options = new HashMap<>(OPTIONS);
    options.put("play_gce_os_login", "auto");
    options.put("play_gce_ssh_keys", "tom:ssh-ed25519 AAAAtom");
    Target known = target(List.of(), options, key());
    Target unknown = known.loggingIn(Optional.empty(), Optional.empty(), known.pinnedHostKeys());
    try (FakeRelay relay = relay();
        FakeGoogle google = new FakeGoogle()) {
      google.answers(
          get(urlPathEqualTo("/compute/v1/projects/p")), Project.newBuilder(), "{\"name\": \"p\"}");
      Map<String, String> environment = new HashMap<>(google.environment());
      environment.put("PLAY_GCE_IAP_ENDPOINT", relay.address().toString());
      environment.put("GCP_ACCESS_TOKEN", "token");
      environment.put("HOME", "/nonexistent");
      assertThatThrownBy(() -> Connectors.standard(environment).connect(unknown))
          .hasMessageContaining("refused the log-in")
          .hasMessageContaining("OS Login is off")
          .hasMessageContaining("keys of tom");
    }
  }
}
