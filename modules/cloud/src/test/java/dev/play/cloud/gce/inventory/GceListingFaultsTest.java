package dev.play.cloud.gce.inventory;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.play.cloud.gce.FakeGoogle.error;
import static dev.play.cloud.gce.inventory.GceFixture.instances;
import static dev.play.cloud.gce.inventory.GceFixture.messages;
import static dev.play.cloud.gce.inventory.GceFixture.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.google.cloud.compute.v1.InstanceAggregatedList;
import dev.play.cloud.gce.FakeGoogle;
import dev.play.inventory.source.InventoryLoader;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each way in which Google fails a whole inventory: what is said where, how to mend it, how often
 * Google was asked, and that there is an error rather than a part of the hosts.
 */
final class GceListingFaultsTest {
  private static final String FILE = "plugin: gce\nprojects: [p, q]\ncache: true\n";
  private static final int ANY = -1;
  private static final String DOING = "ERROR cloud.yml:2:11 listing the instances of project p: ";

  private final GceFixture gce;

  GceListingFaultsTest(@TempDir Path directory) {
    this.gce = new GceFixture(directory);
  }

  @AfterEach
  void close() {
    gce.close();
  }

  /** What is said of project p; the one of q is well. */
  private String refused(ResponseDefinitionBuilder answer, int asked, String hint) {
    gce.google.stub(instances("p"), answer);
    gce.google.answers(
        instances("q"),
        InstanceAggregatedList.newBuilder(),
        "{\"items\": {\"zones/z-a\": {\"instances\": [{\"name\": \"c\", \"status\": \"RUNNING\"}]}}}");

    InventoryLoader.Loaded loaded = gce.inventory().load(FILE);

    assertThat(loaded.problems()).hasSize(1);
    assertThat(loaded.problems().getFirst().hint().orElse("")).contains(hint);
    if (asked != ANY) {
      assertThat(gce.google.requests().stream().filter(r -> r.getUrl().contains("/p/")))
          .as("how often p was asked for")
          .hasSize(asked);
    }
    gce.google.server().resetRequests();
    gce.inventory().load(FILE);
    assertThat(gce.google.requests()).as("nothing of it is kept").isNotEmpty();
    return messages(loaded).getFirst();
  }

  @Test
  void saysThatTheTokenIsNotTaken() {
    assertThat(
            refused(
                error(401, "authError", "Invalid Credentials"),
                1,
                "sign in again: gcloud auth application-default login"))
        .startsWith(DOING + "Google does not take the access token");
  }

  @Test
  void saysWhichPermissionIsMissing() {
    assertThat(
            refused(
                error(
                    403,
                    "forbidden",
                    "Required 'compute.instances.list' permission for 'projects/p'"),
                1,
                "grant a role with that permission to the account that play uses"))
        .startsWith(DOING + "Required 'compute.instances.list' permission for 'projects/p'");
  }

  @Test
  void saysWhichPermissionIsMissingWhereTheDetailsAloneDo() {
    String body =
        """
        {"error": {"code": 403, "message": "The caller does not have permission", "status": "PERMISSION_DENIED",
          "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "IAM_PERMISSION_DENIED",
            "domain": "iam.googleapis.com", "metadata": {"permission": "compute.instances.list",
              "resource": "//cloudresourcemanager.googleapis.com/projects/p"}}]}}
        """;

    assertThat(
            refused(
                aResponse().withStatus(403).withBody(body),
                1,
                "compute.instances.list on projects/p is missing: have somebody grant a role"))
        .startsWith(DOING + "The caller does not have permission");
  }

  @Test
  void saysHowToSwitchTheApiOn() {
    assertThat(
            refused(
                error(403, "accessNotConfigured", "Compute Engine API has not been used before"),
                1,
                "gcloud services enable compute.googleapis.com --project p"))
        .startsWith(DOING + "Compute Engine API has not been used before");
  }

  @Test
  void saysThatTheProjectIsNotThere() {
    assertThat(
            refused(
                error(404, "notFound", "The resource 'projects/p' was not found"),
                1,
                "is that the project's id? They are listed by: gcloud projects list"))
        .isEqualTo(DOING + "The resource 'projects/p' was not found [notFound]");
  }

  @Test
  void asksWhetherTheProjectIsThereWhereGoogleOnlyDenies() {
    String body =
        """
        {"error": {"code": 403, "message": "Permission denied on resource project p.",
          "errors": [{"reason": "forbidden"}],
          "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "CONSUMER_INVALID"}]}}
        """;

    assertThat(refused(aResponse().withStatus(403).withBody(body), 1, "is that the project's id?"))
        .startsWith(DOING + "Permission denied on resource project p.");
  }

