package dev.play.cloud.gce.inventory;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.play.cloud.gce.inventory.GceFixture.instances;
import static dev.play.cloud.gce.inventory.GceFixture.messages;
import static dev.play.cloud.gce.inventory.GceFixture.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.google.cloud.compute.v1.DiskAggregatedList;
import com.google.cloud.compute.v1.InstanceAggregatedList;
import dev.play.cloud.gce.FakeGoogle;
import dev.play.host.HostName;
import dev.play.inventory.source.InventoryLoader;
import dev.play.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The inventory file's options, over a server in Google's place. */
final class GceHostsTest {
  private final Path directory;
  private final GceFixture gce;

  GceHostsTest(@TempDir Path directory) {
    this.directory = directory;
    this.gce = new GceFixture(directory);
  }

  @AfterEach
  void close() {
    gce.close();
  }

  @Test
  void listsRunningInstancesWithGoogleCloudsVariables() {
    gce.answersTwo();

    InventoryLoader.Loaded loaded =
        gce.inventory()
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
    LoggedRequest asked = gce.google.requests().getFirst();
    assertThat(asked.queryParameter("filter").firstValue()).isEqualTo("status = RUNNING");
    assertThat(asked.queryParameter("returnPartialSuccess").firstValue()).isEqualTo("true");
    assertThat(asked.queryParameter("maxResults").firstValue()).isEqualTo("500");
  }

