package dev.play.cloud.gce.inventory;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.google.cloud.compute.v1.DiskAggregatedList;
import com.google.cloud.compute.v1.InstanceAggregatedList;
import dev.play.cloud.gce.ApiRules;
import dev.play.cloud.gce.FakeGoogle;
import dev.play.cloud.gce.GoogleCalls;
import dev.play.cloud.gce.Patience;
import dev.play.host.HostName;
import dev.play.inventory.source.InventoryLoader;
import dev.play.source.Diagnostic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The inventory file's options, over a server in Google's place. */
final class GceHostsTest {
  private static final String TWO =
      """
      {"items": {
        "zones/europe-west1-b": {"instances": [{
          "id": "7", "name": "web-1", "status": "RUNNING", "cpuPlatform": "Intel",
          "selfLink": "https://www.googleapis.com/compute/v1/projects/p/zones/europe-west1-b/instances/web-1",
          "zone": "https://www.googleapis.com/compute/v1/projects/p/zones/europe-west1-b",
          "machineType": "https://www.googleapis.com/compute/v1/projects/p/zones/europe-west1-b/machineTypes/e2-small",
          "labels": {"role": "web", "team": "a-b"}, "tags": {"items": ["http", "ssh"]},
          "metadata": {"items": [{"key": "enable-oslogin", "value": "TRUE"},
            {"key": "created-by", "value": "projects/1/zones/europe-west1-b/instanceGroupManagers/web-mig"}]},
          "disks": [{"boot": true, "source": "https://www.googleapis.com/compute/v1/projects/p/zones/europe-west1-b/disks/d1"}],
          "networkInterfaces": [{"name": "nic0", "networkIP": "10.0.0.2",
            "network": "https://www.googleapis.com/compute/v1/projects/p/global/networks/default",
            "subnetwork": "https://www.googleapis.com/compute/v1/projects/p/regions/europe-west1/subnetworks/s",
            "ipv6Address": "fd00::2",
            "accessConfigs": [{"natIP": "203.0.113.5", "type": "ONE_TO_ONE_NAT"}],
            "ipv6AccessConfigs": [{"externalIpv6": "2001:db8::5"}]}]}]},
        "zones/us-east1-c": {"instances": [{
          "id": "8", "name": "db-1", "status": "RUNNING", "hostname": "db-1.example.com",
          "selfLink": "https://www.googleapis.com/compute/v1/projects/p/zones/us-east1-c/instances/db-1",
          "zone": "https://www.googleapis.com/compute/v1/projects/p/zones/us-east1-c",
          "labels": {"role": "db"},
          "networkInterfaces": [{"name": "nic0", "networkIP": "10.0.0.3"}]},
          {"name": "old-1", "status": "TERMINATED", "networkInterfaces": [{"networkIP": "10.0.0.4"}]}]},
        "zones/asia-east1-a": {"warning": {"code": "NO_RESULTS_ON_PAGE", "message": "none"}}}}
      """;

  @TempDir Path directory = Path.of(".");
  private final FakeGoogle google = new FakeGoogle(new ApiRules().with("GET", "v1/projects"));

  @AfterEach
  void close() {
    google.close();
  }

  private static MappingBuilder instances(String project) {
    return get(urlPathEqualTo("/compute/v1/projects/" + project + "/aggregated/instances"));
  }

  private void answersTwo() {
    google.answers(instances("p"), InstanceAggregatedList.newBuilder(), TWO);
  }

  private CloudInventory inventory() {
    return inventory(google.environment());
  }

  private CloudInventory inventory(Map<String, String> environment) {
    GoogleCalls calls =
        new GoogleCalls(
            new Patience(3, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(30)),
            pause -> {},
            new Random(1));
    return new CloudInventory(directory, environment, new GceHosts(calls));
  }

  private static List<String> names(InventoryLoader.Loaded loaded) {
    return loaded.inventory().hosts().stream().map(HostName::name).sorted().toList();
  }

