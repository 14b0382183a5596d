package dev.play.modules.gce;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.play.cloud.gce.FakeGoogle.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.google.cloud.compute.v1.Operation;
import dev.play.cloud.gce.FakeGoogle;
import dev.play.cloud.gce.remote.QuickRemotes;
import dev.play.modules.gce.fake.CloudHost;
import dev.play.modules.gce.fake.FakeCloud;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleOutcome.Status;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way in which Google fails a task: what is said, and what becomes of it. */
final class CloudFaultsTest {
  private static final String NETWORKS = "/compute/v1/projects/p/global/networks";
  private static final String WAIT =
      "/compute/v1/projects/p/global/operations/operation-[0-9]+/wait";

  private final FakeCloud cloud = new FakeCloud();
  private final CloudHost host = new CloudHost(cloud);

  @BeforeEach
  void start() {
    cloud.reset();
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private ModuleOutcome make() {
    return host.run(GceNetwork.class, "{name: fresh, auto_create_subnetworks: false}");
  }

  private String refused(ResponseDefinitionBuilder answer) {
    cloud.google().stub(post(urlPathEqualTo(NETWORKS)).atPriority(1), answer);
    ModuleOutcome outcome = make();
    assertThat(outcome.status()).isEqualTo(Status.FAILED);
    return outcome.because().orElseThrow();
  }

  private void operation(String json) {
    cloud
        .google()
        .stub(
            post(urlPathMatching(WAIT)).atPriority(1),
            aResponse().withBody(FakeGoogle.strict(Operation.newBuilder(), json)));
  }

  @Test
  void namesTheQuotaAndHowMuchItIs() {
    operation(
        """
        {"name": "operation-1", "status": "DONE", "httpErrorStatusCode": 403, "error": {"errors": [
          {"code": "QUOTA_EXCEEDED", "message": "Quota 'NETWORKS' exceeded.  Limit: 5.0 globally.",
           "errorDetails": [{"quotaInfo": {"metricName": "compute.googleapis.com/networks",
             "limitName": "NETWORKS-per-project", "limit": 5.0}}]}]}}
        """);

    assertThat(make().because().orElseThrow())
        .isEqualTo(
            "making the network fresh: Quota 'NETWORKS' exceeded.  Limit: 5.0 globally."
                + " [QUOTA_EXCEEDED] (NETWORKS-per-project is 5.0; ask for more under IAM & Admin >"
                + " Quotas, or use another region)");
  }

  @Test
  void saysWhatUsesIt() {
    operation(
        """
        {"name": "operation-1", "status": "DONE", "httpErrorStatusCode": 400, "error": {"errors": [
          {"code": "RESOURCE_IN_USE_BY_ANOTHER_RESOURCE", "message":
           "The network resource 'projects/p/global/networks/net' is already being used by 'projects/p/global/firewalls/web'"}]}}
        """);

    assertThat(host.run(GceNetwork.class, "{name: net, state: absent}").because().orElseThrow())
        .contains("is already being used by 'projects/p/global/firewalls/web'")
        .contains("(remove what uses it first)");
  }

  @Test
  void namesThePermissionThatIsMissing() {
    assertThat(
            refused(
                error(
                    403,
                    "forbidden",
                    "Required 'compute.networks.create' permission for 'projects/p'")))
        .contains("Required 'compute.networks.create' permission for 'projects/p'")
        .contains("grant a role with that permission");
  }

  @Test
  void givesTheCommandThatSwitchesTheApiOn() {
    assertThat(
            refused(
                error(403, "accessNotConfigured", "Compute Engine API has not been used before")))
        .contains("gcloud services enable compute.googleapis.com --project p");
  }

  @Test
  void saysThatTheProjectIsNotThere() {
    cloud
        .google()
        .stub(
            get(urlPathEqualTo(NETWORKS + "/fresh")).atPriority(1),
            error(404, "notFound", "The resource 'projects/p' was not found"));

    ModuleOutcome outcome = make();

    assertThat(outcome.because().orElseThrow())
        .isEqualTo(
            "reading the network fresh of project p: The resource 'projects/p' was not found"
                + " [notFound] (is that the project's id? They are listed by: gcloud projects list)");
    assertThat(cloud.writes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void goesOnWhenItPasses(int status) {
    once(error(status, "backendError", "busy"));

    assertThat(make().status()).isEqualTo(Status.CHANGED);
  }

  @Test
  void goesOnAfterAConnectionThatWasReset() {
    once(FakeGoogle.reset());

    assertThat(make().status()).isEqualTo(Status.CHANGED);
  }

  private void once(ResponseDefinitionBuilder failure) {
    cloud
        .google()
        .stub(
            post(urlPathEqualTo(NETWORKS))
                .atPriority(1)
                .inScenario("s")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("up"),
            failure);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void givesUpWhenItDoesNotPass(int status) {
    assertThat(refused(error(status, "backendError", "Google is busy"))).contains("Google is busy");
    assertThat(cloud.writes()).hasSize(3);
  }

  @Test
  void doesNotWaitForEverForASlowAnswer() {
    cloud
        .google()
        .stub(
            post(urlPathEqualTo(NETWORKS)).atPriority(1),
            aResponse().withBody("{}").withFixedDelay(2000));
    CloudHost hasty = new CloudHost(cloud.remotes(new QuickRemotes(Duration.ofMillis(300))));

    ModuleOutcome outcome =
        hasty.run(GceNetwork.class, "{name: fresh, auto_create_subnetworks: false}");

    assertThat(outcome.status()).isEqualTo(Status.FAILED);
    assertThat(outcome.because().orElseThrow())
        .isEqualTo("making the network fresh: Google could not be reached: no answer in time");
  }

  @Test
  void saysThatTheTokenIsNotTaken() {
    assertThat(refused(error(401, "authError", "Invalid Credentials")))
        .contains("making the network fresh: Invalid Credentials")
        .contains("sign in again: gcloud auth application-default login");
    assertThat(cloud.writes()).as("asking again cannot help").hasSize(1);
  }

  @Test
  void saysWhereNobodyAnswers() {
    String where = cloud.google().url().substring("http://".length());
    cloud.google().server().stop();

    assertThat(make().because().orElseThrow())
        .isEqualTo(
            "reading the network fresh of project p: Google could not be reached: no connection to "
                + where);
  }

  @Test
  void makesNothingTwiceWhereTheAnswerWasLost() {
    once(FakeGoogle.reset());
    make();

    assertThat(
            cloud.google().writes().stream()
                .filter(r -> r.getUrl().startsWith(NETWORKS + "?"))
                .map(r -> r.queryParameter("requestId").firstValue())
                .distinct())
        .hasSize(1);
  }

  @Test
  void takesWhatSomebodyElseHasMadeMeanwhile() {
    cloud
        .google()
        .stub(
            get(urlPathEqualTo(NETWORKS + "/net"))
                .atPriority(1)
                .inScenario("late")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("there"),
            error(404, "notFound", "The resource 'projects/p/global/networks/net' was not found"));

    ModuleOutcome outcome =
        host.run(GceNetwork.class, "{name: net, auto_create_subnetworks: false}");

    assertThat(outcome.status()).isEqualTo(Status.SAME);
    assertThat(cloud.writes()).containsExactly("POST " + NETWORKS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>Log in to our proxy</html>", "{\"name\": [", "[]"})
  void saysThatAnAnswerIsNotTheApis(String body) {
    assertThat(refused(aResponse().withBody(body))).contains("is there a proxy in between");
  }

  @Test
  void waitsForAnOperationAsLongAsItIsTold() {
    operation("{\"name\": \"operation-1\", \"status\": \"RUNNING\"}");

    ModuleOutcome outcome = host.run(GceNetwork.class, "{name: fresh, timeout: 1}");

    assertThat(outcome.because().orElseThrow())
        .contains("is still RUNNING: it goes on at Google's, but is waited for no longer")
        .contains("(timeout says how long to wait)");
  }

  @Test
  void aCheckMakesNoRequestThatChangesAnything() {
    assertThat(host.check(GceNetwork.class, "{name: fresh}").status())
        .isEqualTo(Status.WOULD_CHANGE);
    assertThat(
            host.check(
                    GceSubnetwork.class,
                    "{name: fresh, network: fresh, ip_cidr_range: 10.2.0.0/24}")
                .status())
        .isEqualTo(Status.WOULD_CHANGE);
    assertThat(host.check(GceNetwork.class, "{name: net, state: absent}").status())
        .isEqualTo(Status.WOULD_CHANGE);
    assertThat(
            host.check(
                    GceFirewall.class,
                    "{name: ssh, network: net, allowed: [tcp:22], source_ranges: [10.0.0.0/8]}")
                .because()
                .orElseThrow())
        .contains("needs the network net, which is not there");
    assertThat(cloud.google().writes()).isEmpty();
  }
}
