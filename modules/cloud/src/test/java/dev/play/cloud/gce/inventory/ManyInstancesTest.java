package dev.play.cloud.gce.inventory;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.google.cloud.compute.v1.InstanceAggregatedList;
import dev.play.inventory.source.InventoryLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 5,000 instances in 12 zones on 10 pages cost ten requests; what was kept costs none. */
final class ManyInstancesTest {
  private static final int PAGES = 10;
  private static final int ZONES = 12;
  private static final int ON_A_PAGE = 500;
  private static final String FILE =
      "plugin: gce\nprojects: [p]\ncache: true\nkeyed_groups: [{key: zone, prefix: z}]\n";

  private final GceFixture gce;

  ManyInstancesTest(@TempDir Path directory) {
    this.gce = new GceFixture(directory);
  }

  @AfterEach
  void close() {
    gce.close();
  }

  private static String page(int number) {
    Map<String, List<String>> zones = new TreeMap<>();
    for (int i = number * ON_A_PAGE; i < (number + 1) * ON_A_PAGE; i++) {
      String zone = "z" + i % ZONES + "-a";
      zones
          .computeIfAbsent(zone, z -> new ArrayList<>())
          .add(
              "{\"name\": \"vm-%d\", \"status\": \"RUNNING\", \"zone\": \"https://x/projects/p/zones/%s\"}"
                  .formatted(i, zone));
    }
    List<String> items = new ArrayList<>();
    zones.forEach(
        (zone, list) ->
            items.add(
                "\"zones/%s\": {\"instances\": [%s]}".formatted(zone, String.join(",", list))));
    String next = number + 1 < PAGES ? "\"nextPageToken\": \"t%d\", ".formatted(number + 1) : "";
    return "{" + next + "\"items\": {" + String.join(",", items) + "}}";
  }

  @Test
  void costTenRequestsAndThenNone() {
    for (int number = 0; number < PAGES; number++) {
      MappingBuilder request = GceFixture.instances("p");
      gce.google.answers(
          request.withQueryParam("pageToken", number == 0 ? absent() : equalTo("t" + number)),
          InstanceAggregatedList.newBuilder(),
          page(number));
    }

    InventoryLoader.Loaded first = gce.inventory().load(FILE);
    assertThat(first.problems()).isEmpty();
    assertThat(first.inventory().hosts()).hasSize(PAGES * ON_A_PAGE);
    assertThat(gce.google.requests()).hasSize(PAGES);

    InventoryLoader.Loaded second = gce.inventory().load(FILE);
    assertThat(second.inventory().hosts()).isEqualTo(first.inventory().hosts());
    assertThat(second.inventory().group("z_z3_a")).isEqualTo(first.inventory().group("z_z3_a"));
    assertThat(gce.google.requests()).hasSize(PAGES);
  }
}
