package dev.play.cloud.gce.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IapCommandTest {
  private static final Map<String, String> WEB =
      Map.of(
          "play_passage", "gce",
          "play_gce_connect_via", "iap",
          "play_gce_instance", "web",
          "play_gce_port", "22",
          "play_gce_project", "p",
          "play_gce_zone", "z-a");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gcloud compute start-iap-tunnel web 22 --listen-on-stdin --project=p --zone=z-a",
        "gcloud compute start-iap-tunnel --project p --zone z-a web 22 --listen-on-stdin",
        "exec /usr/bin/gcloud --project='p' compute start-iap-tunnel 'web' \"22\""
            + " --listen-on-stdin --zone=z-a --verbosity=warning --quiet",
      })
  void understandsGcloudsTunnel(String command) {
    assertThat(IapCommand.read(command, Map.of())).contains(WEB);
  }

  @Test
  void takesProjectAndZoneFromTheEnvironment() {
    assertThat(
            IapCommand.read(
                "gcloud compute start-iap-tunnel web 22 --listen-on-stdin",
                Map.of("CLOUDSDK_CORE_PROJECT", "p", "CLOUDSDK_COMPUTE_ZONE", "z-a")))
        .contains(WEB);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gcloud compute start-iap-tunnel web 22 --listen-on-stdin --project=p",
        "gcloud compute start-iap-tunnel web 22 --project=p --zone=z-a",
        "gcloud compute start-iap-tunnel web 22 --listen-on-stdin --project=p --zone=z-a --account=x",
        "gcloud compute start-iap-tunnel web 22 --listen-on-stdin --project=p --zone=z-a | tee log",
        "gcloud compute start-iap-tunnel web --listen-on-stdin --project=p --zone=z-a",
        "nc -X connect web 22",
        "",
      })
  void leavesOtherCommandsToTheirPrograms(String command) {
    assertThat(IapCommand.read(command, Map.of())).isEmpty();
  }
}
