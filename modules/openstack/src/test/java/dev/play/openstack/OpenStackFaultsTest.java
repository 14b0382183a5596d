package dev.play.openstack;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.play.openstack.FakeOpenStack.WEB;
import static dev.play.openstack.FakeOpenStack.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.play.openstack.FakeOpenStack.Found;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way in which a cloud fails: what is said, and what becomes of it. */
final class OpenStackFaultsTest {
  private final FakeOpenStack cloud;

  OpenStackFaultsTest(@TempDir Path directory) {
    this.cloud = new FakeOpenStack(directory);
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void saysWhatIsWrongWithWhomWeAre() {
    cloud.stub(
        post(urlPathEqualTo("/identity/v3/auth/tokens")),
        aResponse()
            .withStatus(401)
            .withBody(
                "{\"error\": {\"code\": 401, \"message\": \"The request you have made...\"}}"));
    assertThat(cloud.found(Map.of("only_clouds", "one")).messages())
        .containsExactly(
            "ERROR signing in to cloud one: The request you have made... (status 401): check user"
                + " name, password, project and their domains");
    assertThat(cloud.found(Map.of("only_clouds", "other")).messages())
        .singleElement()
        .asString()
        .matches("ERROR no cloud of .*clouds.yaml is wanted; it has one");
  }

  @Test
  void asksAgainWhereThatMayHelpAndTellsWhatItGot() {
    cloud.stub(listing(), aResponse().withStatus(503));
    assertThat(cloud.found(Map.of("only_clouds", "one")).messages())
        .containsExactly("ERROR listing the servers of cloud one: status 503");
    assertThat(cloud.requests()).hasSize(2 + 4);

    cloud.stub(listing(), aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    assertThat(cloud.found(Map.of("only_clouds", "one")).messages())
        .singleElement()
        .asString()
        .contains("could not be reached");
    cloud.stub(listing(), aResponse().withBody("<html>"));
    assertThat(cloud.found(Map.of("only_clouds", "one")).messages())
        .containsExactly(
            "ERROR listing the servers of cloud one: the answer is not JSON (is there a proxy that"
                + " answers for it?)");
    cloud.stub(
        listing(),
        aResponse().withStatus(403).withBody("{\"forbidden\": {\"message\": \"Policy\"}}"));
    assertThat(cloud.found(Map.of("only_clouds", "one")).messages())
        .containsExactly(
            "ERROR listing the servers of cloud one: Policy (status 403): the user needs a role in"
                + " that project (reader, member)");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void goesOnWhenItPasses(int status) {
    oneFailure(aResponse().withStatus(status));
  }

  @Test
  void goesOnAfterAConnectionThatWasReset() {
    oneFailure(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
  }

  @Test
  void doesNotWaitForEverForASlowAnswer() {
    cloud.waitingFor(Duration.ofMillis(300));
    cloud.stub(listing(), aResponse().withBody("{}").withFixedDelay(2000));

    assertThat(cloud.found(Map.of("only_clouds", "one")).messages())
        .singleElement()
        .asString()
        .startsWith("ERROR listing the servers of cloud one: http")
        .endsWith("could not be reached: request timed out");
  }

  private void oneFailure(ResponseDefinitionBuilder failure) {
    cloud.has(WEB);
    cloud.stub(
        listing()
            .atPriority(1)
            .inScenario("s")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("passed"),
        failure);

    Found found = cloud.found(Map.of());

    assertThat(found.messages()).isEmpty();
    assertThat(found.names()).containsExactly("web");
    assertThat(cloud.requests()).hasSize(2 + 2);
  }

  @Test
  void takesNoHalfOfAListForTheWhole() {
    cloud.answers(
        listing().withQueryParam("marker", absent()),
        "servers",
        "{\"servers\": ["
            + WEB
            + "], \"servers_links\": [{\"rel\": \"next\", \"href\": \"http://elsewhere\"}]}");
    cloud.stub(
        listing().withQueryParam("marker", equalTo("aaaa")),
        aResponse()
            .withStatus(401)
            .withBody("{\"error\": {\"code\": 401, \"message\": \"The token has ended\"}}"));

    Found found = cloud.found(Map.of("only_clouds", "one"));

    assertThat(found.names()).isEmpty();
    assertThat(found.messages())
        .singleElement()
        .asString()
        .startsWith("ERROR listing the servers of cloud one: The token has ended (status 401)");
  }

  @Test
  void saysThatTheAddressIsNotKeystones() {
    cloud.stub(post(urlPathEqualTo("/identity/v3/auth/tokens")), aResponse().withStatus(404));
    assertThat(cloud.found(Map.of("only_clouds", "one")).messages())
        .containsExactly(
            "ERROR signing in to cloud one: status 404: is the address right, with its version"
                + " (.../v3)?");
    cloud.stub(post(urlPathEqualTo("/identity/v3/auth/tokens")), aResponse().withBody("{}"));
    assertThat(cloud.found(Map.of("only_clouds", "one")).messages())
        .singleElement()
        .asString()
        .contains("the answer has no token; is " + cloud.url() + "/identity/v3 Keystone's?");
  }
}
