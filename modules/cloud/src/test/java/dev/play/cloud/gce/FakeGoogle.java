package dev.play.cloud.gce;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.Extension;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A server in Google's place. What it answers is parsed strictly by the API's own message classes
 * before it is given; that each request is one the API has is checked when it is closed.
 */
public final class FakeGoogle implements AutoCloseable {
  private final WireMockServer server;
  private final ApiRules rules;

  public FakeGoogle() {
    this(new ApiRules());
  }

  /**
   * @param extensions of the server, for stubs that keep a state
   */
  public FakeGoogle(ApiRules rules, Extension... extensions) {
    this.rules = rules;
    this.server =
        new WireMockServer(
            options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .gzipDisabled(true)
                .extensions(extensions));
    server.start();
    server.stubFor(any(anyUrl()).atPriority(100).willReturn(error(404, "notFound", "no stub")));
  }

  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** An environment in which this server is Google, and who we are is no question. */
  public Map<String, String> environment() {
    return Map.of("PLAY_GCE_ENDPOINT", url(), "GCP_ACCESS_TOKEN", "a-token");
  }

  /** Answers with this text, once it is found to be a whole and right message of that type. */
  public FakeGoogle answers(MappingBuilder request, Message.Builder type, String json) {
    return stub(request, aResponse().withBody(strict(type, json)));
  }

  /** Answers as {@code response} says. */
  public FakeGoogle stub(MappingBuilder request, ResponseDefinitionBuilder response) {
    server.stubFor(request.willReturn(response.withHeader("Content-Type", "application/json")));
    return this;
  }

  /** The text as the API's own class prints it. */
  public static String strict(Message.Builder type, String json) {
    try {
      JsonFormat.parser().merge(json, type);
      return JsonFormat.printer().print(type);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("the stub is not what the API gives: " + e.getMessage(), e);
    }
  }

  /** An error as Google writes them. */
  public static ResponseDefinitionBuilder error(int status, String reason, String message) {
    String json =
        """
        {"error": {"code": %d, "message": "%s",
          "errors": [{"message": "%s", "domain": "global", "reason": "%s"}]}}
        """
            .formatted(status, message, message, reason);
    return aResponse().withStatus(status).withBody(json);
  }

  /** A connection that ends in the middle. */
  public static ResponseDefinitionBuilder reset() {
    return aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
  }

  public WireMockServer server() {
    return server;
  }

  /** What was asked, oldest first. */
  public List<LoggedRequest> requests() {
    return server.getAllServeEvents().reversed().stream()
        .map(event -> LoggedRequest.createFrom(event.getRequest()))
        .toList();
  }

  /** Requests that would change something. */
  public List<LoggedRequest> writes() {
    return requests().stream().filter(r -> !r.getMethod().equals(RequestMethod.GET)).toList();
  }

  @Override
  public void close() {
    List<LoggedRequest> asked = requests();
    server.stop();
    for (LoggedRequest request : asked) {
      String verb =
          request.containsHeader("X-HTTP-Method-Override")
              ? request.getHeader("X-HTTP-Method-Override")
              : request.getMethod().getName();
      String path = URI.create(request.getUrl()).getPath();
      if (!rules.allow(verb, path)) {
        throw new AssertionError("the API has no request " + verb + " " + path);
      }
    }
  }
}
