package dev.play.modules.gce.instance;

import dev.play.host.Effect.Call;
import dev.play.host.Effect.Call.Verb;
import dev.play.modules.gce.thing.Differences;
import dev.play.modules.gce.thing.Thing;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The calls that make an instance what is wanted; some need it to be stopped meanwhile. */
public final class InstanceChanges {
  private static final String TYPE = "machineType";
  private final Thing thing;
  private final Differences differences;
  private final UnaryOperator<Call> awaited;
  private final List<Call> calls = new ArrayList<>();
  private Value.Dict now;

  private InstanceChanges(Thing thing, Differences differences, UnaryOperator<Call> awaited) {
    this.thing = thing;
    this.differences = differences;
    this.awaited = awaited;
    this.now = differences.there();
  }

  /**
   * The calls.
   *
   * @param awaited adds to a start what it waits for
   */
  public static List<Call> of(Thing thing, Differences differences, UnaryOperator<Call> awaited) {
    InstanceChanges changes = new InstanceChanges(thing, differences, awaited);
    changes.labels();
    changes.items("tags", "setTags");
    changes.items("metadata", "setMetadata");
    changes.protection();
    changes.power();
    return changes.calls;
  }

  private void labels() {
    if (differences.has("labels")) {
      Value labels = differences.wanted("labels");
      Value fingerprint = now.get("labelFingerprint").orElse(Value.NONE);
      call(
          "setLabels",
          Value.dictOf("labels", labels, "labelFingerprint", fingerprint),
          now.with("labels", labels).with("labelFingerprint", later()));
    }
  }

  private void items(String field, String method) {
    if (differences.has(field + ".items")) {
      Value.Dict body = Value.dictOf("items", differences.wanted(field + ".items"));
      Value fingerprint =
          now.get(field).orElse(Value.NONE) instanceof Value.Dict d
              ? d.get("fingerprint").orElse(Value.NONE)
              : Value.NONE;
      call(
          method,
          body.with("fingerprint", fingerprint),
          now.with(field, body.with("fingerprint", later())));
    }
  }

  private void protection() {
    if (differences.has("deletionProtection")) {
      Value on = differences.wanted("deletionProtection");
      call(
          "setDeletionProtection?deletionProtection=" + on.equals(Value.TRUE),
          Value.EMPTY_DICT,
          now.with("deletionProtection", on));
    }
  }

  private void power() {
    boolean runs = isRunning(now);
    boolean wantsToRun =
        differences.has("status")
            ? differences.wanted("status").equals(Value.text("RUNNING"))
            : runs;
    boolean resize = differences.has(TYPE);
    if (runs && (resize || !wantsToRun)) {
      call("stop", Value.EMPTY_DICT, now.with("status", Value.text("TERMINATED")));
      runs = false;
    }
    if (resize) {
      Value type = differences.wanted(TYPE);
      call("setMachineType", Value.dictOf(TYPE, type), now.with(TYPE, type));
    }
    if (!runs && wantsToRun) {
      boolean suspended = now.get("status").equals(Optional.of(Value.text("SUSPENDED")));
      call(
          suspended ? "resume" : "start",
          Value.EMPTY_DICT,
          now.with("status", Value.text("RUNNING")));
      calls.add(awaited.apply(calls.removeLast()));
    }
  }

  private static boolean isRunning(Value.Dict instance) {
    return plainStatus(instance.get("status").orElse(Value.NONE)).equals(Value.text("RUNNING"));
  }

  /** What a status comes to. */
  public static Value plainStatus(Value status) {
    return switch (status) {
      case Value.Text(String text) when text.matches("PROVISIONING|STAGING|REPAIRING") ->
          Value.text("RUNNING");
      case Value.Text(String text) when text.matches("STOPPING|PENDING_STOP") ->
          Value.text("TERMINATED");
      default -> status;
    };
  }

  private void call(String method, Value.Dict body, Value.Dict after) {
    String name = method.replaceFirst("\\?.*", "");
    calls.add(
        thing.call(
            Verb.POST,
            thing.at().path() + "/" + method,
            body,
            (name.matches("start|stop|resume")
                    ? name.replace("stop", "stopp").replaceFirst("e$", "") + "ing the instance "
                    : "changing the instance ")
                + thing.name()
                + (name.startsWith("set") ? " (" + name + ")" : ""),
            Optional.of(after)));
    now = after;
  }

  private static Value later() {
    return new Value.Unknown("until it is changed");
  }
}
