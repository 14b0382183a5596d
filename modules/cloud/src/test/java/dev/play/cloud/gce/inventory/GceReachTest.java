package dev.play.cloud.gce.inventory;

import static dev.play.cloud.gce.inventory.GceFixture.instances;
import static dev.play.cloud.gce.inventory.GceFixture.messages;
import static dev.play.cloud.gce.inventory.GceFixture.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.compute.v1.InstanceAggregatedList;
import dev.play.inventory.source.InventoryLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.MapAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * By which address hosts are reached, whose keys they have, and which group of Google's made them.
 */
final class GceReachTest {
  private static final String LINK = "https://www.googleapis.com/compute/v1/projects/p";
  private static final String FOUR =
      """
      {"items": {"zones/europe-west1-b": {"instances": [
        {"name": "both", "status": "RUNNING", "zone": "%1$s/zones/europe-west1-b",
          "metadata": {"items": [{"key": "enable-guest-attributes", "value": "TRUE"},
            {"key": "created-by", "value": "projects/1/regions/europe-west1/instanceGroupManagers/web-fleet"}]},
          "networkInterfaces": [{"name": "nic0", "networkIP": "10.0.0.2", "ipv6Address": "fd00::2",
            "accessConfigs": [{"natIP": "203.0.113.5", "type": "ONE_TO_ONE_NAT"}]}]},
        {"name": "inner", "status": "RUNNING", "zone": "%1$s/zones/europe-west1-b",
          "networkInterfaces": [{"name": "nic0", "networkIP": "10.0.0.3"}]},
        {"name": "six", "status": "RUNNING", "zone": "%1$s/zones/europe-west1-b",
          "networkInterfaces": [{"name": "nic0", "ipv6Address": "fd00::4",
            "ipv6AccessConfigs": [{"externalIpv6": "2001:db8::4", "type": "DIRECT_IPV6"}]}]},
        {"name": "six-inner", "status": "RUNNING", "zone": "%1$s/zones/europe-west1-b",
          "networkInterfaces": [{"name": "nic1", "ipv6Address": "fd00::5"}]}]}}}
      """
          .formatted(LINK);

  private final GceFixture gce;

  GceReachTest(@TempDir Path directory) {
    this.gce = new GceFixture(directory);
  }

  @BeforeEach
  void answer() {
    gce.google.answers(instances("p"), InstanceAggregatedList.newBuilder(), FOUR);
  }

  @AfterEach
  void close() {
    gce.close();
  }

  private InventoryLoader.Loaded load(String more) {
    return gce.inventory().load("plugin: gce\nprojects: [p]\n" + more);
  }

  private static MapAssert<String, String> variables(InventoryLoader.Loaded loaded, String host) {
    Map<String, String> all = CloudInventory.variables(loaded.inventory(), host);
    return assertThat(all).as(host);
  }

  @Test
  void takesThePublicAddressOrElseIapByItself() {
    InventoryLoader.Loaded loaded = load("");

    assertThat(messages(loaded)).isEmpty();
    variables(loaded, "both")
        .containsEntry("ansible_host", "'203.0.113.5'")
        .doesNotContainKey("play_gce_connect_via");
    variables(loaded, "six")
        .containsEntry("ansible_host", "'2001:db8::4'")
        .doesNotContainKey("play_gce_connect_via");
    variables(loaded, "inner")
        .containsEntry("ansible_host", "'10.0.0.3'")
        .containsEntry("play_passage", "'gce'")
        .containsEntry("play_gce_connect_via", "'iap'");
    variables(loaded, "six-inner")
        .containsEntry("ansible_host", "'fd00::5'")
        .containsEntry("play_gce_connect_via", "'iap'")
        .containsEntry("play_gce_interface", "'nic1'");
  }

  @Test
  void namesThoseWithoutThePublicAddressThatIsWanted() {
    InventoryLoader.Loaded loaded = load("connect_via: public\ncache: true\n");

    assertThat(messages(loaded))
        .containsExactly(
            "WARNING cloud.yml:3:14 no address as connect_via wants it, so their names alone lead"
                + " to: inner, six-inner (connect_via: auto goes through IAP where there is no"
                + " public address)");
    variables(loaded, "both").containsEntry("ansible_host", "'203.0.113.5'");
    variables(loaded, "six").containsEntry("ansible_host", "'2001:db8::4'");
    variables(loaded, "inner").doesNotContainKeys("ansible_host", "play_gce_connect_via");
    load("connect_via: public\ncache: true\n");
    assertThat(gce.google.requests()).as("the answer was whole, and is kept").hasSize(1);
  }

  @Test
  void takesTheAddressInsideWhereThatIsWanted() {
    InventoryLoader.Loaded loaded = load("connect_via: private\n");

    assertThat(messages(loaded)).isEmpty();
    variables(loaded, "both").containsEntry("ansible_host", "'10.0.0.2'");
    variables(loaded, "six").containsEntry("ansible_host", "'fd00::4'");
    variables(loaded, "inner")
        .containsEntry("ansible_host", "'10.0.0.3'")
        .doesNotContainKey("play_gce_connect_via");
  }

  @Test
  void goesThroughIapToAllWhereThatIsWanted() {
    InventoryLoader.Loaded loaded = load("connect_via: iap\n");

    for (String host : List.of("both", "inner", "six", "six-inner")) {
      variables(loaded, host)
          .containsEntry("play_passage", "'gce'")
          .containsEntry("play_gce_connect_via", "'iap'")
          .containsEntry("play_gce_instance", "'" + host + "'")
          .containsEntry("play_gce_zone", "'europe-west1-b'");
    }
  }

  @Test
  void leavesTheAddressToTheFileWhereThatIsWanted() {
    InventoryLoader.Loaded loaded =
        load("connect_via: name\ncompose: {ansible_host: name ~ '.example.com'}\n");

    variables(loaded, "both").containsEntry("ansible_host", "'both.example.com'");
    variables(loaded, "inner")
        .containsEntry("ansible_host", "'inner.example.com'")
        .doesNotContainKey("play_gce_connect_via");
  }

  @Test
  void tellsWhereHostKeysAreFound() {
    InventoryLoader.Loaded usual = load("os_login: false\n");
    variables(usual, "both")
        .containsEntry("play_passage", "'gce'")
        .containsEntry("play_gce_host_keys", "'auto'")
        .containsEntry("play_gce_enable_guest_attributes", "'TRUE'");
    variables(usual, "six")
        .containsEntry("play_gce_host_keys", "'auto'")
        .doesNotContainKey("play_gce_enable_guest_attributes");

    variables(load("os_login: false\nhost_keys: known_hosts\n"), "both")
        .doesNotContainKeys("play_passage", "play_gce_host_keys");
    variables(gce.inventory().load("plugin: gcp_compute\nprojects: [p]\nhostnames: name\n"), "both")
        .doesNotContainKeys("play_passage", "play_gce_host_keys");
  }

  @Test
  void groupsByTheManagedInstanceGroupThatMadeThem() {
    InventoryLoader.Loaded loaded =
        load("keyed_groups: [{key: instance_group_manager, prefix: mig}]\n");

    assertThat(messages(loaded)).isEmpty();
    assertThat(names(loaded)).hasSize(4);
    Map<String, List<String>> groups = CloudInventory.groups(loaded.inventory());
    assertThat(groups).containsEntry("mig_web_fleet", List.of("both"));
    assertThat(groups.keySet()).filteredOn(group -> group.startsWith("mig")).hasSize(1);
  }
}
