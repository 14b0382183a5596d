package dev.play.cloud.gce.connect;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.google.cloud.compute.v1.Project;
import com.google.cloud.oslogin.common.OsLoginProto.SshPublicKey;
import com.google.cloud.oslogin.v1.ImportSshPublicKeyResponse;
import dev.play.cloud.gce.FakeGoogle;
import dev.play.cloud.gce.GoogleCalls;
import dev.play.cloud.gce.Patience;
import dev.play.connection.Target;
import dev.play.host.HostName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As whom and with which key instances are logged in to. */
final class LogInsTest {
  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");
  private static final String PROFILE =
      """
      {"loginProfile": {"name": "1234", "posixAccounts": [
        {"username": "other", "operatingSystemType": "WINDOWS", "primary": true},
        {"username": "second", "accountId": "q", "operatingSystemType": "LINUX"},
        {"username": "me_example_com", "accountId": "p", "primary": true, "uid": "7", "gid": "7",
         "homeDirectory": "/home/me_example_com", "operatingSystemType": "LINUX"}]}}
      """;

  private final Path directory;
  private final FakeGoogle google = new FakeGoogle();
  private final GcePassages passages;

  LogInsTest(@TempDir Path directory) {
    this.directory = directory;
    this.passages = passages(Map.of());
  }

