package dev.play.galaxy;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.play.galaxy.fetch.GalaxyServer;
import dev.play.source.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersTest {
  @TempDir Path directory = Path.of(".");
  private Sandbox sandbox = new Sandbox(directory);
  private final WireMockServer web =
      new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

  @BeforeEach
  void start() throws IOException {
    sandbox = new Sandbox(directory.toRealPath());
    web.start();
    sandbox.serve(
        new GalaxyServer(
            "hub",
            web.baseUrl(),
            new GalaxyServer.Login(Optional.of("abc"), Optional.empty(), Optional.empty())));
  }

  @AfterEach
  void stop() {
    web.stop();
  }

  private void collection(String name, String version, String dependencies, String wrongSum)
      throws IOException {
    sandbox.write(
        "built/MANIFEST.json",
        """
        {"collection_info": {"namespace": "acme", "name": "%s", "version": "%s", "dependencies": {%s}}}
        """
            .formatted(name, version, dependencies));
    Path archive = sandbox.archive(name + version + ".tar.gz", "built", ".");
    byte[] bytes = Files.readAllBytes(archive);
    String root = "/api/v3/collections/acme/" + name + "/versions/" + version + "/";
    web.stubFor(
        get(urlEqualTo(root))
            .willReturn(
                okJson(
                    """
                    {"download_url": "/artifacts/%s-%s.tar.gz", "artifact": {"sha256": "%s"},
                     "metadata": {"dependencies": {%s}}}
                    """
                        .formatted(
                            name,
                            version,
                            wrongSum.isEmpty() ? sha256(bytes) : wrongSum,
                            dependencies))));
    web.stubFor(
        get(urlEqualTo("/artifacts/" + name + "-" + version + ".tar.gz"))
            .willReturn(aResponse().withBody(bytes)));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Two pages, the first behind a redirect, as the public server has it. */
  private void versions(String name, String first, String second) {
    String root = "/api/v3/collections/acme/" + name + "/versions/";
    web.stubFor(
        get(urlPathEqualTo(root))
            .willReturn(temporaryRedirect("/api/v3/plugin/" + name + "/versions/?limit=100")));
    web.stubFor(
        get(urlEqualTo("/api/v3/plugin/" + name + "/versions/?limit=100"))
            .willReturn(
                okJson(
                    "{\"links\": {\"next\": \"/api/v3/plugin/%s/versions/?offset=1\"}, \"data\": [{\"version\": \"%s\"}]}"
                        .formatted(name, first))));
    web.stubFor(
        get(urlEqualTo("/api/v3/plugin/" + name + "/versions/?offset=1"))
            .willReturn(
                okJson(
                    "{\"links\": {\"next\": null}, \"data\": [{\"version\": \"%s\"}, {\"version\": \"9.0.0-rc1\"}]}"
                        .formatted(second))));
  }

  @Test
  void installsTheNewestThatSuitsEverybodyAndWhatItNeeds() throws IOException {
    versions("tools", "1.0.0", "1.10.0");
    versions("base", "2.1.0", "3.0.0");
    collection("tools", "1.10.0", "\"acme.base\": \">=2.0.0,<3.0.0\"", "");
    collection("base", "2.1.0", "", "");
    sandbox.installed("collections: [acme.tools]\n");
    assertThat(sandbox.version(sandbox.collection("acme.tools"))).contains("1.10.0");
    assertThat(sandbox.version(sandbox.collection("acme.base"))).contains("2.1.0");
    assertThat(sandbox.lock()).contains("sha256: ", "source: \"galaxy server\"");
    web.verify(
        getRequestedFor(urlPathEqualTo("/api/v3/collections/acme/tools/versions/1.10.0/"))
            .withHeader(
                "Authorization",
                com.github.tomakehurst.wiremock.client.WireMock.equalTo("Token abc")));
    web.verify(
        getRequestedFor(urlEqualTo("/artifacts/tools-1.10.0.tar.gz"))
            .withoutHeader("Authorization"));
    web.resetRequests();
    sandbox.installed("collections: [acme.tools]\n");
    assertThat(web.getAllServeEvents()).isEmpty();
  }

  @Test
  void keepsTheVersionThatIsLockedWhereThereIsANewerOne() throws IOException {
    versions("tools", "1.0.0", "0.9.0");
    collection("tools", "1.0.0", "", "");
    sandbox.installed("collections: [{name: acme.tools, version: '>=1.0.0'}]\n");
    versions("tools", "1.0.0", "1.1.0");
    collection("tools", "1.1.0", "", "");
    Trees.delete(sandbox.collection("acme.tools"));
    sandbox.installed("collections: [{name: acme.tools, version: '>=1.0.0'}]\n");
    assertThat(sandbox.version(sandbox.collection("acme.tools"))).contains("1.0.0");
    assertThat(
            sandbox.install(
                "collections: [{name: acme.tools, version: '>=1.0.0'}]\n", Sandbox.How.UPDATE))
        .isEmpty();
    assertThat(sandbox.version(sandbox.collection("acme.tools"))).contains("1.1.0");
  }

  @Test
  void refusesAnArchiveThatIsNotWhatTheServerSays() throws IOException {
    versions("tools", "1.0.0", "0.9.0");
    collection("tools", "1.0.0", "", "00");
    assertThat(sandbox.install("collections: [acme.tools]\n", Sandbox.How.PLAIN))
        .singleElement()
        .extracting(Diagnostic::message)
        .asString()
        .contains("sha256 differs");
    assertThat(sandbox.collection("acme.tools")).doesNotExist();
  }

  @Test
  void installsRolesByTheFirstVersionOfTheInterface() throws IOException {
    sandbox.write("plain/tasks/main.yml", "[]\n");
    Path archive = sandbox.archive("role.tar.gz", ".", "plain");
    web.stubFor(
        get(urlEqualTo("/api/v1/roles/?owner__username=some.one&name=nginx"))
            .willReturn(okJson("{\"results\": []}")));
    web.stubFor(
        get(urlEqualTo("/api/v1/roles/?owner__username=someone&name=nginx"))
            .willReturn(okJson("{\"results\": [{\"id\": 7, \"name\": \"nginx\"}]}")));
    web.stubFor(
        get(urlEqualTo("/api/v1/roles/7/versions/"))
            .willReturn(
                okJson(
                    """
                    {"next": null, "results": [
                      {"name": "1.9.0", "download_url": "/old"},
                      {"name": "1.10.0", "download_url": "%s/archive/1.10.0.tar.gz"}]}
                    """
                        .formatted(web.baseUrl()))));
    web.stubFor(
        get(urlEqualTo("/archive/1.10.0.tar.gz"))
            .willReturn(aResponse().withBody(Files.readAllBytes(archive))));
    sandbox.installed("- someone.nginx\n");
    assertThat(sandbox.version(sandbox.role("someone.nginx"))).contains("1.10.0");
    sandbox.forgetWhatIsLocked();
    assertThat(
            sandbox.install(
                "- {name: someone.nginx, version: 2.0.0}\n- someone.else\n", Sandbox.How.FORCE))
        .extracting(Diagnostic::message)
        .satisfiesExactly(
            one -> assertThat(one).contains("has no version 2.0.0", "1.9.0, 1.10.0"),
            two -> assertThat(two).contains("there is no role someone.else on hub"));
  }

  @Test
  void triesAgainWhereAServerIsBusyAndSaysWhatItAnswers() throws IOException {
    sandbox.write("plain/tasks/main.yml", "[]\n");
    Path archive = sandbox.archive("role.tar.gz", ".", "plain");
    web.stubFor(
        get(urlEqualTo("/role.tar.gz"))
            .inScenario("busy")
            .whenScenarioStateIs("Started")
            .willReturn(aResponse().withStatus(503))
            .willSetStateTo("free"));
    web.stubFor(
        get(urlEqualTo("/role.tar.gz"))
            .inScenario("busy")
            .whenScenarioStateIs("free")
            .willReturn(aResponse().withBody(Files.readAllBytes(archive))));
    web.stubFor(get(urlEqualTo("/no.tar.gz")).willReturn(aResponse().withStatus(404)));
    String secret = web.baseUrl().replace("http://", "http://me:hunter2@");
    assertThat(
            sandbox.install(
                "- {src: '%s/role.tar.gz'}\n- {src: '%s/no.tar.gz'}\n"
                    .formatted(web.baseUrl(), secret),
                Sandbox.How.PLAIN))
        .singleElement()
        .extracting(Diagnostic::message)
        .asString()
        .contains("answers with status 404")
        .doesNotContain("hunter2");
    assertThat(sandbox.role("role/tasks/main.yml")).exists();
  }
}
