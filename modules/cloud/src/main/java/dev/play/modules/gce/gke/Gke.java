package dev.play.modules.gce.gke;

import dev.play.host.Effect.Call;
import dev.play.host.Effect.Call.Verb;
import dev.play.modules.gce.thing.Differences;
import dev.play.modules.gce.thing.Google;
import dev.play.modules.gce.thing.Reference;
import dev.play.modules.gce.thing.Thing;
import dev.play.modules.gce.thing.Wanted;
import dev.play.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Clusters and pools of nodes as things, and what changes them. */
public final class Gke {
  public static final String LABELS = "resourceLabels";
  public static final String CHANNEL = "releaseChannel.channel";
  public static final String AUTHORIZED = "masterAuthorizedNetworksConfig";
  public static final String AUTOSCALING = "autoscaling";
  public static final String UPGRADE = "management.autoUpgrade";
  public static final String REPAIR = "management.autoRepair";

  /** Making a cluster takes longer than machines do. */
  private static final Duration LONG = Duration.ofMinutes(30);

  private static final int USUAL = 600;

  private Gke() {}

  /** The place, or what stands for it in a path. */
  public static String location(Optional<String> given, boolean isRegional) {
    return given.orElse(isRegional ? "{region}" : "{zone}");
  }

  /**
   * Requires a zone or a region.
   *
   * @throws IllegalArgumentException where it is neither
   */
  public static void requireLocation(String location) {
    if (!location.matches("[a-z]+-[a-z]+[0-9]+(-[a-z])?")) {
      throw new IllegalArgumentException(
          "location '%s' is neither a region (europe-west1) nor a zone (europe-west1-b)"
              .formatted(location));
    }
  }

  /** A cluster. */
  public static Thing cluster(Google google, String location, String name, Wanted wanted) {
    String all = "/v1/" + google.inProject() + "/locations/" + location + "/clusters";
    return thing("cluster", name, google, all, "cluster", wanted).changedBy(Gke::changeCluster);
  }

  /** A pool of nodes. */
  public static Thing pool(
      Google google, String location, String cluster, String name, Wanted wanted) {
    String all =
        "/v1/"
            + google.inProject()
            + "/locations/"
            + location
            + "/clusters/"
            + cluster
            + "/nodePools";
    return thing("node pool", name, google, all, "nodePool", wanted).changedBy(Gke::changePool);
  }

  private static Thing thing(
      String kind, String name, Google google, String all, String wrap, Wanted wanted) {
    return Thing.of(kind, name, google, google.of("container", all + "/" + name), all, wanted)
        .awaiting(
            call ->
                new Call(
                    call.thing(),
                    call.verb(),
                    call.path(),
                    Value.dictOf(wrap, call.body()),
                    call.why(),
                    call.touches(),
                    call.predicts(),
                    google.timeout() == USUAL ? LONG : call.within(),
                    call.until()));
  }

  private static List<Call> changeCluster(Thing thing, Differences differences) {
    List<Call> calls = new ArrayList<>();
    Differences left = differences;
    if (left.has(LABELS)) {
      Value fingerprint = left.there().get("labelFingerprint").orElse(Value.NONE);
      Value.Dict body = Value.dictOf(LABELS, left.wanted(LABELS), "labelFingerprint", fingerprint);
      calls.add(method(thing, "setResourceLabels", body, left, Set.of(LABELS)));
      left = left.past(Set.of(LABELS));
    }
    if (left.has(CHANNEL)) {
      Value.Dict channel = Value.dictOf("channel", left.wanted(CHANNEL));
      calls.add(update(thing, "desiredReleaseChannel", channel, left, CHANNEL));
      left = left.past(Set.of(CHANNEL));
    }
    if (left.has(AUTHORIZED)) {
      calls.add(
          update(
              thing,
              "desiredMasterAuthorizedNetworksConfig",
              left.wanted(AUTHORIZED),
              left,
              AUTHORIZED));
    }
    return calls;
  }

  private static Call update(
      Thing thing, String desired, Value value, Differences differences, String api) {
    return thing.call(
        Verb.PUT,
        thing.at().path(),
        Value.dictOf("update", Value.dictOf(desired, value)),
        "changing " + thing.inWords() + " (" + desired + ")",
        Optional.of(differences.after(Set.of(api))));
  }