  private static List<String> messages(InventoryLoader.Loaded loaded) {
    return loaded.problems().stream()
        .map(p -> p.severity() + " " + p.span() + " " + p.message())
        .toList();
  }

  @Test
  void listsRunningInstancesWithGoogleCloudsVariables() {
    answersTwo();

    InventoryLoader.Loaded loaded =
        inventory()
            .load("plugin: google.cloud.gcp_compute\nprojects: [p]\nauth_kind: accesstoken\n");

    assertThat(messages(loaded)).isEmpty();
    assertThat(names(loaded)).containsExactly("10.0.0.3", "203.0.113.5");
    assertThat(CloudInventory.variables(loaded.inventory(), "203.0.113.5"))
        .containsEntry("name", "'web-1'")
        .containsEntry("id", "'7'")
        .containsEntry("zone", "'europe-west1-b'")
        .containsEntry("machineType", "'e2-small'")
        .containsEntry("project", "'p'")
        .containsEntry("image", "None")
        .containsEntry("instance_group_manager", "'web-mig'")
        .containsEntry("labels", "{'role': 'web', 'team': 'a-b'}")
        .containsEntry("play_gce_zone", "'europe-west1-b'")
        .doesNotContainKey("ansible_host")
        .hasEntrySatisfying("metadata", m -> assertThat(m).startsWith("{'enable-oslogin': 'TRUE'"))
        .hasEntrySatisfying(
            "networkInterfaces",
            n -> assertThat(n).contains("'network': {'region': 'global', 'name': 'default'"));
    LoggedRequest asked = google.requests().getFirst();
    assertThat(asked.queryParameter("filter").firstValue()).isEqualTo("status = RUNNING");
    assertThat(asked.queryParameter("returnPartialSuccess").firstValue()).isEqualTo("true");
    assertThat(asked.queryParameter("maxResults").firstValue()).isEqualTo("500");
  }

  @Test
  void composesVariablesAndGroupsWithSafeNames() {
    answersTwo();

    InventoryLoader.Loaded loaded =
        inventory()
            .load(
                """
                plugin: gce
                projects: p
                keyed_groups:
                  - {key: labels, prefix: gcp}
                  - {key: zone, prefix: zone}
                  - {key: "tags['items']", prefix: tag}
                groups: {web-all: "'web' in name"}
                compose: {ansible_host: "networkInterfaces[0].networkIP"}
                """);

    assertThat(messages(loaded)).isEmpty();
    assertThat(CloudInventory.groups(loaded.inventory()))
        .containsEntry("gcp_role_web", List.of("web-1"))
        .containsEntry("gcp_team_a_b", List.of("web-1"))
        .containsEntry("zone_us_east1_c", List.of("db-1"))
        .containsEntry("tag_http", List.of("web-1"))
        .containsEntry("web_all", List.of("web-1"));
    assertThat(CloudInventory.variables(loaded.inventory(), "web-1"))
        .containsEntry("ansible_host", "'10.0.0.2'");
  }

  @Test
  void keepsDashesForThoseWhoComeFromTheOldScript() {
    answersTwo();

    InventoryLoader.Loaded loaded =
        inventory()
            .load(
                """
                plugin: gcp_compute
                projects: [p]
                use_contrib_script_compatible_sanitization: true
                keyed_groups: [{key: labels.team, prefix: t}]
                """);

    assertThat(CloudInventory.groups(loaded.inventory())).containsKey("t_a-b");
  }

