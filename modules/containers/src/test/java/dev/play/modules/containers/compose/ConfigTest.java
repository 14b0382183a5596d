package dev.play.modules.containers.compose;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.modules.containers.json.Json;
import dev.play.value.Value;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigTest {
  private static final String PRINTED =
      """
      {"name":"web","services":{
        "front":{"image":"nginx:1","volumes":[{"type":"bind","source":"/srv/web/front.conf","target":"/etc/nginx/x"},
          {"type":"volume","source":"data","target":"/data"}],"configs":[{"source":"motd","target":"/motd"}]},
        "app":{"networks":{"back":null},"build":{"context":"/srv/web/app","dockerfile":"Dockerfile"},"deploy":{"replicas":3}},
        "job":{"image":"job","scale":0}},
       "networks":{"back":{"name":"web_back"}},
       "configs":{"motd":{"name":"web_motd","file":"/srv/web/motd"}}}
      """;

  private static Config config() {
    return Config.read(Json.read(PRINTED, "test"));
  }

  private static Config.Service service(Config config, String name) {
    return requireNonNull(config.services().get(name));
  }

  @Test
  void readsImagesContextsFilesAndReplicas() {
    Config config = config();
    assertThat(config.name()).isEqualTo("web");
    assertThat(service(config, "front").files())
        .containsExactly("/srv/web/front.conf", "/srv/web/motd");
    assertThat(service(config, "app").image()).isEqualTo("web-app");
    assertThat(service(config, "app").buildContext()).contains("/srv/web/app");
    assertThat(service(config, "app").replicas()).isEqualTo(3);
    assertThat(service(config, "app").networks()).containsExactly("web_back");
    assertThat(service(config, "job").replicas()).isZero();
  }

  @Test
  void labelsCarryTheDigestsOfFilesAndContexts() {
    Fingerprints prints =
        Fingerprints.read(
            new CommandOutput(
                0,
                Blob.of("aa /srv/web/front.conf\nbb /srv/web/motd\ncc /srv/web/app\n"),
                Blob.of("")));
    String override = prints.override(config(), Set.of());
    assertThat(override).contains("\"build\":{\"labels\":{\"play.context\":\"cc\"}}");
    assertThat(override).contains("\"play.files\"");
    Fingerprints other =
        new Fingerprints(
            Map.of("/srv/web/front.conf", "dd", "/srv/web/motd", "bb", "/srv/web/app", "cc"));
    assertThat(other.override(config(), Set.of())).isNotEqualTo(override);
  }

  @Test
  void whatAnImageIsBuiltByBelongsToItsDigest() {
    Fingerprints prints = new Fingerprints(Map.of("/srv/web/app", "cc"));
    String plain = prints.context(service(config(), "app"));
    String printed =
        PRINTED.replace(
            "\"dockerfile\":\"Dockerfile\"",
            "\"dockerfile\":\"Dockerfile\",\"args\":{\"BASE\":\"debian\"}");
    String other = prints.context(service(Config.read(Json.read(printed, "test")), "app"));

    assertThat(plain).isEqualTo("cc");
    assertThat(other).isNotEqualTo(plain).isNotEmpty();
  }

  @Test
  void aDefinitionTakesTheLabelsWhateverFormItsOwnHave() {
    Fingerprints prints =
        new Fingerprints(Map.of("/srv/web/front.conf", "aa", "/srv/web/app", "cc"));
    String written =
        """
        {"services":{"front":{"image":"nginx:1","labels":["a=b"]},"app":{"build":"/srv/web/app","depends_on":["front"]}}}
        """;
    String merged = prints.onto(written, config(), Set.of());

    assertThat(merged).contains("\"labels\":[\"a=b\",\"play.files=");
    assertThat(merged)
        .contains("\"build\":{\"context\":\"/srv/web/app\",\"labels\":{\"play.context\":\"cc\"}}");
    assertThat(merged).contains("\"depends_on\":[\"front\"]");
  }

  @Test
  void tellsOfContainersUnderTheNamesThatComposeHas() {
    String line =
        """
        {"id":"1","name":"/web-app-1","of":"web-app","state":"running","exit":0,"health":"healthy","networks":{"web_back":{}},"ports":{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"8080"}],"81/tcp":null},"labels":{"com.docker.compose.service":"app","a":"b"}}
        """;
    Running running =
        Running.read(new CommandOutput(0, Blob.of("2.26.1\n" + line + "---\n"), Blob.of("")));

    Object told = Value.toJava(running.told().getFirst(), s -> null);
    assertThat(Json.compact(requireNonNull(told)))
        .contains("\"Service\":\"app\"", "\"State\":\"running\"", "\"Health\":\"healthy\"")
        .contains("\"Names\":[\"web-app-1\"]", "\"Networks\":[\"web_back\"]", "\"a\":\"b\"")
        .contains("\"PublishedPort\":8080", "\"URL\":\"0.0.0.0\"", "\"PublishedPort\":0");
  }

  @Test
  void readsContainersAndImages() {
    Running running =
        Running.read(
            new CommandOutput(
                0,
                Blob.of(
                    """
                    2.26.1-4
                    {"id":"1","name":"/web-app-1","image":"sha256:a","state":"running","networks":{"web_back":{}},"labels":{"com.docker.compose.service":"app","com.docker.compose.config-hash":"h"}}
                    {"id":"2","name":"/web-app-run-1","image":"sha256:a","state":"running","labels":{"com.docker.compose.service":"app","com.docker.compose.oneoff":"True"}}
                    ---
                    {"name":"web-app","id":"sha256:a","labels":{"play.context":"cc"}}
                    {"name":"nginx:1","id":"sha256:b","labels":null}
                    """),
                Blob.of("")));
    assertThat(running.compose()).isEqualTo(new ComposeVersion(2, 26, 1));
    assertThat(running.containers()).hasSize(1);
    assertThat(running.containers().getFirst().name()).isEqualTo("web-app-1");
    assertThat(running.containers().getFirst().networks()).containsExactly("web_back");
    assertThat(requireNonNull(running.images().get("web-app")).context()).isEqualTo("cc");
    assertThat(requireNonNull(running.images().get("nginx:1")).context()).isEmpty();
  }
}
