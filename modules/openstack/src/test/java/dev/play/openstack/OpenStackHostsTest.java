package dev.play.openstack;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.play.openstack.FakeOpenStack.DB;
import static dev.play.openstack.FakeOpenStack.WEB;
import static dev.play.openstack.FakeOpenStack.listing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.play.openstack.FakeOpenStack.Found;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenStackHostsTest {
  private final FakeOpenStack cloud;

  OpenStackHostsTest(@TempDir Path directory) {
    this.cloud = new FakeOpenStack(directory);
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private static Value entry(Value dict, String key) {
    return ((Value.Dict) dict).get(key).orElse(Value.NONE);
  }

  @Test
  void listsServersWithAPublicAddressInTheGroupsThatAnsibleMakes() {
    cloud.has(WEB, DB);

    Found found = cloud.found(Map.of());

    assertThat(found.messages()).isEmpty();
    assertThat(found.names()).containsExactly("web");
    assertThat(found.variable("web", "ansible_host")).isEqualTo(Value.text("203.0.113.5"));
    Value server = found.variable("web", "openstack");
    assertThat(entry(server, "private_v4")).isEqualTo(Value.text("10.0.0.5"));
    assertThat(entry(server, "interface_ip")).isEqualTo(Value.text("203.0.113.5"));
    assertThat(entry(server, "az")).isEqualTo(Value.text("nova"));
    assertThat(entry(server, "vm_state")).isEqualTo(Value.text("active"));
    assertThat(entry(entry(server, "flavor"), "name")).isEqualTo(Value.text("m1.small"));
    assertThat(entry(entry(server, "location"), "region_name")).isEqualTo(Value.text("R1"));
    assertThat(found.hosts().getFirst().groups())
        .containsExactly(
            "one",
            "R1",
            "one_R1",
            "front",
            "a",
            "b",
            "instance-aaaa",
            "flavor-m1.small",
            "meta-group_front",
            "meta-groups_a, b",
            "meta-role_web",
            "nova",
            "R1_nova",
            "one_R1_nova");
  }

  @Test
  void takesAddressesNamesAndIdsAsTheOptionsSay() {
    cloud.has(WEB, DB);

    assertThat(cloud.found(Map.of("show_all", true)).names()).containsExactly("web", "db");
    Found inside = cloud.found(Map.of("private", true, "legacy_groups", false));
    assertThat(inside.variable("db", "ansible_host")).isEqualTo(Value.text("10.0.0.6"));
    assertThat(inside.hosts().getFirst().groups()).isEmpty();
    Found byId = cloud.found(Map.of("inventory_hostname", "uuid", "use_names", true));
    assertThat(byId.variable("aaaa", "ansible_host")).isEqualTo(Value.text("web"));
    assertThat(byId.hosts().getFirst().groups()).contains("web");
    assertThat(cloud.found(Map.of("inventory_hostname", "ip")).messages())
        .containsExactly("ERROR inventory_hostname is name or uuid, not 'ip'");
  }

  @Test
  void callsServersOfOneNameByTheirIds() {
    cloud.has(WEB, WEB.replace("aaaa", "cccc"));

    assertThat(cloud.found(Map.of()).names()).containsExactly("aaaa", "cccc");
  }

  @Test
  void followsPagesAndAsksForTheMicroversionThatBothKnow() {
    cloud.answers(
        listing().withQueryParam("marker", absent()),
        "servers",
        "{\"servers\": ["
            + WEB
            + "], \"servers_links\": [{\"rel\": \"next\", \"href\": \"http://elsewhere\"}]}");
    cloud.answers(
        listing().withQueryParam("marker", equalTo("aaaa")),
        "servers",
        "{\"servers\": [" + DB + "]}");

    assertThat(cloud.found(Map.of("show_all", true, "all_projects", true)).names())
        .containsExactly("web", "db");
    assertThat(cloud.requests().getLast().getHeader("OpenStack-API-Version"))
        .isEqualTo("compute 2.79");
    assertThat(cloud.requests().getLast().queryParameter("all_tenants").firstValue())
        .isEqualTo("True");

    cloud.knows("2.53");
    cloud.found(Map.of());
    assertThat(cloud.requests().getLast().getHeader("OpenStack-API-Version"))
        .isEqualTo("compute 2.53");
  }

  @Test
  void addsImagesAndVolumesWhereThatIsAskedFor() {
    cloud.has(WEB);
    cloud.answers(
        get(urlPathEqualTo("/image/v2/images")),
        "images",
        """
        {"images": [{"id": "i1", "name": "Debian 13", "status": "active", "visibility": "public"}],
         "first": "/v2/images", "schema": "/v2/schemas/images"}
        """);
    cloud.answers(
        get(urlPathEqualTo("/volume/v3/volumes/detail")),
        "volumes",
        """
        {"volumes": [{"id": "v1", "name": "data", "size": 20, "status": "in-use",
          "bootable": "false", "attachments": []}]}
        """);

    Found found = cloud.found(Map.of("expand_hostvars", true));

    Value server = found.variable("web", "openstack");
    assertThat(entry(entry(server, "image"), "name")).isEqualTo(Value.text("Debian 13"));
    Value volumes = entry(server, "volumes");
    assertThat(entry(((Value.Sequence) volumes).items().getFirst(), "size"))
        .isEqualTo(Value.of(20));
    assertThat(found.hosts().getFirst().groups()).contains("image-Debian 13");
  }

  @Test
  void signsInAsCloudsYamlSaysWithSecretsFromTheFileBeside() throws Exception {
    cloud.has(WEB);
    cloud.found(Map.of());
    String password = cloud.requests().getFirst().getBodyAsString();
    assertThat(password)
        .isEqualTo(
            "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\"me\","
                + "\"domain\":{\"name\":\"Default\"},\"password\":\"secret\"}}},"
                + "\"scope\":{\"project\":{\"name\":\"p\",\"domain\":{\"id\":\"default\"}}}}}");

    cloud.clouds(
        """
        clouds:
          two:
            profile: house
            auth_type: v3applicationcredential
            auth: {application_credential_id: x}
        """);
    cloud.file("secure.yaml", "clouds: {two: {auth: {application_credential_secret: hidden}}}\n");
    cloud.file(
        "clouds-public.yaml",
        "public-clouds: {house: {auth: {auth_url: '" + cloud.url() + "/identity/v3/'}}}\n");
    assertThat(cloud.found(Map.of()).names()).containsExactly("web");
    assertThat(cloud.requests().get(3).getBodyAsString())
        .isEqualTo(
            "{\"auth\":{\"identity\":{\"methods\":[\"application_credential\"],"
                + "\"application_credential\":{\"secret\":\"hidden\",\"id\":\"x\"}}}}");
  }

  @Test
  void usesTheOtherCloudsWhereOneIsDownUnlessThatIsNotWanted() {
    cloud.has(WEB);
    cloud.clouds(
        """
        clouds:
          down: {auth: {auth_url: "http://127.0.0.1:1", username: u, password: p}}
          one: {region_name: R1, auth: {auth_url: "%s/identity", username: u, password: p}}
        """
            .formatted(cloud.url()));

    Found found = cloud.found(Map.of());
    assertThat(found.names()).containsExactly("web");
    assertThat(found.messages())
        .singleElement()
        .asString()
        .startsWith("WARNING signing in to cloud down: http://127.0.0.1:1/v3/auth/tokens could not")
        .endsWith("the servers of cloud down are missing from the inventory");
    assertThat(cloud.found(Map.of("only_clouds", List.of("one"))).messages()).isEmpty();
    Found strict = cloud.found(Map.of("fail_on_errors", true));
    assertThat(strict.names()).isEmpty();
    assertThat(strict.messages()).singleElement().asString().startsWith("ERROR signing in");
    assertThat(cloud.found(Map.of(), Map.of("OS_CLOUD", "one")).messages()).isEmpty();
  }

  @Test
  void saysWhichSettingIsMissingOrNotDone() {
    String[][] wrong = {
      {"{auth: {username: u}}", "has no auth.auth_url"},
      {"{auth: {auth_url: x, username: u, password: p}}", "'x/v3/auth/tokens' is no address"},
      {"{auth: {auth_url: 'http://h', username: u}}", "has no auth.password"},
      {"{auth_type: v3kerberos, auth: {auth_url: 'http://h'}}", "not 'v3kerberos'"},
      {
        "{verify: false, auth: {auth_url: 'https://h'}}",
        "name the authority's certificate in cacert"
      },
      {"{cacert: /no/file, auth: {auth_url: 'https://h'}}", "the certificates of cacert, /no/file"},
      {"{cloud: rackspace, auth: {username: u}}", "play knows no vendors' profiles"},
    };
    for (String[] one : wrong) {
      cloud.clouds("clouds:\n  one: " + one[0] + "\n");
      assertThat(cloud.found(Map.of("fail_on_errors", true)).messages())
          .as(one[0])
          .singleElement()
          .asString()
          .startsWith("ERROR")
          .contains(one[1]);
    }
    cloud.clouds("clouds: [password: secret\n");
    assertThat(cloud.found(Map.of()).messages())
        .singleElement()
        .asString()
        .endsWith("clouds.yaml is not YAML");
  }

  @Test
  void saysSoWhereThereIsNothingToUse() {
    cloud.has(DB);
    assertThat(cloud.found(Map.of()).messages())
        .containsExactly(
            "WARNING none of the 1 servers of cloud one has a public address (show_all: true lists"
                + " them all, private: true takes the addresses inside)");
    cloud.has();
    assertThat(cloud.found(Map.of()).messages())
        .containsExactly("WARNING there are no servers, in cloud one");
    cloud.clouds(
        """
        clouds:
          one: {region_name: R9, auth: {auth_url: "%s/identity", username: u, password: p}}
        """
            .formatted(cloud.url()));
    assertThat(cloud.found(Map.of("only_clouds", "one")).messages())
        .containsExactly(
            "ERROR cloud one has no public compute service in region 'R9'; its regions: R1");
  }

  @Test
  void takesTheEnvironmentWhereThereIsNoFile(@TempDir Path empty) {
    cloud.has(WEB);
    Map<String, String> environment =
        Map.of(
            "OS_AUTH_URL", cloud.url() + "/identity/v3",
            "OS_USERNAME", "u",
            "OS_PASSWORD", "p",
            "OS_PROJECT_NAME", "p",
            "OS_REGION_NAME", "R1");
    CloudsFiles files = new CloudsFiles(List.of(), environment, empty, empty);

    assertThat(files.file()).isEmpty();
    assertThat(cloud.found(Map.of(), Map.of("OS_CLIENT_CONFIG_FILE", "clouds.yaml")).names())
        .containsExactly("web");
    assertThat(clouds(files)).containsExactly("envvars [R1]");
    assertThat(clouds(new CloudsFiles(List.of(), Map.of(), empty, empty)))
        .singleElement()
        .asString()
        .startsWith("there is no clouds.yaml, and OS_AUTH_URL is not set; looked for: " + empty);
  }

  private static List<String> clouds(CloudsFiles files) {
    try {
      return files.clouds().stream().map(c -> c.name() + " " + c.regions()).toList();
    } catch (OpenStackException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  @Test
  void tellsKeptAnswersApartByCloudAndUserButNotByPassword() {
    List<String> first = cloud.hosts().identity(cloud.request(Map.of(), Map.of()));
    assertThat(first).singleElement().asString().contains("username=me").doesNotContain("secret");
  }
}
