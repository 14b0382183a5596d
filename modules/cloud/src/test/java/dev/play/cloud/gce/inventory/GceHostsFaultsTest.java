package dev.play.cloud.gce.inventory;

import static dev.play.cloud.gce.inventory.GceFixture.instances;
import static dev.play.cloud.gce.inventory.GceFixture.messages;
import static dev.play.cloud.gce.inventory.GceFixture.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.compute.v1.InstanceAggregatedList;
import dev.play.cloud.gce.FakeGoogle;
import dev.play.inventory.source.InventoryLoader;
import dev.play.source.Diagnostic;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said when the inventory cannot be had, or only a part. */
final class GceHostsFaultsTest {
  private final GceFixture gce;

  GceHostsFaultsTest(@TempDir Path directory) {
    this.gce = new GceFixture(directory);
  }

  @AfterEach
  void close() {
    gce.close();
  }

  @Test
  void namesZonesThatAreDownAndUsesTheOthers() {
    gce.google.answers(
        instances("p"),
        InstanceAggregatedList.newBuilder(),
        """
        {"unreachables": ["https://x/compute/v1/projects/p/zones/us-east1-b", "zones/asia-east1-a"],
         "items": {"zones/z-a": {"instances": [{"name": "a", "status": "RUNNING"}]},
           "zones/z-b": {"warning": {"code": "UNREACHABLE", "message": "down"}}}}
        """);

    InventoryLoader.Loaded loaded =
        gce.inventory().load("plugin: gce\nprojects: [p]\ncache: true\n");

    assertThat(names(loaded)).containsExactly("a");
    assertThat(messages(loaded))
        .containsExactlyInAnyOrder(
            "WARNING cloud.yml:1:9 zone us-east1-b of project p does not answer: its instances are missing from the inventory",
            "WARNING cloud.yml:1:9 zone asia-east1-a of project p does not answer: its instances are missing from the inventory",
            "WARNING cloud.yml:1:9 zone z-b of project p does not answer: its instances are missing from the inventory");
    gce.inventory().load("plugin: gce\nprojects: [p]\ncache: true\n");
    assertThat(gce.google.requests()).as("half an answer is not kept").hasSize(2);
  }

  @Test
  void neverGivesAnEmptyInventoryInSilence() {
    gce.google.answers(instances("p"), InstanceAggregatedList.newBuilder(), "{}");

    assertThat(messages(gce.inventory().load("plugin: gce\nprojects: [p]\n")))
        .containsExactly("WARNING cloud.yml:1:9 no instance matches, in project p");
  }

  @Test
  void saysWhichProjectThereIsNot() {
    gce.google.stub(
        instances("p"),
        FakeGoogle.error(404, "notFound", "The resource 'projects/p' was not found"));

    InventoryLoader.Loaded loaded = gce.inventory().load("plugin: gce\nprojects: [p]\n");

    assertThat(messages(loaded))
        .containsExactly(
            "ERROR cloud.yml:2:11 listing the instances of project p: The resource 'projects/p' was not found [notFound]");
    assertThat(loaded.problems().getFirst().hint())
        .contains("is that the project's id? They are listed by: gcloud projects list");
  }

  @Test
  void pointsAtTheFilterThatGoogleRefuses() {
    gce.google.stub(
        instances("p"), FakeGoogle.error(400, "invalid", "Invalid value for field 'filter': 'x'"));

    assertThat(messages(gce.inventory().load("plugin: gce\nprojects: [p]\nfilters: [x]\n")))
        .singleElement()
        .asString()
        .startsWith("ERROR cloud.yml:3:10")
        .contains("Invalid value for field 'filter'");
  }

  @Test
  void takesTheProjectFromTheEnvironmentOrSaysWhereItLooked() {
    gce.answersTwo();
    Map<String, String> more = new HashMap<>(gce.google.environment());
    more.put("GOOGLE_CLOUD_PROJECT", "p");

    assertThat(names(gce.inventory(more).load("plugin: gce\n"))).containsExactly("db-1", "web-1");
    assertThat(names(gce.inventory(more).load("plugin: gce\nprojects:\n  -\n")))
        .as("an entry that was left empty")
        .containsExactly("db-1", "web-1");
    assertThat(messages(gce.inventory().load("plugin: gce\n")))
        .singleElement()
        .asString()
        .contains("which project?")
        .contains("GOOGLE_CLOUD_PROJECT")
        .contains("config_default");
  }

  @Test
  void saysThatThereAreNoCredentials() {
    Map<String, String> none =
        Map.of("PLAY_GCE_ENDPOINT", gce.google.url(), "NO_GCE_CHECK", "true");

    InventoryLoader.Loaded loaded = gce.inventory(none).load("plugin: gce\nprojects: [p]\n");

    assertThat(messages(loaded)).singleElement().asString().contains("no credentials for Google");
    assertThat(loaded.problems().getFirst().hint().orElse(""))
        .contains("gcloud auth application-default login");
    assertThat(gce.google.requests()).isEmpty();
  }

  @Test
  void collectsAllMistakesInTheFile() {
    InventoryLoader.Loaded loaded =
        gce.inventory()
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
    assertThat(gce.google.requests()).isEmpty();
  }
}
