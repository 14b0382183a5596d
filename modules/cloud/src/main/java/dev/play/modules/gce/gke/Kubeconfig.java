package dev.play.modules.gce.gke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.play.host.Attributes;
import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.gce.thing.Google;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A file that lets kubectl in for as long as an access token is good, an hour: no plugin and no
 * gcloud is needed. It is JSON, which YAML holds.
 */
public final class Kubeconfig {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final int OWNERS_ONLY = 0600;

  private final String cluster;
  private final HostPath path;
  private final Google google;

  public Kubeconfig(String cluster, HostPath path, Google google) {
    this.cluster = cluster;
    this.path = path;
    this.google = google;
  }

  /**
   * Brings the file up to date. Another token alone is no change.
   *
   * @param result of the cluster itself
   */
  public Plan plan(TaskResult result, HostView host) {
    Value.Dict there = result.values();
    Optional<String> endpoint = text(there.get("endpoint"));
    Optional<String> authority =
        there
            .get("masterAuth")
            .filter(Value.Dict.class::isInstance)
            .flatMap(m -> text(((Value.Dict) m).get("clusterCaCertificate")));
    if (endpoint.isEmpty() || authority.isEmpty()) {
      return Plan.unknown("until the cluster " + cluster + " is made");
    }
    Probe.RemoteAt asked = new Probe.RemoteAt(google.of("token", "/token"));
    Probe.ContentOf held = Probe.ContentOf.of(path);
    Probe.FileAt file = new Probe.FileAt(path, true);
    Probe.DigestOf digest = Probe.DigestOf.sha256(path);
    host.need(List.of(asked, held, file, digest));
    String token =
        host.known(asked).flatMap(t -> t.get("token")).map(Kubeconfig::revealed).orElse("");
    String wanted = written(endpoint.get(), authority.get(), token);
    String now = host.known(held).map(Blob::text).orElse("");
    if (now.equals(wanted) && host.known(file).mode() == OWNERS_ONLY) {
      return Plan.same(result);
    }
    Effect write =
        new Effect.WriteFile(
            path,
            new Content.Bytes(Blob.of(wanted), true),
            host.known(digest),
            Attributes.mode(OWNERS_ONLY),
            false,
            Optional.empty(),
            false);
    boolean onlyToken = now.replaceFirst(TOKEN, "").equals(wanted.replaceFirst(TOKEN, ""));
    return Plan.change(List.of(write), onlyToken ? result.changed(false) : result);
  }

  private static final String TOKEN = "\"token\" : \"[^\"]*\"";

  private static String revealed(Value token) {
    return token instanceof Value.Secret(Value.Text(String text)) ? text : "";
  }

  private static Optional<String> text(Optional<Value> value) {
    return value.flatMap(
        v -> v instanceof Value.Text(String t) ? Optional.of(t) : Optional.empty());
  }

  private String written(String endpoint, String authority, String token) {
    Map<String, Object> server =
        Map.of("server", "https://" + endpoint, "certificate-authority-data", authority);
    LinkedHashMap<String, Object> all = new LinkedHashMap<>();
    all.put("apiVersion", "v1");
    all.put("kind", "Config");
    all.put("current-context", cluster);
    all.put(
        "clusters",
        List.of(new TreeMap<>(Map.of("name", cluster, "cluster", new TreeMap<>(server)))));
    all.put(
        "contexts",
        List.of(
            new TreeMap<>(
                Map.of(
                    "name",
                    cluster,
                    "context",
                    new TreeMap<>(Map.of("cluster", cluster, "user", cluster))))));
    all.put(
        "users", List.of(new TreeMap<>(Map.of("name", cluster, "user", Map.of("token", token)))));
    try {
      return JSON.writeValueAsString(all) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