  @Test
  void composesVariablesAndGroupsWithSafeNames() {
    gce.answersTwo();

    InventoryLoader.Loaded loaded =
        gce.inventory()
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
    gce.answersTwo();

    InventoryLoader.Loaded loaded =
        gce.inventory()
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
    gce.answersTwo();

    InventoryLoader.Loaded loaded = gce.inventory().load("plugin: gce\nprojects: [p]\n");

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
                gce.inventory()
                    .load("plugin: gce\nprojects: [p]\nconnect_via: private\n")
                    .inventory(),
                "web-1"))
        .containsEntry("ansible_host", "'10.0.0.2'");
  }

  @Test
  void callsHostsByWhatTheFileSays() {
    gce.answersTwo();

    String start = "plugin: gce\nprojects: [p]\n";
    assertThat(names(gce.inventory().load(start + "hostnames: [hostname]\nname_suffix: .x\n")))
        .containsExactly("db-1.example.com", "web-1.x");
    assertThat(names(gce.inventory().load(start + "hostnames: [public_ipv6, labels.role]\n")))
        .containsExactly("2001:db8::5", "db");
    InventoryLoader.Loaded some = gce.inventory().load(start + "hostnames: [public_ip]\n");
    assertThat(names(some)).containsExactly("203.0.113.5");
    assertThat(messages(some))
        .containsExactly(
            "WARNING cloud.yml:3:12 p/us-east1-c/db-1 has none of public_ip, and is left out");
  }

  @Test
  void prefixesVariablesButLetsExpressionsUseThePlainNames() {
    gce.answersTwo();

    InventoryLoader.Loaded loaded =
        gce.inventory()
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
    gce.answersTwo();

    String start = "plugin: gce\nprojects: [p]\n";
    assertThat(names(gce.inventory().load(start + "zones: [us-east1-c]\n")))
        .containsExactly("db-1");
    assertThat(names(gce.inventory().load(start + "regions: [europe-west1]\n")))
        .containsExactly("web-1");
    assertThat(names(gce.inventory().load(start + "status: [TERMINATED, STOPPING]\n")))
        .containsExactly("old-1");
    assertThat(names(gce.inventory().load(start + "status: all\n"))).hasSize(3);
    gce.inventory().load(start + "filters: [labels.a = 1 OR labels.b = 2, (name = x)]\n");
    gce.inventory().load(start + "filters: [status eq RUNNING, name ne .*old.*]\n");
    gce.inventory().load(start + "filters: [labels.a eq 1]\n");

    assertThat(gce.google.requests().stream().map(r -> r.queryParameter("filter")).toList())
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
    gce.google.answers(
        instances("p").withQueryParam("pageToken", absent()),
        InstanceAggregatedList.newBuilder(),
        "{\"nextPageToken\": \"t2\", \"items\": {\"zones/z-a\": {\"instances\": [{\"name\": \"a\", \"status\": \"RUNNING\"}]}}}");
    gce.google.answers(
        instances("p").withQueryParam("pageToken", equalTo("t2")),
        InstanceAggregatedList.newBuilder(),
        "{\"items\": {\"zones/z-a\": {\"instances\": [{\"name\": \"b\", \"status\": \"RUNNING\"}]}}}");
    gce.google.answers(
        instances("q"),
        InstanceAggregatedList.newBuilder(),
        "{\"items\": {\"zones/z-a\": {\"instances\": [{\"name\": \"c\", \"status\": \"RUNNING\"}]}}}");
    gce.google.stub(
        get(urlPathEqualTo("/v1/projects")),
        com.github.tomakehurst.wiremock.client.WireMock.aResponse()
            .withBody("{\"projects\": [{\"projectId\": \"q\"}, {\"projectId\": \"off\"}]}"));
    gce.google.stub(
        instances("off"), FakeGoogle.error(403, "accessNotConfigured", "has not been used"));

    InventoryLoader.Loaded loaded =
        gce.inventory().load("plugin: gce\nprojects: [p]\nfolders: [\"1234\"]\n");

    assertThat(messages(loaded)).isEmpty();
    assertThat(names(loaded)).containsExactly("a", "b", "c");
  }

  @Test
  void findsTheImagesOfBootDisks() {
    gce.answersTwo();
    gce.google.answers(
        get(urlPathEqualTo("/compute/v1/projects/p/aggregated/disks")),
        DiskAggregatedList.newBuilder(),
        """
        {"items": {"zones/europe-west1-b": {"disks": [{
          "selfLink": "https://compute.googleapis.com/compute/v1/projects/p/zones/europe-west1-b/disks/d1",
          "sourceImage": "https://x/projects/debian-cloud/global/images/debian-13"}]}}}
        """);

    InventoryLoader.Loaded loaded =
        gce.inventory().load("plugin: gce\nprojects: [p]\nretrieve_image_info: true\n");

    assertThat(CloudInventory.variables(loaded.inventory(), "web-1"))
        .containsEntry("image", "'debian-13'");
  }

  @Test
  void asksNothingWhileTheLastAnswerIsGood() throws Exception {
    gce.answersTwo();
    String file =
        "plugin: gce\nprojects: [p]\nretrieve_image_info: false\ncache: true\ncache_timeout: 60\n"
            + "groups: {web: \"'web' in name\"}\n";
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    InventoryLoader.Loaded first = gce.inventory().at(fixed(now)).load(file);
    InventoryLoader.Loaded second = gce.inventory().at(fixed(now.plusSeconds(59))).load(file);

    assertThat(gce.google.requests()).hasSize(1);
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

    gce.inventory().at(fixed(now.plusSeconds(60))).load(file);
    assertThat(gce.google.requests()).as("its time is over").hasSize(2);
    gce.inventory().at(fixed(now.plusSeconds(61))).refreshing(true).load(file);
    assertThat(gce.google.requests()).as("--refresh-inventory").hasSize(3);
    gce.inventory().at(fixed(now.plusSeconds(62))).load(file + "zones: [us-east1-c]\n");
    assertThat(gce.google.requests()).as("another question").hasSize(4);
  }

  private static Clock fixed(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }

  @Test
  void handsSecretsOfTheFileToThoseWhoConnectAndKeepsThemNowhere() throws Exception {
    gce.answersTwo();
    String file =
        "plugin: %s\nprojects: [p]\nhostnames: name\naccess_token: a-secret\ncache: true\n";
    for (int time = 0; time < 2; time++) {
      InventoryLoader.Loaded loaded = gce.inventory().load(file.formatted("gce"));
      assertThat(
              loaded.inventory().host(new HostName("db-1")).orElseThrow().layers().stream()
                  .flatMap(layer -> layer.values().entrySet().stream())
                  .filter(e -> e.getKey().equals("play_gce_access_token"))
                  .map(Map.Entry::getValue))
          .as("found and kept")
          .containsExactly(new Value.Secret(Value.text("a-secret")));
    }
    assertThat(gce.google.requests()).hasSize(1);
    try (var files = Files.list(directory.resolve(".play/inventory"))) {
      assertThat(files.toList())
          .singleElement()
          .satisfies(kept -> assertThat(kept).content().doesNotContain("a-secret"));
    }
    assertThat(
            CloudInventory.variables(
                gce.inventory().load(file.formatted("gcp_compute")).inventory(), "db-1"))
        .as("where Ansible's own ways are gone, nobody needs them")
        .doesNotContainKey("play_gce_access_token");
  }

  @Test
  void tellsThoseWhoLogInWhatTheMetadataSays() {
    gce.answersTwo();

    InventoryLoader.Loaded usual = gce.inventory().load("plugin: gce\nprojects: [p]\n");
    InventoryLoader.Loaded always =
        gce.inventory()
            .load(
                """
                plugin: gce
                projects: [p]
                os_login: true
                auth_kind: accesstoken
                host_keys: guest_attributes
                """);
    InventoryLoader.Loaded never =
        gce.inventory()
            .load("plugin: gce\nprojects: [p]\nos_login: false\nhost_keys: known_hosts\n");
    InventoryLoader.Loaded ansibles =
        gce.inventory().load("plugin: google.cloud.gcp_compute\nprojects: [p]\nhostnames: name\n");

    assertThat(CloudInventory.variables(usual.inventory(), "web-1"))
        .containsEntry("play_passage", "'gce'")
        .containsEntry("play_gce_os_login", "'auto'")
        .containsEntry("play_gce_enable_oslogin", "'TRUE'");
    assertThat(CloudInventory.variables(always.inventory(), "db-1"))
        .containsEntry("play_gce_os_login", "'true'")
        .containsEntry("play_gce_auth_kind", "'accesstoken'")
        .containsEntry("play_gce_host_keys", "'guest_attributes'")
        .doesNotContainKey("play_gce_enable_oslogin");
    assertThat(messages(gce.inventory().load("plugin: gce\nprojects: [p]\nhost_keys: x\n")))
        .containsExactly(
            "ERROR cloud.yml:3:12 host_keys is auto, guest_attributes or known_hosts, not 'x'");
    for (InventoryLoader.Loaded none : List.of(never, ansibles)) {
      assertThat(CloudInventory.variables(none.inventory(), "web-1"))
          .doesNotContainKeys("play_passage", "play_gce_os_login", "play_gce_enable_oslogin");
    }
  }
}
