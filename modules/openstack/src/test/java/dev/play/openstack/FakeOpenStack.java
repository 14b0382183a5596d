package dev.play.openstack;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.play.discovery.DiscoveredHost;
import dev.play.discovery.DiscoveryRequest;
import dev.play.discovery.SourceOption;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A cloud with Keystone, Nova, Glance and Cinder on one address, and inventories over it. */
final class FakeOpenStack implements AutoCloseable {
  /** What came of one discovery. */
  record Found(List<DiscoveredHost> hosts, Diagnostics problems) {
    List<String> names() {
      return hosts.stream().map(DiscoveredHost::name).toList();
    }

    List<String> messages() {
      return problems.all().stream().map(p -> p.severity() + " " + p.message()).toList();
    }

    Value variable(String host, String name) {
      return hosts.stream()
          .filter(h -> h.name().equals(host))
          .map(h -> h.variables().getOrDefault(name, Value.NONE))
          .findFirst()
          .orElseThrow();
    }
  }

  static final String WEB =
      """
      {"id": "aaaa", "name": "web", "status": "ACTIVE", "accessIPv4": "", "accessIPv6": "",
       "metadata": {"group": "front", "groups": "a, b", "role": "web"}, "tenant_id": "p1",
       "flavor": {"vcpus": 1, "ram": 512, "original_name": "m1.small"}, "image": {"id": "i1"},
       "OS-EXT-AZ:availability_zone": "nova", "OS-EXT-STS:vm_state": "active", "tags": ["t"],
       "os-extended-volumes:volumes_attached": [{"id": "v1"}],
       "addresses": {"net": [
         {"addr": "10.0.0.5", "version": 4, "OS-EXT-IPS:type": "fixed"},
         {"addr": "203.0.113.5", "version": 4, "OS-EXT-IPS:type": "floating"}]}}
      """;
  static final String DB =
      """
      {"id": "bbbb", "name": "db", "status": "ACTIVE", "metadata": {}, "image": "",
       "flavor": {"original_name": "m1.large"},
       "addresses": {"net": [{"addr": "10.0.0.6", "version": 4, "OS-EXT-IPS:type": "fixed"},
         {"addr": "fd00::6", "version": 6, "OS-EXT-IPS:type": "fixed"}]}}
      """;

  private final WireMockServer server =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1").gzipDisabled(true));
  private final Path directory;

  FakeOpenStack(Path directory) {
    this.directory = directory;
    server.start();
    server.stubFor(any(anyUrl()).atPriority(100).willReturn(aResponse().withStatus(404)));
    signsIn();
    answers(
        get(urlPathEqualTo("/compute/v2.1/")),
        "{\"version\": {\"id\": \"v2.1\", \"version\": \"2.96\", \"min_version\": \"2.1\"}}");
    clouds(
        """
        clouds:
          one:
            region_name: R1
            auth: {auth_url: "%s/identity", username: me, password: secret, project_name: p,
              user_domain_name: Default, project_domain_id: default}
        """
            .formatted(url()));
  }

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  private void signsIn() {
    String services =
        List.of("compute /compute/v2.1", "image /image", "block-storage /volume/v3").stream()
            .map(
                line ->
                    """
                    {"type": "%s", "endpoints": [{"interface": "public", "region_id": "R1", "region": "R1",
                      "url": "%s%s/"}]}
                    """
                        .formatted(line.split(" ")[0], url(), line.split(" ")[1]))
            .reduce((a, b) -> a + "," + b)
            .orElseThrow();
    stub(
        post(urlPathEqualTo("/identity/v3/auth/tokens")),
        aResponse()
            .withStatus(201)
            .withHeader("X-Subject-Token", "a-token")
            .withBody(
                "{\"token\": {\"project\": {\"id\": \"p1\", \"name\": \"p\"}, \"catalog\": ["
                    + services
                    + "]}}"));
  }

  FakeOpenStack clouds(String text) {
    return file("clouds.yaml", text);
  }

  FakeOpenStack file(String name, String text) {
    try {
      Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  FakeOpenStack answers(MappingBuilder request, String json) {
    return stub(request, aResponse().withBody(json));
  }

  FakeOpenStack stub(MappingBuilder request, ResponseDefinitionBuilder response) {
    server.stubFor(request.willReturn(response.withHeader("Content-Type", "application/json")));
    return this;
  }

  static MappingBuilder listing() {
    return get(urlPathEqualTo("/compute/v2.1/servers/detail"))
        .withHeader("X-Auth-Token", equalTo("a-token"));
  }

  FakeOpenStack has(String... servers) {
    return answers(
        listing().withQueryParam("marker", absent()),
        "{\"servers\": [" + String.join(",", servers) + "]}");
  }

  DiscoveryRequest request(Map<String, Object> options, Map<String, String> environment) {
    Map<String, SourceOption> given = new HashMap<>();
    options.forEach(
        (name, value) ->
            given.put(name, new SourceOption(name, Value.ofJava(value), Span.none("clouds"))));
    return new DiscoveryRequest(
        "openstack",
        given,
        Span.none("clouds"),
        environment,
        directory.resolve("home"),
        directory,
        Clock.systemUTC(),
        new Diagnostics());
  }

  Found found(Map<String, Object> options) {
    return found(options, Map.of());
  }

  Found found(Map<String, Object> options, Map<String, String> environment) {
    DiscoveryRequest request = request(options, environment);
    return new Found(new OpenStackHosts(pause -> {}).discover(request), request.problems());
  }

  /** What was asked, oldest first. */
  List<LoggedRequest> requests() {
    return server.getAllServeEvents().reversed().stream()
        .map(event -> LoggedRequest.createFrom(event.getRequest()))
        .toList();
  }

  @Override
  public void close() {
    server.stop();
  }
}
