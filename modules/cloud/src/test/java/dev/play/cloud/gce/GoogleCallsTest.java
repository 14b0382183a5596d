package dev.play.cloud.gce;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.play.cloud.gce.FakeGoogle.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.google.cloud.compute.v1.AggregatedListInstancesRequest;
import com.google.cloud.compute.v1.InstanceAggregatedList;
import com.google.cloud.compute.v1.InstancesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way in which Google fails: what it is called, what is said, how often it was asked. */
final class GoogleCallsTest {
  private static final String PATH = "/compute/v1/projects/p/aggregated/instances";
  private static final Patience QUICK =
      new Patience(3, Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(30));

  @TempDir Path directory = Path.of(".");
  private final FakeGoogle google = new FakeGoogle();
  private final List<Duration> pauses = new ArrayList<>();

  @AfterEach
  void close() {
    google.close();
  }

  private InstanceAggregatedList list(Patience patience) {
    GoogleServices services =
        new GoogleServices(
            new GoogleSignIn(google.environment(), directory, directory)
                .credentials(GoogleAuth.of(google.environment())),
            google.environment());
    try (InstancesClient client = services.instances()) {
      return new GoogleCalls(patience, pauses::add, new Random(1))
          .repeatable(
              client.aggregatedListCallable(),
              AggregatedListInstancesRequest.newBuilder().setProject("p").build(),
              "listing instances of project p",
              "p");
    }
  }

  private GoogleException failure(ResponseDefinitionBuilder response) {
    google.stub(get(urlPathEqualTo(PATH)), response);
    return Assertions.catchThrowableOfType(GoogleException.class, () -> list(QUICK));
  }

  @ParameterizedTest
  @CsvSource({
    "403, forbidden, FORBIDDEN",
    "404, notFound, NOT_FOUND",
    "409, alreadyExists, CONFLICT",
    "412, conditionNotMet, PRECONDITION",
    "403, quotaExceeded, QUOTA",
    "400, invalid, INVALID"
  })
  void asksOnceWhereAskingAgainCannotHelp(int status, String reason, GoogleFault.Kind kind) {
    GoogleException failed = failure(error(status, reason, "Google says why"));

    assertThat(failed.fault().kind()).isEqualTo(kind);
    assertThat(failed.fault().status()).isEqualTo(status);
    assertThat(failed).hasMessageStartingWith("listing instances of project p: Google says why");
    assertThat(google.requests()).hasSize(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void saysThatTheTokenIsNotTaken() {
    GoogleException failed = failure(error(401, "authError", "Invalid Credentials"));

    assertThat(failed.fault().kind()).isEqualTo(GoogleFault.Kind.UNAUTHENTICATED);
    assertThat(failed)
        .hasMessageContaining("Google does not take the access token")
        .hasMessageContaining("gcloud auth application-default login");
    assertThat(pauses).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "429, rateLimitExceeded, RATE_LIMIT",
    "403, userRateLimitExceeded, RATE_LIMIT",
    "500, backendError, SERVER",
    "502, badGateway, SERVER",
    "503, backendError, SERVER",
    "504, backendError, SERVER"
  })
  void asksAsOftenAsAllowedWhereItMayPass(int status, String reason, GoogleFault.Kind kind) {
    GoogleException failed = failure(error(status, reason, "Google is busy"));

    assertThat(failed.fault().kind()).isEqualTo(kind);
    assertThat(failed).hasMessageContaining("Google is busy");
    assertThat(google.requests()).hasSize(3);
    assertThat(pauses).hasSize(2);
    assertThat(pauses.get(1)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void goesOnWhenItPasses(int status) {
    failsOnceThenAnswers(error(status, "backendError", "busy"));

    assertThat(list(QUICK).getItemsMap()).containsKey("zones/z");
    assertThat(google.requests()).hasSize(2);
  }

  @Test
  void goesOnAfterAConnectionThatWasReset() {
    failsOnceThenAnswers(FakeGoogle.reset());

    assertThat(list(QUICK).getItemsMap()).containsKey("zones/z");
  }

  private void failsOnceThenAnswers(ResponseDefinitionBuilder failure) {
    google.stub(
        get(urlPathEqualTo(PATH))
            .inScenario("s")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("up"),
        failure);
    google.answers(
        get(urlPathEqualTo(PATH)).inScenario("s").whenScenarioStateIs("up"),
        InstanceAggregatedList.newBuilder(),
        "{\"items\": {\"zones/z\": {\"instances\": [{\"name\": \"a\"}]}}}");
  }

  @Test
  void saysThatConnectionsKeepBeingReset() {
    GoogleException failed = failure(FakeGoogle.reset());

    assertThat(failed.fault().kind()).isEqualTo(GoogleFault.Kind.UNREACHABLE);
    assertThat(failed.isUnreachable()).isTrue();
    assertThat(failed).hasMessageContaining("Google could not be reached");
    assertThat(pauses).hasSize(2);
  }

  @Test
  void doesNotWaitForEverForASlowAnswer() {
    google.stub(get(urlPathEqualTo(PATH)), aResponse().withFixedDelay(20_000).withBody("{}"));

    GoogleException failed =
        Assertions.catchThrowableOfType(
            GoogleException.class,
            () -> list(new Patience(1, Duration.ZERO, Duration.ZERO, Duration.ofMillis(300))));

    assertThat(failed.fault().kind()).isEqualTo(GoogleFault.Kind.UNREACHABLE);
    assertThat(failed).hasMessageContaining("no answer in time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>Log in to our proxy</html>", "{\"items\": [", "{\"items\": 3}"})
  void saysThatAnAnswerIsNotTheApis(String body) {
    GoogleException failed = failure(aResponse().withStatus(200).withBody(body));

    assertThat(failed.fault().kind()).isEqualTo(GoogleFault.Kind.GARBLED);
    assertThat(failed).hasMessageContaining("is there a proxy in between");
    assertThat(google.requests()).hasSize(1);
  }

  @Test
  void givesTheCommandThatSwitchesTheApiOn() {
    String body =
        """
        {"error": {"code": 403, "message": "Compute Engine API has not been used in project 1 before",
          "errors": [{"reason": "accessNotConfigured"}],
          "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "SERVICE_DISABLED",
            "metadata": {"service": "compute.googleapis.com"}}]}}
        """;

    GoogleException failed = failure(aResponse().withStatus(403).withBody(body));

    assertThat(failed.fault().kind()).isEqualTo(GoogleFault.Kind.API_DISABLED);
    assertThat(failed)
        .hasMessageContaining("gcloud services enable compute.googleapis.com --project p");
  }

  @Test
  void namesThePermissionThatIsMissing() {
    GoogleException failed =
        failure(
            error(
                403, "forbidden", "Required 'compute.instances.list' permission for 'projects/p'"));

    assertThat(failed)
        .hasMessageContaining("Required 'compute.instances.list' permission for 'projects/p'")
        .hasMessageContaining("grant a role with that permission");
  }
}