  @Test
  void reachesHostsByTheirPublicAddressOrThroughIap() {
    answersTwo();

    InventoryLoader.Loaded loaded = inventory().load("plugin: gce\nprojects: [p]\n");

    assertThat(CloudInventory.variables(loaded.inventory(), "web-1"))
        .containsEntry("ansible_host", "'203.0.113.5'")
        .doesNotContainKey("play_gce_connect_via");
    assertThat(CloudInventory.variables(loaded.inventory(), "db-1"))
        .containsEntry("play_gce_connect_via", "'iap'")
        .containsEntry("play_gce_instance", "'db-1'")
        .containsEntry("play_gce_interface", "'nic0'")
        .containsEntry("play_gce_project", "'p'");
    assertThat(
            CloudInventory.variables(
                inventory().load("plugin: gce\nprojects: [p]\nconnect_via: private\n").inventory(),
                "web-1"))
        .containsEntry("ansible_host", "'10.0.0.2'");
  }

  @Test
  void callsHostsByWhatTheFileSays() {
    answersTwo();

    String start = "plugin: gce\nprojects: [p]\n";
    assertThat(names(inventory().load(start + "hostnames: [hostname]\nname_suffix: .x\n")))
        .containsExactly("db-1.example.com", "web-1.x");
    assertThat(names(inventory().load(start + "hostnames: [public_ipv6, labels.role]\n")))
        .containsExactly("2001:db8::5", "db");
    InventoryLoader.Loaded some = inventory().load(start + "hostnames: [public_ip]\n");
    assertThat(names(some)).containsExactly("203.0.113.5");
    assertThat(messages(some))
        .containsExactly(
            "WARNING cloud.yml:3:12 p/us-east1-c/db-1 has none of public_ip, and is left out");
  }

  @Test
  void prefixesVariablesButLetsExpressionsUseThePlainNames() {
    answersTwo();

    InventoryLoader.Loaded loaded =
        inventory()
            .load(
                """
                plugin: gce
                projects: [p]
                vars_prefix: g_
                compose: {where: zone}
                keyed_groups: [{key: name, prefix: n}]
                """);

    assertThat(CloudInventory.variables(loaded.inventory(), "db-1"))
        .containsEntry("g_name", "'db-1'")
        .containsEntry("where", "'us-east1-c'")
        .doesNotContainKey("name");
    assertThat(CloudInventory.groups(loaded.inventory())).containsKey("n_db_1");
  }

  @Test
  void restrictsByZoneRegionStatusAndFilters() {
    answersTwo();

    String start = "plugin: gce\nprojects: [p]\n";
    assertThat(names(inventory().load(start + "zones: [us-east1-c]\n"))).containsExactly("db-1");
    assertThat(names(inventory().load(start + "regions: [europe-west1]\n")))
        .containsExactly("web-1");
    assertThat(names(inventory().load(start + "status: [TERMINATED, STOPPING]\n")))
        .containsExactly("old-1");
    assertThat(names(inventory().load(start + "status: all\n"))).hasSize(3);
    inventory().load(start + "filters: [labels.a = 1 OR labels.b = 2, (name = x)]\n");
    inventory().load(start + "filters: [status eq RUNNING, name ne .*old.*]\n");
    inventory().load(start + "filters: [labels.a eq 1]\n");

    assertThat(google.requests().stream().map(r -> r.queryParameter("filter")).toList())
        .extracting(f -> f.isPresent() ? f.firstValue() : "")
        .containsExactly(
            "status = RUNNING",
            "status = RUNNING",
            "(status = TERMINATED) OR (status = STOPPING)",
            "",
            "(labels.a = 1 OR labels.b = 2) (name = x) (status = RUNNING)",
            "(status eq RUNNING) (name ne .*old.*)",
            "labels.a eq 1");
  }