  @Test
  void triesAFewTimesAndSaysThatItWasTooOften() {
    assertThat(
            refused(
                error(429, "rateLimitExceeded", "Too many requests"),
                3,
                "try again in a minute; a cache saves requests"))
        .startsWith(DOING + "Too many requests");
  }

  /** What Compute Engine says of too many requests: 403, and a reason that differs by the place. */
  @Test
  void knowsARateLimitThatIsCalledAQuotaAndSaysHowMuchItIs() {
    String body =
        """
        {"error": {"code": 403, "message": "Quota exceeded for quota metric 'List requests' and limit 'List requests per minute' of service 'compute.googleapis.com'.",
          "errors": [{"reason": "rateLimitExceeded", "domain": "usageLimits"}],
          "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "RATE_LIMIT_EXCEEDED",
            "metadata": {"service": "compute.googleapis.com", "quota_limit": "ListRequestsPerMinutePerProject",
              "quota_limit_value": "1500"}}]}}
        """;

    assertThat(
            refused(
                aResponse().withStatus(403).withBody(body),
                3,
                "ListRequestsPerMinutePerProject is 1500; try again in a minute"))
        .startsWith(DOING + "Quota exceeded for quota metric 'List requests'");
  }

  @Test
  void triesAFewTimesWhereTheServerFails() {
    assertThat(refused(error(500, "backendError", "Internal error"), 3, ""))
        .startsWith(DOING + "Internal error");
  }

  @Test
  void triesAFewTimesWhereTheServerIsNotThere() {
    assertThat(refused(error(503, "backendError", "Service unavailable"), 3, ""))
        .startsWith(DOING + "Service unavailable");
  }

  @Test
  void saysThatConnectionsKeepBeingReset() {
    // The JDK's client makes such a request again by itself, now and then.
    assertThat(refused(FakeGoogle.reset(), ANY, ""))
        .startsWith(DOING + "Google could not be reached: ");
  }

  @Test
  void doesNotWaitForEverForASlowAnswer() {
    gce.waitingFor(Duration.ofMillis(300));
    gce.google.stub(instances("p"), aResponse().withBody("{}").withFixedDelay(3000));

    InventoryLoader.Loaded loaded = gce.inventory().load("plugin: gce\nprojects: [p]\n");

    assertThat(messages(loaded))
        .containsExactly(DOING + "Google could not be reached: no answer in time");
    assertThat(names(loaded)).isEmpty();
  }

  @Test
  void saysThatTheAnswerIsNotTheApis() {
    assertThat(
            refused(
                aResponse().withBody("<html>Log in to our proxy</html>"),
                1,
                "is there a proxy in between that answers for it?"))
        .startsWith(DOING + "the answer is not what Google's API gives");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void goesOnWhenItPasses(int status) {
    gce.google.stub(
        get(urlPathEqualTo("/compute/v1/projects/p/aggregated/instances"))
            .atPriority(1)
            .inScenario("s")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("up"),
        error(status, "backendError", "busy"));
    gce.answersTwo();

    InventoryLoader.Loaded loaded = gce.inventory().load("plugin: gce\nprojects: [p]\n");

    assertThat(messages(loaded)).isEmpty();
    assertThat(names(loaded)).containsExactly("db-1", "web-1");
    assertThat(gce.google.requests()).hasSize(2);
  }

  private String folderRefused(ResponseDefinitionBuilder answer) {
    gce.google.stub(get(urlPathEqualTo("/v1/projects")), answer);

    InventoryLoader.Loaded loaded = gce.inventory().load("plugin: gce\nfolders: ['1234']\n");

    assertThat(names(loaded)).isEmpty();
    return messages(loaded).getFirst() + " | " + loaded.problems().getFirst().hint().orElse("");
  }

  @Test
  void saysWhichFolderCannotBeListedAndWhichApiIsOff() {
    assertThat(
            folderRefused(
                error(
                    403,
                    "accessNotConfigured",
                    "Cloud Resource Manager API has not been used in project 1 before. Enable it by"
                        + " visiting https://console.developers.google.com/apis/api/cloudresourcemanager.googleapis.com/overview?project=1")))
        .startsWith(
            "ERROR cloud.yml:2:10 listing the projects of folder 1234: Cloud Resource Manager API"
                + " has not been used")
        .endsWith(" | gcloud services enable cloudresourcemanager.googleapis.com");
  }

  @Test
  void saysWhereNobodyAnswersForFolders() {
    String where = gce.google.url().substring("http://".length());
    CloudInventory inventory = gce.inventory();
    gce.google.server().stop();

    InventoryLoader.Loaded loaded = inventory.load("plugin: gce\nfolders: ['1234']\n");

    assertThat(messages(loaded))
        .containsExactly(
            "ERROR cloud.yml:2:10 listing the projects of folder 1234: Google could not be reached:"
                + " no connection to "
                + where);
  }
}
