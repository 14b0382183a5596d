package dev.play.cloud.gce.inventory;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.play.cloud.gce.inventory.GceFixture.instances;
import static dev.play.cloud.gce.inventory.GceFixture.messages;
import static dev.play.cloud.gce.inventory.GceFixture.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.google.cloud.compute.v1.DiskAggregatedList;
import com.google.cloud.compute.v1.InstanceAggregatedList;
import dev.play.cloud.gce.FakeGoogle;
import dev.play.inventory.source.InventoryLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As whom, of which projects and how often Google is asked. */
final class GceAskingTest {
  private static final String DEPLOY = "deploy@p.iam.gserviceaccount.com";
  private static final String TOKEN =
      "/v1/projects/-/serviceAccounts/" + DEPLOY + ":generateAccessToken";

  @TempDir Path directory = Path.of(".");

  private static void becomesDeploy(FakeGoogle google) {
    google.stub(
        post(urlPathEqualTo(TOKEN)).withHeader("Authorization", equalTo("Bearer a-token")),
        aResponse()
            .withBody("{\"accessToken\": \"deploys\", \"expireTime\": \"2100-01-01T00:00:00Z\"}"));
  }

  private static String oneInstance(String name) {
    return "{\"items\": {\"zones/z-a\": {\"instances\": [{\"name\": \"%s\", \"status\": \"RUNNING\"}]}}}"
        .formatted(name);
  }

  @Test
  void asksAsTheAccountThatIsToBeImpersonated() {
    try (GceFixture gce = new GceFixture(directory)) {
      becomesDeploy(gce.google);
      gce.google.answers(
          instances("p").withHeader("Authorization", equalTo("Bearer deploys")),
          InstanceAggregatedList.newBuilder(),
          oneInstance("a"));

      InventoryLoader.Loaded loaded =
          gce.inventory()
              .load("plugin: gce\nprojects: [p]\nimpersonate_service_account: " + DEPLOY + "\n");

      assertThat(messages(loaded)).isEmpty();
      assertThat(names(loaded)).containsExactly("a");
      assertThat(CloudInventory.variables(loaded.inventory(), "a"))
          .as("those who connect are to be the same")
          .containsEntry("play_gce_impersonate_service_account", "'" + DEPLOY + "'");
      assertThat(gce.google.requests().getFirst().getBodyAsString())
          .contains("https://www.googleapis.com/auth/cloud-platform");
    }
  }

  @Test
  void saysThatTheAccountMayNotBeImpersonated() {
    try (GceFixture gce = new GceFixture(directory)) {
      gce.google.stub(
          post(urlPathEqualTo(TOKEN)),
          FakeGoogle.error(
              403,
              "forbidden",
              "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not"
                  + " exist)."));

      InventoryLoader.Loaded loaded =
          gce.inventory()
              .load("plugin: gce\nprojects: [p]\nimpersonate_service_account: " + DEPLOY + "\n");

      assertThat(names(loaded)).isEmpty();
      assertThat(messages(loaded))
          .singleElement()
          .asString()
          .contains("listing the instances of project p")
          .contains("iam.serviceAccounts.getAccessToken");
      assertThat(loaded.problems().getFirst().hint().orElse(""))
          .contains("roles/iam.serviceAccountTokenCreator");
    }
  }

  /** Each answer waits for the other request: whoever asks one by one never gets any. */
  private static final class Together implements ServeEventListener {
    private final CyclicBarrier all = new CyclicBarrier(2);

    @Override
    public String getName() {
      return "together";
    }

    @Override
    public void beforeResponseSent(ServeEvent event, Parameters parameters) {
      try {
        all.await(20, TimeUnit.SECONDS);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new AssertionError("the projects are asked one by one", e);
      }
    }
  }

  @Test
  void asksProjectsSideBySide() {
    Together together = new Together();
    try (GceFixture gce = new GceFixture(directory, together)) {
      gce.google.answers(instances("p"), InstanceAggregatedList.newBuilder(), oneInstance("a"));
      gce.google.answers(instances("q"), InstanceAggregatedList.newBuilder(), oneInstance("b"));

      InventoryLoader.Loaded loaded = gce.inventory().load("plugin: gce\nprojects: [p, q]\n");

      assertThat(together.all.isBroken()).isFalse();
      assertThat(names(loaded)).containsExactly("a", "b");
    }
  }

  @Test
  void keepsAllThatItHasAskedFoldersDisksAndTokensToo() {
    try (GceFixture gce = new GceFixture(directory)) {
      becomesDeploy(gce.google);
      gce.google.stub(
          get(urlPathEqualTo("/v1/projects")),
          aResponse().withBody("{\"projects\": [{\"projectId\": \"p\"}]}"));
      gce.answersTwo();
      gce.google.answers(
          get(urlPathEqualTo("/compute/v1/projects/p/aggregated/disks")),
          DiskAggregatedList.newBuilder(),
          "{\"items\": {}}");
      String file =
          """
          plugin: gce
          folders: ["1234"]
          retrieve_image_info: true
          hostnames: [public_ip]
          impersonate_service_account: %s
          cache: true
          """
              .formatted(DEPLOY);

      InventoryLoader.Loaded first = gce.inventory().load(file);
      assertThat(messages(first))
          .as("of whom there is nothing more to know is no reason to ask again")
          .containsExactly(
              "WARNING cloud.yml:4:12 p/us-east1-c/db-1 has none of public_ip, and is left out");
      assertThat(gce.google.requests()).hasSize(4);
      InventoryLoader.Loaded second = gce.inventory().load(file);

      assertThat(gce.google.requests()).hasSize(4);
      assertThat(names(second)).isEqualTo(names(first)).containsExactly("203.0.113.5");
      gce.inventory().refreshing(true).load(file);
      assertThat(gce.google.requests()).as("--refresh-inventory").hasSize(8);
    }
  }

  @Test
  void takesTheProjectThatGcloudIsSetTo() throws Exception {
    Path gcloud = Files.createDirectories(directory.resolve(".config/gcloud/configurations"));
    Files.writeString(gcloud.resolve("config_default"), "[core]\nproject = p\n");
    try (GceFixture gce = new GceFixture(directory)) {
      gce.answersTwo();

      assertThat(names(gce.inventory().load("plugin: gce\n"))).containsExactly("db-1", "web-1");
    }
  }
}
