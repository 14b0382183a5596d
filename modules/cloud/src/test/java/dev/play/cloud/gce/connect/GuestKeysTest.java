package dev.play.cloud.gce.connect;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.compute.v1.GuestAttributes;
import com.google.cloud.compute.v1.Project;
import dev.play.cloud.gce.FakeGoogle;
import dev.play.connection.Target;
import dev.play.host.HostName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuestKeysTest {
  private static final String PATH =
      "/compute/v1/projects/p/zones/z/instances/web/getGuestAttributes";

  private static Target prepared(FakeGoogle google, String from, String... more) {
    Map<String, String> options =
        new HashMap<>(
            Map.of(
                "play_passage", "gce",
                "play_gce_host_keys", from,
                "play_gce_project", "p",
                "play_gce_zone", "z",
                "play_gce_instance", "web"));
    for (int i = 0; i < more.length; i += 2) {
      options.put("play_gce_" + more[i], more[i + 1]);
    }
    Target target =
        new Target(
            new HostName("web"),
            "ssh",
            "10.0.0.1",
            Optional.empty(),
            Optional.of("me"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Target.HostKeys.STRICT,
            List.of("ssh-rsa AAAA"),
            Duration.ofSeconds(10),
            Optional.empty(),
            options);
    return GcePassages.standard(google.environment(), Path.of("/nonexistent")).prepared(target);
  }

  @Test
  void pinsTheKeysThatTheInstanceTellsGoogle() {
    try (FakeGoogle google = new FakeGoogle()) {
      google.answers(
          get(urlPathEqualTo(PATH)).withQueryParam("queryPath", equalTo("hostkeys/")),
          GuestAttributes.newBuilder(),
          """
          {"kind": "compute#guestAttributes", "queryPath": "hostkeys/", "queryValue": {"items": [
            {"namespace": "hostkeys", "key": "ssh-ed25519", "value": "AAAAC3Nz"},
            {"namespace": "hostkeys", "key": "ssh-rsa", "value": "no key\\n* ssh-rsa AAAA"}]}}
          """);
      Target target = prepared(google, "guest_attributes");
      assertThat(target.pinnedHostKeys()).containsExactly("ssh-rsa AAAA", "ssh-ed25519 AAAAC3Nz");
      assertThat(target.user()).contains("me");
    }
  }

  @Test
  void asksAsWhoTheInventoryHasHandedOn() {
    try (FakeGoogle google = new FakeGoogle()) {
      google.answers(
          get(urlPathEqualTo(PATH)).withHeader("Authorization", equalTo("Bearer theirs")),
          GuestAttributes.newBuilder(),
          """
          {"queryValue": {"items": [
            {"namespace": "hostkeys", "key": "ssh-ed25519", "value": "AAAAC3Nz"}]}}
          """);
      assertThat(prepared(google, "guest_attributes", "access_token", "theirs").pinnedHostKeys())
          .contains("ssh-ed25519 AAAAC3Nz");
      assertThatThrownBy(
              () ->
                  prepared(
                      google, "guest_attributes", "service_account_contents", "{\"no\": \"key\"}"))
          .hasMessageContaining("service_account_contents holds no credentials")
          .hasMessageNotContaining("{");
    }
  }

  @Test
  void saysHowAnInstanceComesToTellThem() {
    try (FakeGoogle google = new FakeGoogle()) {
      google.answers(get(urlPathEqualTo(PATH)), GuestAttributes.newBuilder(), "{}");
      assertThatThrownBy(() -> prepared(google, "guest_attributes"))
          .hasMessageContaining("Google knows no host keys of web (zone z, project p)")
          .hasMessageContaining("enable-guest-attributes=TRUE");
    }
  }

  @Test
  void saysSoToWhereThereAreNoGuestAttributes() {
    try (FakeGoogle google = new FakeGoogle()) {
      google.stub(get(urlPathEqualTo(PATH)), FakeGoogle.error(404, "notFound", "not there"));
      assertThatThrownBy(() -> prepared(google, "guest_attributes"))
          .hasMessageContaining("not there")
          .hasMessageContaining("enable-guest-attributes=TRUE");
    }
  }

  @Test
  void refusesAnotherSource() {
    try (FakeGoogle google = new FakeGoogle()) {
      assertThatThrownBy(() -> prepared(google, "console"))
          .hasMessageContaining(
              "play_gce_host_keys is auto, guest_attributes or known_hosts, not 'console'");
    }
  }

  private static void tells(FakeGoogle google) {
    google.answers(
        get(urlPathEqualTo(PATH)),
        GuestAttributes.newBuilder(),
        """
        {"queryValue": {"items": [
          {"namespace": "hostkeys", "key": "ssh-ed25519", "value": "AAAAC3Nz"}]}}
        """);
  }

  @Test
  void asksByItselfWhereTheMetadataSaysThatThereAreSome() {
    try (FakeGoogle google = new FakeGoogle()) {
      tells(google);
      assertThat(prepared(google, "auto", "enable_guest_attributes", "TRUE").pinnedHostKeys())
          .containsExactly("ssh-rsa AAAA", "ssh-ed25519 AAAAC3Nz");
      assertThat(prepared(google, "auto", "enable_guest_attributes", "false").pinnedHostKeys())
          .containsExactly("ssh-rsa AAAA");
      assertThat(google.requests()).hasSize(1);
    }
  }

  @Test
  void asksTheProjectWhereTheInstancesMetadataSaysNothing() {
    try (FakeGoogle google = new FakeGoogle()) {
      tells(google);
      google.answers(
          get(urlPathEqualTo("/compute/v1/projects/p")),
          Project.newBuilder(),
          """
          {"name": "p", "commonInstanceMetadata": {"items": [
            {"key": "enable-guest-attributes", "value": "true"}]}}
          """);
      assertThat(prepared(google, "auto").pinnedHostKeys()).contains("ssh-ed25519 AAAAC3Nz");
    }
  }

  @Test
  void leavesItToKnownHostsWhereThereAreNone() {
    try (FakeGoogle google = new FakeGoogle()) {
      google.stub(get(urlPathEqualTo(PATH)), FakeGoogle.error(404, "notFound", "not there"));
      assertThat(prepared(google, "auto", "enable_guest_attributes", "TRUE").pinnedHostKeys())
          .containsExactly("ssh-rsa AAAA");
      google.stub(
          get(urlPathEqualTo("/compute/v1/projects/p")),
          FakeGoogle.error(403, "forbidden", "Required 'compute.projects.get' permission"));
      assertThat(prepared(google, "auto").pinnedHostKeys()).containsExactly("ssh-rsa AAAA");
    }
  }
}
