package dev.play.cloud.gce.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.cloud.gce.connect.iap.FakeRelay;
import dev.play.connection.Connection;
import dev.play.connection.LoginRefused;
import dev.play.connection.ShellRequest;
import dev.play.connection.Target;
import dev.play.host.HostName;
import dev.play.testkit.LabHost;
import dev.play.transport.Connectors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two hosts: the name of the second is known to the first alone. */
@Tag("lab")
class BastionLabTest {
  private static final String INSIDE = "db.inside.invalid";
  private static final Map<String, String> ENVIRONMENT = Map.of("HOME", "/nonexistent");

  @AutoClose private static final LabHost BASTION = LabHost.start();
  @AutoClose private static final LabHost INNER = LabHost.start();

  @BeforeAll
  static void tellTheBastion() {
    BASTION.root("echo " + INNER.address() + " " + INSIDE + " >> /etc/hosts");
  }

  private static Target inner(String jump) {
    Target direct = INNER.target();
    return new Target(
        new HostName("db"),
        "ssh",
        INSIDE,
        Optional.of(22),
        direct.user(),
        Optional.empty(),
        direct.privateKey(),
        Optional.empty(),
        List.of("-J", jump),
        direct.hostKeys(),
        direct.pinnedHostKeys(),
        Duration.ofSeconds(60),
        Optional.empty(),
        Map.of());
  }

  private static Target bastion(String address, Optional<Path> key, Map<String, String> options) {
    Target direct = BASTION.target();
    return new Target(
        new HostName("bastion"),
        "ssh",
        address,
        Optional.empty(),
        direct.user(),
        Optional.empty(),
        key,
        Optional.empty(),
        List.of(),
        direct.hostKeys(),
        direct.pinnedHostKeys(),
        direct.connectTimeout(),
        Optional.empty(),
        options);
  }

  private static String hostname(Map<String, String> environment, Target target) {
    try (Connection connection = Connectors.standard(environment).connect(target)) {
      return connection.run(ShellRequest.of("cat /etc/hostname")).out().strip();
    }
  }

  @Test
  void goesThroughABastionOfTheInventoryWithItsOwnUserKeyAndHostKeys() {
    Target bastion = bastion(BASTION.address(), Optional.of(BASTION.key()), Map.of());

    assertThat(hostname(ENVIRONMENT, inner("bastion").through(Map.of("bastion", bastion))))
        .isEqualTo(INNER.root("cat /etc/hostname").strip());
  }

  @Test
  void goesThroughABastionThatOnlyIapReaches() throws Exception {
    Map<String, String> iap =
        Map.of(
            "play_passage", "gce",
            "play_gce_connect_via", "iap",
            "play_gce_project", "p",
            "play_gce_zone", "z",
            "play_gce_instance", "bastion");
    // Kept free for documents (RFC 5737): leads nowhere.
    Target bastion = bastion("192.0.2.1", Optional.of(BASTION.key()), iap);
    try (FakeRelay relay = new FakeRelay(BASTION.address(), 22, "token")) {
      Map<String, String> environment =
          Map.of(
              "PLAY_GCE_IAP_ENDPOINT",
              relay.address().toString(),
              "GCP_ACCESS_TOKEN",
              "token",
              "HOME",
              "/nonexistent");

      assertThat(hostname(environment, inner("bastion").through(Map.of("bastion", bastion))))
          .isEqualTo(INNER.root("cat /etc/hostname").strip());
      assertThat(relay.requests()).singleElement().asString().contains("instance=bastion");
      assertThat(relay.violations()).isEmpty();
    }
  }

  @Test
  void saysThatItIsTheBastionThatRefuses() {
    Target bastion = bastion(BASTION.address(), Optional.of(Path.of("/no/key")), Map.of());

    assertThatThrownBy(
            () ->
                Connectors.standard(ENVIRONMENT)
                    .connect(inner("bastion").through(Map.of("bastion", bastion))))
        .isInstanceOf(LoginRefused.class)
        .hasMessageContaining("the bastion on the way to play@" + INSIDE)
        .hasMessageContaining("play@" + BASTION.address() + ":22 refused the log-in");
  }

  @Test
  void saysThatNobodyKnowsTheBastion() {
    assertThatThrownBy(() -> Connectors.standard(ENVIRONMENT).connect(inner("nobody.invalid")))
        .hasMessageContaining(
            "goes through the bastion nobody.invalid (ProxyJump), which is neither a host of the"
                + " inventory nor a name that this machine can resolve");
  }

  @Test
  void asksWhetherAHostOfTheInventoryWasMeant() {
    Target target = inner("batsion.invalid").meaning(Map.of("batsion.invalid", "bastion"));

    assertThatThrownBy(() -> Connectors.standard(ENVIRONMENT).connect(target))
        .hasMessageEndingWith("can resolve; did you mean 'bastion'?");
  }
}
