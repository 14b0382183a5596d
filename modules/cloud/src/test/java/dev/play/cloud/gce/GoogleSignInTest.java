package dev.play.cloud.gce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.oauth2.ComputeEngineCredentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ImpersonatedCredentials;
import com.google.auth.oauth2.UserCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GoogleSignInTest {
  private static final String USER =
      """
      {"type": "authorized_user", "client_id": "c", "client_secret": "hush", "refresh_token": "r"}
      """;

  @TempDir Path home = Path.of(".");

  private GoogleSignIn signIn(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("NO_GCE_CHECK", "true");
    return new GoogleSignIn(all, home, home);
  }

  @Test
  void namesAllThatWasTriedAndTheWayOut() {
    assertThatThrownBy(() -> signIn(Map.of()).credentials(GoogleAuth.of(Map.of())))
        .isInstanceOf(GoogleException.class)
        .hasMessageContaining("GOOGLE_APPLICATION_CREDENTIALS is not set")
        .hasMessageContaining(home + "/.config/gcloud/application_default_credentials.json")
        .hasMessageContaining("NO_GCE_CHECK")
        .hasMessageContaining("gcloud auth application-default login")
        .hasMessageContaining("service_account_file");
  }

  @Test
  void aServerOfMetadataIsGooglesOnlyWhereItSaysSo() throws IOException {
    assertThatThrownBy(() -> beside("HTTP/1.0 401 Unauthorized\r\nServer: other\r\n\r\n"))
        .isInstanceOf(GoogleException.class)
        .hasMessageContaining("is not Google's")
        .hasMessageContaining("gcloud auth application-default login");
    assertThat(beside("HTTP/1.0 200 OK\r\nMetadata-Flavor: Google\r\n\r\ncomputeMetadata/\n"))
        .isInstanceOf(ComputeEngineCredentials.class);
  }

  /** What is found on a machine with a server of metadata that says {@code answer}. */
  private GoogleCredentials beside(String answer) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(
          () -> {
            try (Socket asked = server.accept()) {
              asked.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
              asked.shutdownOutput();
              asked.getInputStream().readAllBytes();
            } catch (IOException e) {
              throw new UncheckedIOException("whoever asked has gone", e);
            }
          });
      Map<String, String> environment =
          Map.of("GCE_METADATA_HOST", "127.0.0.1:" + server.getLocalPort());
      return new GoogleSignIn(environment, home, home).credentials(GoogleAuth.of(environment));
    }
  }

  @Test
  void takesGcloudsFile() throws IOException {
    Path file = home.resolve(".config/gcloud/application_default_credentials.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, USER);

    assertThat(signIn(Map.of()).credentials(GoogleAuth.of(Map.of())))
        .isInstanceOf(UserCredentials.class);
  }

  @Test
  void becomesSomebodyElseWhereAskedTo() throws IOException {
    Files.writeString(home.resolve("key.json"), USER);
    Map<String, String> environment =
        Map.of(
            "GCP_SERVICE_ACCOUNT_FILE",
            "~/key.json",
            "CLOUDSDK_AUTH_IMPERSONATE_SERVICE_ACCOUNT",
            "deploy@p.iam.gserviceaccount.com");

    assertThat(signIn(environment).credentials(GoogleAuth.of(environment)))
        .isInstanceOfSatisfying(
            ImpersonatedCredentials.class,
            found -> assertThat(found.getAccount()).isEqualTo("deploy@p.iam.gserviceaccount.com"));
  }

  @Test
  void doesNotTellWhatStandsInAKeyThatIsNone() {
    Map<String, String> environment =
        Map.of("GCP_SERVICE_ACCOUNT_CONTENTS", "{\"private_key\": \"hush");

    assertThatThrownBy(() -> signIn(environment).credentials(GoogleAuth.of(environment)))
        .hasMessageContaining("service_account_contents holds no credentials")
        .hasMessageNotContaining("hush");
  }

  @Test
  void saysWhichFileIsMissing() {
    Map<String, String> environment = Map.of("GCP_SERVICE_ACCOUNT_FILE", "nowhere.json");

    assertThatThrownBy(() -> signIn(environment).credentials(GoogleAuth.of(environment)))
        .hasMessageContaining("service_account_file")
        .hasMessageContaining("nowhere.json")
        .hasMessageContaining("no such file");
  }

  @Test
  void readsProjectAndZoneFromGcloudsConfiguration() throws IOException {
    Path gcloud = home.resolve(".config/gcloud");
    Files.createDirectories(gcloud.resolve("configurations"));
    Files.writeString(gcloud.resolve("active_config"), "work\n");
    Files.writeString(
        gcloud.resolve("configurations/config_work"),
        "[core]\naccount = a@b.c\nproject = from-gcloud\n[compute]\nzone = europe-west1-b\n"
            + "region = us-east1\n");

    GcloudConfiguration found = new GcloudConfiguration(Map.of(), home);

    assertThat(found.project()).contains("from-gcloud");
    assertThat(found.zone()).contains("europe-west1-b");
    assertThat(found.region()).contains("us-east1");
    assertThat(
            new GcloudConfiguration(Map.of("GCP_ZONE", "asia-east1-a"), home.resolve("nowhere"))
                .region())
        .as("that of the zone, where none is named")
        .contains("asia-east1");
    assertThat(new GcloudConfiguration(Map.of("GOOGLE_CLOUD_PROJECT", "mine"), home).project())
        .contains("mine");
  }
}