  @Test
  void followsPagesAndProjectsAndFolders() {
    google.answers(
        instances("p").withQueryParam("pageToken", absent()),
        InstanceAggregatedList.newBuilder(),
        "{\"nextPageToken\": \"t2\", \"items\": {\"zones/z-a\": {\"instances\": [{\"name\": \"a\", \"status\": \"RUNNING\"}]}}}");
    google.answers(
        instances("p").withQueryParam("pageToken", equalTo("t2")),
        InstanceAggregatedList.newBuilder(),
        "{\"items\": {\"zones/z-a\": {\"instances\": [{\"name\": \"b\", \"status\": \"RUNNING\"}]}}}");
    google.answers(
        instances("q"),
        InstanceAggregatedList.newBuilder(),
        "{\"items\": {\"zones/z-a\": {\"instances\": [{\"name\": \"c\", \"status\": \"RUNNING\"}]}}}");
    google.stub(
        get(urlPathEqualTo("/v1/projects")),
        com.github.tomakehurst.wiremock.client.WireMock.aResponse()
            .withBody("{\"projects\": [{\"projectId\": \"q\"}, {\"projectId\": \"off\"}]}"));
    google.stub(
        instances("off"), FakeGoogle.error(403, "accessNotConfigured", "has not been used"));

    InventoryLoader.Loaded loaded =
        inventory().load("plugin: gce\nprojects: [p]\nfolders: [\"1234\"]\n");

    assertThat(messages(loaded)).isEmpty();
    assertThat(names(loaded)).containsExactly("a", "b", "c");
  }

  @Test
  void findsTheImagesOfBootDisks() {
    answersTwo();
    google.answers(
        get(urlPathEqualTo("/compute/v1/projects/p/aggregated/disks")),
        DiskAggregatedList.newBuilder(),
        """
        {"items": {"zones/europe-west1-b": {"disks": [{
          "selfLink": "https://compute.googleapis.com/compute/v1/projects/p/zones/europe-west1-b/disks/d1",
          "sourceImage": "https://x/projects/debian-cloud/global/images/debian-13"}]}}}
        """);

    InventoryLoader.Loaded loaded =
        inventory().load("plugin: gce\nprojects: [p]\nretrieve_image_info: true\n");

    assertThat(CloudInventory.variables(loaded.inventory(), "web-1"))
        .containsEntry("image", "'debian-13'");
  }

  @Test
  void namesZonesThatAreDownAndUsesTheOthers() {
    google.answers(
        instances("p"),
        InstanceAggregatedList.newBuilder(),
        """
        {"unreachables": ["https://x/compute/v1/projects/p/zones/us-east1-b", "zones/asia-east1-a"],
         "items": {"zones/z-a": {"instances": [{"name": "a", "status": "RUNNING"}]},
           "zones/z-b": {"warning": {"code": "UNREACHABLE", "message": "down"}}}}
        """);

    InventoryLoader.Loaded loaded = inventory().load("plugin: gce\nprojects: [p]\ncache: true\n");

    assertThat(names(loaded)).containsExactly("a");
    assertThat(messages(loaded))
        .containsExactlyInAnyOrder(
            "WARNING cloud.yml:1:9 zone us-east1-b of project p does not answer: its instances are missing from the inventory",
            "WARNING cloud.yml:1:9 zone asia-east1-a of project p does not answer: its instances are missing from the inventory",
            "WARNING cloud.yml:1:9 zone z-b of project p does not answer: its instances are missing from the inventory");
    inventory().load("plugin: gce\nprojects: [p]\ncache: true\n");
    assertThat(google.requests()).as("half an answer is not kept").hasSize(2);
  }

  @Test
  void neverGivesAnEmptyInventoryInSilence() {
    google.answers(instances("p"), InstanceAggregatedList.newBuilder(), "{}");

    assertThat(messages(inventory().load("plugin: gce\nprojects: [p]\n")))
        .containsExactly("WARNING cloud.yml:1:9 no instance matches, in project p");
  }

  @Test
  void saysWhichProjectThereIsNot() {
    google.stub(
        instances("p"),
        FakeGoogle.error(404, "notFound", "The resource 'projects/p' was not found"));

    InventoryLoader.Loaded loaded = inventory().load("plugin: gce\nprojects: [p]\n");

    assertThat(messages(loaded))
        .containsExactly(
            "ERROR cloud.yml:2:11 listing the instances of project p: The resource 'projects/p' was not found [notFound]");
  }

