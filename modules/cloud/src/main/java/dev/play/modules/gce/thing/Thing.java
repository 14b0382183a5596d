package dev.play.modules.gce.thing;

import dev.play.host.Effect;
import dev.play.host.Effect.Call;
import dev.play.host.Effect.Call.Verb;
import dev.play.host.HostException;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.remote.Remote;
import dev.play.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A thing of Google's as a task wants it: found, compared, and made, changed or removed.
 *
 * @param kind what it is, for a person: {@code network}
 * @param name what it is called
 * @param at where it is
 * @param collection where it is made
 * @param wanted what it is to be
 * @param uses what has to be there for it
 * @param unknown fields that Google alone fills in
 * @param awaited adds to the call that makes it what to wait for
 * @param change makes the calls for what can be changed
 */
public record Thing(
    String kind,
    String name,
    Google google,
    Remote at,
    String collection,
    Wanted wanted,
    List<Reference> uses,
    List<String> unknown,
    UnaryOperator<Call> awaited,
    Change change) {
  /** How differences are made good. */
  @FunctionalInterface
  public interface Change {
    List<Call> calls(Thing thing, Differences differences);
  }

  public Thing {
    uses = List.copyOf(uses);
    unknown = List.copyOf(unknown);
  }

  /** A thing of the compute API whose fields are changed by one PATCH. */
  public static Thing compute(
      String kind, String name, Google google, String collection, Wanted wanted) {
    return of(
        kind,
        name,
        google,
        google.compute(collection + "/" + name),
        google.compute(collection).path(),
        wanted);
  }

  /** A thing whose fields are changed by one PATCH. */
  public static Thing of(
      String kind, String name, Google google, Remote at, String collection, Wanted wanted) {
    return new Thing(
        kind,
        name,
        google,
        at,
        collection,
        wanted,
        List.of(),
        List.of(),
        call -> call,
        (thing, differences) -> List.of(thing.patch(differences, differences.apis())));
  }

  /** The same with what has to be there for it. */
  public Thing using(List<Reference> more) {
    return new Thing(kind, name, google, at, collection, wanted, more, unknown, awaited, change);
  }

  /** The same, changed otherwise. */
  public Thing changedBy(Change other) {
    return new Thing(kind, name, google, at, collection, wanted, uses, unknown, awaited, other);
  }

  /** The same, waited for when it is made. */
  public Thing awaiting(UnaryOperator<Call> more) {
    return new Thing(kind, name, google, at, collection, wanted, uses, unknown, more, change);
  }

  /** The same with fields that Google alone fills in. */
  public Thing unknownUntilMade(List<String> apis) {
    return new Thing(kind, name, google, at, collection, wanted, uses, apis, awaited, change);
  }

  /**
   * The same with a field that only some changes can be made to.
   *
   * @param isFixed whether, from this, it cannot be made what is wanted
   */
  public Thing fixing(String api, Predicate<Value> isFixed) {
    return new Thing(
        kind,
        name,
        google,
        at,
        collection,
        wanted.fixing(api, isFixed),
        uses,
        unknown,
        awaited,
        change);
  }

  /** {@code the network net}. */
  public String inWords() {
    return "the " + kind + " " + name;
  }

  /** A PATCH of these fields. */
  public Call patch(Differences differences, Set<String> apis) {
    return call(
        Verb.PATCH,
        at.path(),
        differences.body(apis),
        "changing " + inWords(),
        Optional.of(differences.after(apis)));
  }

  /** A PATCH of these fields that names the state it was made from. */
  public Call patchWithFingerprint(Differences differences, Set<String> apis) {
    return call(
        Verb.PATCH,
        at.path(),
        differences
            .body(apis)
            .with("fingerprint", differences.there().get("fingerprint").orElse(Value.NONE)),
        "changing " + inWords(),
        Optional.of(differences.after(apis)));
  }

  /**
   * A POST to a method of the thing's own.
   *
   * @param apis the fields that it sets
   */
  public Call method(String method, Value.Dict body, Differences differences, Set<String> apis) {
    return call(
        Verb.POST,
        at.path() + "/" + method,
        body,
        "changing " + inWords() + " (" + method + ")",
        Optional.of(differences.after(apis)));
  }

  /** Any call about this thing. */
  public Call call(
      Verb verb, String path, Value.Dict body, String why, Optional<Value.Dict> afterwards) {
    Optional<Value.Dict> after = afterwards.map(a -> (Value.Dict) foreseen(a));
    return Call.of(at, verb, path, body, why, after).within(Duration.ofSeconds(google.timeout()));
  }

  /** What a call will leave: what nobody can tell before is unknown in it. */
  public Value foreseen(Value value) {
    return Foreseen.certain(value, "until " + inWords() + " is changed");
  }

  /** What making it takes. */
  public Call make() {
    Value.Dict body = wanted.body();
    return awaited.apply(
        call(
            Verb.POST,
            collection,
            body,
            "making " + inWords(),
            Optional.of(Foreseen.made(this, body))));
  }

  private Call remove() {
    return call(
        Verb.DELETE, at.path(), Value.EMPTY_DICT, "removing " + inWords(), Optional.empty());
  }

  /**
   * The plan.
   *
   * @param replace whether what cannot be changed may be removed and made anew
   */
  public Plan plan(State state, boolean replace, HostView host) {
    List<Probe<?>> probes = new ArrayList<>(List.of(new Probe.RemoteAt(at)));
    if (state == State.PRESENT) {
      uses.forEach(u -> u.thing(google).ifPresent(t -> probes.add(new Probe.RemoteAt(t))));
    }
    host.need(probes);
    Optional<Value.Dict> there = host.known(new Probe.RemoteAt(at));
    return switch (state) {
      case ABSENT -> there.isEmpty() ? Plan.same() : removed();
      case PRESENT -> there.map(t -> changed(t, replace)).orElseGet(() -> made(host));
    };
  }

  private Plan removed() {
    return change(List.of(remove()), "- " + kind + " " + name + "\n");
  }

  private Plan made(HostView host) {
    for (Reference used : uses) {
      if (used.thing(google).filter(t -> isMissing(t, host)).isPresent()) {
        return Plan.failed(
            "%s needs %s, which is not there%s: make it before, or mind its name"
                .formatted(inWords(), used.inWords(), google.projectInWords()));
      }
    }
    return change(List.of(make()), Foreseen.lines(this)).thenMore();
  }

  private static boolean isMissing(Remote used, HostView host) {
    try {
      return host.read(new Probe.RemoteAt(used))
              instanceof Observed.Known<Optional<Value.Dict>>(Optional<Value.Dict> found)
          && found.isEmpty();
    } catch (HostException mayNotBeSeen) {
      return false; // who may make one may not be allowed to look at what it uses
    }
  }

  private Plan changed(Value.Dict there, boolean replace) {
    Differences differences = wanted.differences(there);
    if (!differences.fixed().isEmpty() && !replace) {
      return Plan.failed(
          "would replace %s: %s. Google cannot change that; with replace: true it is removed and made anew"
              .formatted(inWords(), differences.fixedInWords()));
    }
    if (!differences.fixed().isEmpty()) {
      String diff =
          "-/+ " + kind + " " + name + " (made anew)\n" + differences.lines(differences.fixed());
      return change(List.of(remove(), make()), diff).thenMore();
    }
    if (!differences.changed().isEmpty()) {
      String diff = "~ " + kind + " " + name + "\n" + differences.lines(differences.changed());
      return change(change.calls(this, differences), diff).thenMore();
    }
    boolean foreseen = there.get("id").orElse(Value.NONE) instanceof Value.Unknown;
    return differences.unknown().isEmpty() || foreseen
        ? Plan.same(new TaskResult(there, Optional.empty(), Optional.empty(), Value.EMPTY_DICT))
        : Plan.unknown(differences.unknownBecause());
  }

  private static Plan.Change change(List<? extends Effect> effects, String diff) {
    return new Plan.Change(
        List.copyOf(effects), outcomes -> TaskResult.EMPTY, false, false, Optional.of(diff));
  }
}
