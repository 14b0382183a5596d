package dev.play.modules.containers.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.modules.containers.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** By versions of compose, only one of which the lab's hosts have. */
class DependentsTest {
  private static final String PRINTED =
      """
      {"name":"m","services":{
        "front":{"image":"a","depends_on":{"web":{"condition":"service_started","required":true}}},
        "web":{"image":"a","depends_on":{"database":{"condition":"service_healthy","restart":true}}},
        "post":{"image":"a","depends_on":{"database":{"condition":"service_healthy"}}},
        "database":{"image":"a"},
        "other":{"image":"a"}}}
      """;

  private static final Set<String> ALL = Set.of("front", "web", "post", "database", "other");

  private static Map<String, Dependents.Fate> fates(String version, Set<String> chosen) {
    return new Dependents(Set.of("database"), Set.of(), ComposeVersion.read(version))
        .of(services(PRINTED, chosen));
  }

  private static List<Config.Service> services(String printed, Set<String> chosen) {
    return Config.read(Json.read(printed, "test")).services().values().stream()
        .filter(s -> chosen.contains(s.name()))
        .toList();
  }

  @Test
  void oldComposesMakeAllAnewThatDependsOnItHoweverFarAway() {
    for (String version : new String[] {"2.5.0", "2.26.1-4", "v2.29.3"}) {
      assertThat(fates(version, ALL))
          .as(version)
          .containsOnlyKeys("front", "web", "post")
          .containsEntry("front", new Dependents.Fate(true, "web"))
          .containsEntry("post", new Dependents.Fate(true, "database"));
    }
  }

  @Test
  void laterOnesRestartWhatDependsOnItDirectly() {
    for (String version : new String[] {"2.29.4", "2.34.0"}) {
      assertThat(fates(version, ALL))
          .as(version)
          .containsOnlyKeys("web", "post")
          .containsEntry("web", new Dependents.Fate(false, "database"));
    }
  }

  @Test
  void newOnesRestartOnlyWhatAsksForIt() {
    for (String version : new String[] {"2.35.0", "2.40.3", "v5.1.0", "dev"}) {
      assertThat(fates(version, ALL))
          .as(version)
          .containsOnlyKeys("web")
          .containsEntry("web", new Dependents.Fate(false, "database"));
    }
  }

  @Test
  void servicesThatAreNotBroughtUpAreLeftAlone() {
    assertThat(fates("2.26.1", Set.of("database", "post"))).containsOnlyKeys("post");
    assertThat(fates("2.26.1", Set.of("database"))).isEmpty();
  }

  @Test
  void whatSharesNamespacesOrVolumesIsMadeAnewWithItByAnyVersion() {
    String printed =
        """
        {"name":"m","services":{
          "app":{"image":"a"},
          "side":{"image":"a","network_mode":"service:app","depends_on":{"app":{"restart":true}}},
          "log":{"image":"a","volumes_from":["side:ro"],"depends_on":{"side":{"restart":false}}}}}
        """;
    for (String version : new String[] {"2.26.1", "2.30.0", "2.40.3"}) {
      for (boolean isMade : new boolean[] {false, true}) {
        Set<String> app = Set.of("app");
        Dependents dependents =
            new Dependents(
                isMade ? Set.of() : app, isMade ? app : Set.of(), ComposeVersion.read(version));
        assertThat(dependents.of(services(printed, Set.of("app", "side", "log"))))
            .as(version)
            .containsOnly(
                Map.entry("side", new Dependents.Fate(true, "app")),
                Map.entry("log", new Dependents.Fate(true, "side")));
      }
    }
  }
}