  @Test
  void pointsAtTheFilterThatGoogleRefuses() {
    google.stub(
        instances("p"), FakeGoogle.error(400, "invalid", "Invalid value for field 'filter': 'x'"));

    assertThat(messages(inventory().load("plugin: gce\nprojects: [p]\nfilters: [x]\n")))
        .singleElement()
        .asString()
        .startsWith("ERROR cloud.yml:3:10")
        .contains("Invalid value for field 'filter'");
  }

  @Test
  void takesTheProjectFromTheEnvironmentOrSaysWhereItLooked() {
    answersTwo();
    Map<String, String> more = new HashMap<>(google.environment());
    more.put("GOOGLE_CLOUD_PROJECT", "p");

    assertThat(names(inventory(more).load("plugin: gce\n"))).containsExactly("db-1", "web-1");
    assertThat(messages(inventory().load("plugin: gce\n")))
        .singleElement()
        .asString()
        .contains("which project?")
        .contains("GOOGLE_CLOUD_PROJECT")
        .contains("config_default");
  }

  @Test
  void saysThatThereAreNoCredentials() {
    Map<String, String> none = Map.of("PLAY_GCE_ENDPOINT", google.url(), "NO_GCE_CHECK", "true");

    InventoryLoader.Loaded loaded = inventory(none).load("plugin: gce\nprojects: [p]\n");

    assertThat(messages(loaded)).singleElement().asString().contains("no credentials for Google");
    assertThat(loaded.problems().getFirst().hint().orElse(""))
        .contains("gcloud auth application-default login");
    assertThat(google.requests()).isEmpty();
  }

  @Test
  void collectsAllMistakesInTheFile() {
    InventoryLoader.Loaded loaded =
        inventory()
            .load(
                """
                plugin: gce
                projects: [p]
                auth_kind: magic
                hostnames: [nickname]
                status: [ASLEEP]
                connect_via: pigeon
                zone: z
                """);

    assertThat(loaded.problems())
        .filteredOn(p -> p.severity() == Diagnostic.Severity.ERROR)
        .extracting(p -> p.span().line())
        .containsExactlyInAnyOrder(3, 4, 5, 6);
    assertThat(messages(loaded))
        .contains("WARNING cloud.yml:7:1 the inventory plugin gce has no option 'zone'");
    assertThat(google.requests()).isEmpty();
  }

  @Test
  void asksNothingWhileTheLastAnswerIsGood() throws Exception {
    answersTwo();
    String file =
        "plugin: gce\nprojects: [p]\nretrieve_image_info: false\ncache: true\ncache_timeout: 60\n"
            + "groups: {web: \"'web' in name\"}\n";
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    InventoryLoader.Loaded first = inventory().at(fixed(now)).load(file);
    InventoryLoader.Loaded second = inventory().at(fixed(now.plusSeconds(59))).load(file);

    assertThat(google.requests()).hasSize(1);
    assertThat(CloudInventory.groups(second.inventory()))
        .isEqualTo(CloudInventory.groups(first.inventory()))
        .containsKey("web");
    assertThat(CloudInventory.variables(second.inventory(), "web-1"))
        .isEqualTo(CloudInventory.variables(first.inventory(), "web-1"));
    Path kept;
    try (var files = Files.list(directory.resolve(".play/inventory"))) {
      kept = files.findFirst().orElseThrow();
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");

    inventory().at(fixed(now.plusSeconds(60))).load(file);
    assertThat(google.requests()).as("its time is over").hasSize(2);
    inventory().at(fixed(now.plusSeconds(61))).refreshing(true).load(file);
    assertThat(google.requests()).as("--refresh-inventory").hasSize(3);
    inventory().at(fixed(now.plusSeconds(62))).load(file + "zones: [us-east1-c]\n");
    assertThat(google.requests()).as("another question").hasSize(4);
  }

  private static Clock fixed(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }
}
