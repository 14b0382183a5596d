package dev.play.cloud.gce.inventory;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.extension.Extension;
import com.google.cloud.compute.v1.InstanceAggregatedList;
import dev.play.cloud.gce.ApiRules;
import dev.play.cloud.gce.FakeGoogle;
import dev.play.cloud.gce.GoogleCalls;
import dev.play.cloud.gce.Patience;
import dev.play.host.HostName;
import dev.play.inventory.source.InventoryLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A project of two running instances and a stopped one, and inventories over it. */
final class GceFixture implements AutoCloseable {
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

  final FakeGoogle google;
  private final Path directory;
  private Duration each = Duration.ofSeconds(30);

  /**
   * @param more extensions of the server
   */
  GceFixture(Path directory, Extension... more) {
    this.directory = directory;
    this.google =
        new FakeGoogle(
            new ApiRules()
                .with("GET", "v1/projects")
                .with("POST", "v1/{name=projects/*/serviceAccounts/*}:generateAccessToken"),
            more);
  }

  /** From now on, one attempt may take so long. */
  void waitingFor(Duration limit) {
    this.each = limit;
  }

  static MappingBuilder instances(String project) {
    return get(urlPathEqualTo("/compute/v1/projects/" + project + "/aggregated/instances"));
  }

  void answersTwo() {
    google.answers(instances("p"), InstanceAggregatedList.newBuilder(), TWO);
  }

  CloudInventory inventory() {
    return inventory(google.environment());
  }

  CloudInventory inventory(Map<String, String> environment) {
    GoogleCalls calls =
        new GoogleCalls(
            new Patience(3, Duration.ofSeconds(1), Duration.ofSeconds(2), each),
            pause -> {},
            new Random(1));
    return new CloudInventory(directory, environment, new GceHosts(calls));
  }

  static List<String> names(InventoryLoader.Loaded loaded) {
    return loaded.inventory().hosts().stream().map(HostName::name).sorted().toList();
  }

  static List<String> messages(InventoryLoader.Loaded loaded) {
    return loaded.problems().stream()
        .map(p -> p.severity() + " " + p.span() + " " + p.message())
        .toList();
  }

  @Override
  public void close() {
    google.close();
  }
}
