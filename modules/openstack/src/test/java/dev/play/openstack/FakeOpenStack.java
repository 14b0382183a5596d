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
import java.time.Duration;
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

  /** What every server has. */
  private static final String ANY =
      """
      "status": "ACTIVE", "accessIPv4": "", "accessIPv6": "", "tenant_id": "p1", "user_id": "u1",
       "hostId": "h1", "created": "2026-11-01T10:00:00Z", "updated": "2026-11-01T10:01:00Z",
       "links": [{"rel": "self", "href": "http://elsewhere/servers/x"}], "config_drive": "",
       "key_name": null, "description": null, "locked": false, "OS-DCF:diskConfig": "AUTO",
       "OS-EXT-STS:power_state": 1, "OS-EXT-STS:task_state": null, "OS-EXT-STS:vm_state": "active",
       "OS-SRV-USG:launched_at": "2026-11-01T10:01:00.000000", "OS-SRV-USG:terminated_at": null,
       "progress": 0,
      """;

  static final String WEB =
      """
      {"id": "aaaa", "name": "web", %s
       "metadata": {"group": "front", "groups": "a, b", "role": "web"},
       "flavor": {"vcpus": 1, "ram": 512, "disk": 1, "ephemeral": 0, "swap": 0,
         "original_name": "m1.small", "extra_specs": {}},
       "image": {"id": "i1"}, "OS-EXT-AZ:availability_zone": "nova", "tags": ["t"],
       "os-extended-volumes:volumes_attached": [{"id": "v1", "delete_on_termination": false}],
       "addresses": {"net": [
         {"addr": "10.0.0.5", "version": 4, "OS-EXT-IPS:type": "fixed"},
         {"addr": "203.0.113.5", "version": 4, "OS-EXT-IPS:type": "floating"}]}}
      """
          .formatted(ANY);
  static final String DB =
      """
      {"id": "bbbb", "name": "db", %s "metadata": {}, "image": "", "tags": [],
       "OS-EXT-AZ:availability_zone": "nova", "os-extended-volumes:volumes_attached": [],
       "flavor": {"vcpus": 4, "ram": 8192, "disk": 80, "ephemeral": 0, "swap": 0,
         "original_name": "m1.large"},
       "addresses": {"net": [{"addr": "10.0.0.6", "version": 4, "OS-EXT-IPS:type": "fixed"},
         {"addr": "fd00::6", "version": 6, "OS-EXT-IPS:type": "fixed"}]}}
      """
          .formatted(ANY);

  private final WireMockServer server =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1").gzipDisabled(true));
  private final ApiSchema api = new ApiSchema();
  private final Path directory;
  private Duration limit = Duration.ofSeconds(60);

  FakeOpenStack(Path directory) {
    this.directory = directory;
    server.start();
    server.stubFor(any(anyUrl()).atPriority(100).willReturn(aResponse().withStatus(404)));
    signsIn();
    knows("2.96");
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

  /** The newest microversion. */
  FakeOpenStack knows(String version) {
    return answers(
        get(urlPathEqualTo("/compute/v2.1/")),
        "version",
        """
        {"version": {"id": "v2.1", "status": "CURRENT", "version": "%s", "min_version": "2.1",
          "updated": "2013-07-23T11:33:21Z", "links": []}}
        """
            .formatted(version));
  }

  private void signsIn() {
    String services =
        List.of("compute /compute/v2.1", "image /image", "block-storage /volume/v3").stream()
            .map(
                line ->
                    """
                    {"type": "%1$s", "id": "%1$s", "name": "", "endpoints": [{"id": "e",
                      "interface": "public", "region_id": "R1", "region": "R1", "url": "%2$s%3$s/"}]}
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
                api.held(
                    "token",
                    """
                    {"token": {"methods": ["password"], "user": {"id": "u1"}, "audit_ids": ["a"],
                      "issued_at": "2026-11-01T10:00:00Z", "expires_at": "2026-11-01T11:00:00Z",
                      "project": {"id": "p1", "name": "p", "domain": {"id": "default"}},
                      "catalog": [%s]}}
                    """
                        .formatted(services))));
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

  /** Answers with this text, once it is found to be a right part of the API. */
  FakeOpenStack answers(MappingBuilder request, String part, String json) {
    return stub(request, aResponse().withBody(api.held(part, json)));
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
        "servers",
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
        new Diagnostics(),
        new Diagnostics());
  }

  Found found(Map<String, Object> options) {
    return found(options, Map.of());
  }

  Found found(Map<String, Object> options, Map<String, String> environment) {
    DiscoveryRequest request = request(options, environment);
    return new Found(hosts().discover(request), request.problems());
  }

  /** Nobody waits between attempts. */
  OpenStackHosts hosts() {
    return new OpenStackHosts(new Rest.Patience(pause -> {}, limit));
  }

  FakeOpenStack waitingFor(Duration answer) {
    limit = answer;
    return this;
  }

  /** What was asked, oldest first. */
  List<LoggedRequest> requests() {
    return server.getAllServeEvents().reversed().stream()
        .map(event -> LoggedRequest.createFrom(event.getRequest()))
        .toList();
  }

  @Override
  public void close() {
    List<LoggedRequest> asked = requests();
    server.stop();
    asked.forEach(api::hold);
  }
}