  private GcePassages passages(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(google.environment());
    environment.put("HOME", directory.toString());
    environment.putAll(more);
    return new GcePassages(
        environment,
        directory,
        new GoogleCalls(
            new Patience(2, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(30)),
            pause -> {},
            new Random(1)),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    google.close();
  }

  private static Target target(Optional<String> user, Optional<Path> key, String... options) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "play_passage", "gce",
                "play_gce_project", "p",
                "play_gce_zone", "z",
                "play_gce_instance", "web"));
    for (int i = 0; i < options.length; i += 2) {
      all.put("play_gce_" + options[i], options[i + 1]);
    }
    return new Target(
        new HostName("web"),
        "ssh",
        "10.0.0.1",
        Optional.empty(),
        user,
        Optional.empty(),
        key,
        Optional.empty(),
        List.of(),
        Target.HostKeys.STRICT,
        List.of(),
        Duration.ofSeconds(10),
        Optional.empty(),
        all);
  }

  private static Target target(String... options) {
    return target(Optional.empty(), Optional.empty(), options);
  }

  private static MappingBuilder importing() {
    return post(urlPathEqualTo("/v1/users/me@example.com:importSshPublicKey"));
  }

  private void googleKnowsUs() {
    google.stub(
        get(urlPathEqualTo("/v1/userinfo")),
        aResponse().withBody("{\"email\": \"me@example.com\"}"));
  }

  private void importSucceeds() {
    googleKnowsUs();
    google.answers(importing(), ImportSshPublicKeyResponse.newBuilder(), PROFILE);
  }

  private void projectSays(String key, String value) {
    google.answers(
        get(urlPathEqualTo("/compute/v1/projects/p")),
        Project.newBuilder(),
        """
        {"name": "p", "commonInstanceMetadata": {"items": [{"key": "%s", "value": "%s"}]}}
        """
            .formatted(key, value));
  }

  @Test
  void givesOsLoginAKeyOfItsOwnForADayAndTakesTheUserFromTheProfile() throws Exception {
    importSucceeds();

    Target first = passages.prepared(target("os_login", "auto", "enable_oslogin", "TRUE"));
    Target second = passages.prepared(target("os_login", "auto", "enable_oslogin", "TRUE"));

    assertThat(first.user()).contains("me_example_com");
    assertThat(first.privateKey()).contains(directory.resolve(".play/os-login/id_ed25519"));
    assertThat(second).isEqualTo(first);
    LoggedRequest asked = google.writes().getFirst();
    assertThat(google.writes()).as("asked once a run").hasSize(1);
    assertThat(asked.queryParameter("projectId").firstValue()).isEqualTo("p");
    SshPublicKey.Builder sent = SshPublicKey.newBuilder();
    FakeGoogle.strict(sent, asked.getBodyAsString());
    assertThat(sent.getKey()).startsWith("ssh-ed25519 AAAA");
    assertThat(sent.getExpirationTimeUsec())
        .isEqualTo(NOW.plus(Duration.ofDays(1)).toEpochMilli() * 1000);
  }

  @Test
  void importsTheUsersOwnKeyAndKeepsTheUserThatIsGiven() throws Exception {
    importSucceeds();
    Path key = directory.resolve("mine");
    Files.writeString(directory.resolve("mine.pub"), "ssh-ed25519 AAAAmine me@here\n");

    Target ready =
        passages.prepared(target(Optional.of("given"), Optional.of(key), "os_login", "true"));

    assertThat(ready.user()).contains("given");
    assertThat(ready.privateKey()).contains(key);
    assertThat(google.writes().getFirst().getBodyAsString()).contains("ssh-ed25519 AAAAmine");
  }

  @Test
  void asksTheProjectWhereTheInstanceSaysNothing() {
    importSucceeds();
    projectSays("enable-oslogin", "TRUE");

    assertThat(passages.prepared(target("os_login", "auto")).user()).contains("me_example_com");
    assertThat(passages.prepared(target("os_login", "auto", "enable_oslogin", "FALSE")).user())
        .as("the instance's word wins")
        .isEmpty();
  }

  @Test
  void leavesAloneWhoSaysTheUserOrWantsNoOsLogin() {
    assertThat(passages.prepared(target(Optional.of("me"), Optional.empty(), "os_login", "auto")))
        .extracting(Target::user)
        .isEqualTo(Optional.of("me"));
    assertThat(passages.prepared(target("enable_oslogin", "TRUE")).user()).isEmpty();
    assertThat(google.requests()).isEmpty();
  }

  @Test
  void takesTheUserWhoseKeyOfOursIsInTheMetadata() throws Exception {
    Path ssh = Files.createDirectories(directory.resolve(".ssh"));
    Files.writeString(ssh.resolve("google_compute_engine.pub"), "ssh-rsa AAAAgcloud me\n");
    Files.writeString(ssh.resolve("id_ed25519.pub"), "ssh-ed25519 AAAAmine me\n");
    projectSays("ssh-keys", "tom:ssh-ed25519 AAAAtom tom\\nkim:ssh-rsa AAAAgcloud kim");

    Target byGclouds = passages.prepared(target("os_login", "auto"));
    Target byInstance =
        passages.prepared(
            target(
                "os_login",
                "auto",
                "ssh_keys",
                """
                old:ssh-ed25519 AAAAmine google-ssh {"userName":"old","expireOn":"2026-05-04T03:02:00+0000"}
                now:ssh-ed25519 AAAAmine google-ssh {"userName":"now","expireOn":"2026-05-04T03:02:02+0000"}
                """));

    assertThat(byGclouds.user()).contains("kim");
    assertThat(byGclouds.privateKey()).contains(ssh.resolve("google_compute_engine"));
    assertThat(byInstance.user()).contains("now");
    assertThat(byInstance.privateKey())
        .as("a usual key, and the agent, are tried anyway")
        .isEmpty();
  }

  @Test
  void takesTheUserOfAKeyThatIsTheAgentsAlone() throws Exception {
    projectSays("ssh-keys", "tom:ssh-ed25519 AAAAtom tom\\nkim:" + FakeAgent.KEY + " kim");
    try (FakeAgent agent = new FakeAgent(directory.resolve("agent"))) {
      GcePassages passages = passages(Map.of("SSH_AUTH_SOCK", agent.socket().toString()));
      Target target = passages.prepared(target("os_login", "auto"));

      assertThat(target.user()).contains("kim");
      assertThat(target.privateKey()).as("a given key would leave the agent out").isEmpty();
      assertThat(passages.remark(target))
          .contains("metadata has a key of the agent's for user kim");
    }
  }

  @Test
  void countsTheAgentsKeysAmongThoseThatNobodyKnows() throws Exception {
    projectSays("ssh-keys", "tom:ssh-ed25519 AAAAtom tom");
    try (FakeAgent agent = new FakeAgent(directory.resolve("agent"))) {
      GcePassages passages = passages(Map.of("SSH_AUTH_SOCK", agent.socket().toString()));
      Target target = passages.prepared(target("os_login", "auto"));

      assertThat(passages.remark(target))
          .get()
          .asString()
          .contains("none of ours (there is none in ~/.ssh, 1 of the agent's)");
    }
  }

  @Test
  void importsAKeyOfWhichOnlyThePublicPartIsAFile() throws Exception {
    importSucceeds();
    Path part = Files.writeString(directory.resolve("token.pub"), "ssh-ed25519 AAAAtoken me\n");
    Target target =
        passages.prepared(target(Optional.empty(), Optional.of(part), "os_login", "true"));

    assertThat(target.user()).contains("me_example_com");
    assertThat(target.privateKey()).contains(part);
    assertThat(google.writes())
        .singleElement()
        .satisfies(r -> assertThat(r.getBodyAsString()).contains("ssh-ed25519 AAAAtoken"));
  }

  @Test
  void doesNotLookAtKeysOfTheProjectThatTheInstanceBlocks() throws IOException {
    Path ssh = Files.createDirectories(directory.resolve(".ssh"));
    Files.writeString(ssh.resolve("id_ed25519.pub"), "ssh-ed25519 AAAAmine me\n");
    projectSays("ssh-keys", "kim:ssh-ed25519 AAAAmine kim");
    Target target = target("os_login", "auto", "block_project_ssh_keys", "TRUE");

    assertThat(passages.prepared(target).user()).isEmpty();
    assertThat(passages.remark(target))
        .get()
        .asString()
        .contains("OS Login is off", "(keys of no user) has none of ours", "id_ed25519");
  }

  @Test
  void remembersForTheRefusalThatTheProjectMayNotBeRead() {
    google.stub(
        get(urlPathEqualTo("/compute/v1/projects/p")),
        FakeGoogle.error(403, "forbidden", "Required 'compute.projects.get' permission"));
    Target target = target("os_login", "auto");

    assertThat(passages.prepared(target)).isEqualTo(target);
    assertThat(passages.remark(target))
        .get()
        .asString()
        .contains("whether OS Login is on is not known", "compute.projects.get", "os_login: true");
  }

  @Test
  void namesTheRoleThatStrangersNeed() {
    googleKnowsUs();
    google.stub(
        importing(),
        FakeGoogle.error(
            403,
            "forbidden",
            "Required permission compute.oslogin.importExternalUser; osLoginExternalUser"));

    assertThatThrownBy(() -> passages.prepared(target("os_login", "true")))
        .hasMessageContaining("importing our key for OS Login (account me@example.com)")
        .hasMessageContaining("roles/compute.osLoginExternalUser");
    assertThatThrownBy(() -> passages.prepared(target("os_login", "true")))
        .hasMessageContaining("osLoginExternalUser");
    assertThat(google.writes()).as("a refusal is not asked for again").hasSize(1);
  }

  @Test
  void namesTheRoleAndTheWayOut() {
    googleKnowsUs();
    google.stub(importing(), FakeGoogle.error(403, "forbidden", "permission denied"));

    assertThatThrownBy(() -> passages.prepared(target("os_login", "true")))
        .hasMessageContaining("me@example.com needs roles/compute.osLogin")
        .hasMessageContaining("os_login: false");
  }

  @Test
  void saysHowToSwitchTheApiOn() {
    googleKnowsUs();
    google.stub(
        importing(),
        aResponse()
            .withStatus(403)
            .withBody(
                """
                {"error": {"code": 403, "message": "Cloud OS Login API has not been used in project 7",
                  "status": "PERMISSION_DENIED", "details": [{
                    "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "SERVICE_DISABLED",
                    "metadata": {"service": "oslogin.googleapis.com"}}]}}
                """));

    assertThatThrownBy(() -> passages.prepared(target("os_login", "true")))
        .hasMessageContaining("gcloud services enable oslogin.googleapis.com --project p");
  }

  @Test
  void saysSoWhereTheProfileHasNoAccount() {
    googleKnowsUs();
    google.answers(
        importing(),
        ImportSshPublicKeyResponse.newBuilder(),
        "{\"loginProfile\": {\"name\": \"1\"}}");

    assertThatThrownBy(() -> passages.prepared(target("os_login", "true")))
        .hasMessageContaining("has no POSIX account for project p");
  }

  @Test
  void asksGcloudsConfigurationWhereGoogleDoesNotSayWhoWeAre() throws Exception {
    google.stub(
        get(urlPathEqualTo("/v1/userinfo")), FakeGoogle.error(401, "unauthorized", "no scope"));
    assertThatThrownBy(() -> passages.prepared(target("os_login", "true")))
        .hasMessageContaining("gcloud config set account");

    Path gcloud = Files.createDirectories(directory.resolve(".config/gcloud/configurations"));
    Files.writeString(gcloud.resolve("config_default"), "[core]\naccount = me@example.com\n");
    google.answers(importing(), ImportSshPublicKeyResponse.newBuilder(), PROFILE);
    Target another = target("os_login", "true", "service_account_email", "another");
    assertThat(passages.prepared(another).user()).contains("me_example_com");
  }
}
