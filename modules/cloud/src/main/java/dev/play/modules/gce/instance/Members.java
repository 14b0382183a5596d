package dev.play.modules.gce.instance;

import dev.play.host.Effect;
import dev.play.host.Effect.Call;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.gce.thing.Google;
import dev.play.modules.gce.thing.Reference;
import dev.play.modules.gce.thing.Thing;
import dev.play.remote.Remote;
import dev.play.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The machines of a group, which Google lists beside it. */
public final class Members {
  private final Thing group;
  private final Google google;

  /** Those of a group. */
  public Members(Thing group, Google google) {
    this.group = group;
    this.google = google;
  }

  /** Where they are listed. */
  public static Remote list(Thing group) {
    return group.at().at("compute", group.at().path() + "/listInstances");
  }

  /**
   * The plan for them.
   *
   * @param result of the group itself
   */
  public Plan plan(List<Reference> wanted, TaskResult result, HostView host) {
    // A group that is to be made has no list yet, and nobody in it.
    Optional<Value.Dict> there = host.known(new Probe.RemoteAt(list(group)));
    Map<Value, Value> now = new LinkedHashMap<>();
    if (there.flatMap(t -> t.get("items")).orElse(Value.NONE) instanceof Value.Sequence s) {
      for (Value one : s.items()) {
        if (one instanceof Value.Dict d) {
          Value url = d.get("instance").orElse(Value.NONE);
          if (url instanceof Value.Unknown(String because)) {
            return Plan.unknown(because);
          }
          now.put(Reference.plain(url), url);
        }
      }
    }
    Map<Value, Value> asked = new LinkedHashMap<>();
    wanted.forEach(
        w -> asked.put(Reference.plain(Value.text(w.url(google))), Value.text(w.url(google))));
    Map<Value, Value> added = new LinkedHashMap<>(asked);
    added.keySet().removeAll(now.keySet());
    Map<Value, Value> gone = new LinkedHashMap<>(now);
    gone.keySet().removeAll(asked.keySet());
    List<Effect> effects = new ArrayList<>();
    if (!gone.isEmpty()) {
      now.keySet().removeAll(gone.keySet());
      effects.add(call("removeInstances", gone, now));
    }
    if (!added.isEmpty()) {
      now.putAll(added);
      effects.add(call("addInstances", added, now));
    }
    return effects.isEmpty()
        ? Plan.same(result)
        : new Plan.Change(
            effects, outcomes -> result, false, false, Optional.of(diff(added, gone)));
  }

  private String diff(Map<Value, Value> added, Map<Value, Value> gone) {
    StringBuilder out = new StringBuilder("~ instance group " + group.name() + "\n");
    gone.keySet().forEach(m -> out.append("-  ").append(name(m)).append('\n'));
    added.keySet().forEach(m -> out.append("+  ").append(name(m)).append('\n'));
    return out.toString();
  }

  private static String name(Value url) {
    return url instanceof Value.Text(String text) ? text.substring(text.lastIndexOf('/') + 1) : "";
  }

  private Call call(String method, Map<Value, Value> members, Map<Value, Value> after) {
    Value.Dict listed = Value.dictOf("items", new Value.Sequence(references(after)));
    return Call.of(
            list(group),
            Call.Verb.POST,
            group.at().path() + "/" + method,
            Value.dictOf("instances", new Value.Sequence(references(members))),
            "changing the instance group " + group.name() + " (" + method + ")",
            Optional.of((Value.Dict) group.foreseen(listed)))
        .within(Duration.ofSeconds(google.timeout()));
  }

  private static List<Value> references(Map<Value, Value> members) {
    List<Value> out = new ArrayList<>();
    members.values().forEach(url -> out.add(Value.dictOf("instance", url)));
    return out;
  }
}