  private static List<Call> changePool(Thing thing, Differences differences) {
    List<Call> calls = new ArrayList<>();
    Differences left = differences;
    if (left.has(AUTOSCALING)) {
      Value.Dict body = Value.dictOf(AUTOSCALING, left.wanted(AUTOSCALING));
      calls.add(method(thing, "setAutoscaling", body, left, Set.of(AUTOSCALING)));
      left = left.past(Set.of(AUTOSCALING));
    }
    Set<String> management = Set.of(UPGRADE, REPAIR);
    if (left.has(UPGRADE) || left.has(REPAIR)) {
      Value after = left.after(management).get("management").orElse(Value.EMPTY_DICT);
      calls.add(
          method(thing, "setManagement", Value.dictOf("management", after), left, management));
    }
    return calls;
  }

  private static Call method(
      Thing thing, String method, Value.Dict body, Differences differences, Set<String> apis) {
    return thing.call(
        Verb.POST,
        thing.at().path() + ":" + method,
        body,
        "changing " + thing.inWords() + " (" + method + ")",
        Optional.of(differences.after(apis)));
  }

  /** A network as the cluster's API takes it: its name, or from the project on. */
  public static String name(String option, Value given) {
    String name = Reference.of(option, given, option + "s").given();
    int project = name.indexOf("projects/");
    return project < 0 ? name : name.substring(project);
  }

  /** The name behind the last slash. */
  public static Value last(Value url) {
    return url instanceof Value.Text(String text)
        ? Value.text(text.substring(text.lastIndexOf('/') + 1))
        : url;
  }

  /** Ranges as Google has them. */
  public static Value.Dict authorized(List<String> ranges) {
    List<Value> blocks = new ArrayList<>();
    ranges.forEach(range -> blocks.add(Value.dictOf("cidrBlock", range)));
    return Value.dictOf("enabled", true, "cidrBlocks", new Value.Sequence(blocks));
  }

  /** The ranges alone, in order; none where nobody is kept out. */
  public static Value authorizedPlain(Value config) {
    if (!(config instanceof Value.Dict d) || !d.get("enabled").equals(Optional.of(Value.TRUE))) {
      return Value.NONE;
    }
    List<String> out = new ArrayList<>();
    if (d.get("cidrBlocks").orElse(Value.NONE) instanceof Value.Sequence s) {
      for (Value block : s.items()) {
        if (block instanceof Value.Dict b
            && b.get("cidrBlock").orElse(Value.NONE) instanceof Value.Text(String range)) {
          out.add(range);
        }
      }
    }
    return Value.texts(out.stream().sorted().toList());
  }

  /**
   * Bounds as Google has them.
   *
   * @throws IllegalArgumentException where they are none
   */
  public static Value.Dict autoscaling(Value.Dict given) {
    Set<String> known = Set.of("enabled", "min_node_count", "max_node_count");
    boolean odd = given.entries().keySet().stream().anyMatch(k -> !known.contains(text(k)));
    boolean enabled = !given.get("enabled").equals(Optional.of(Value.FALSE));
    if (odd || enabled && !(given.get("max_node_count").orElse(Value.NONE) instanceof Value.Int)) {
      throw new IllegalArgumentException(
          "autoscaling is {min_node_count: 1, max_node_count: 5}, or {enabled: false}");
    }
    return enabled
        ? Value.dictOf(
            "enabled",
            true,
            "minNodeCount",
            given.get("min_node_count").orElse(Value.of(0)),
            "maxNodeCount",
            given.get("max_node_count").orElseThrow())
        : Value.dictOf("enabled", false);
  }

  private static String text(Value key) {
    return key instanceof Value.Text(String text) ? text : "";
  }

  /** Bounds where there are any; what Google leaves out is 0. */
  public static Value autoscalingPlain(Value config) {
    return config instanceof Value.Dict d && d.get("enabled").equals(Optional.of(Value.TRUE))
        ? Value.list(
            List.of(
                d.get("minNodeCount").orElse(Value.of(0)),
                d.get("maxNodeCount").orElse(Value.of(0))))
        : Value.NONE;
  }
}
