package dev.play.run.port;

import dev.play.event.Status;
import dev.play.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * What came of a module or an action, before changed_when and failed_when.
 *
 * @param values its return values; may hold unknown values in a check
 * @param facts become the host's facts
 * @param diff as text; empty when there is none
 * @param because why it is unknown or skipped
 * @param restUnknown in a check: why its other values can only be known by a run, if so
 * @param changes what it does to variables
 */
public record Performed(
    Status status,
    Value.Dict values,
    Value.Dict facts,
    String diff,
    Optional<String> because,
    Optional<String> restUnknown,
    List<VariableChange> changes) {
  public Performed {
    changes = List.copyOf(changes);
  }

  public static Performed of(Status status, Value.Dict values) {
    return new Performed(
        status, values, Value.EMPTY_DICT, "", Optional.empty(), Optional.empty(), List.of());
  }

  public static Performed ok(Value.Dict values) {
    return of(Status.OK, values);
  }

  public static Performed failed(String message) {
    return of(Status.FAILED, Value.dictOf("msg", message));
  }

  public static Performed unknown(String because) {
    return new Performed(
        Status.UNKNOWN,
        Value.EMPTY_DICT,
        Value.EMPTY_DICT,
        "",
        Optional.of(because),
        Optional.empty(),
        List.of());
  }

  public static Performed skipped(String because) {
    return new Performed(
        Status.SKIPPED,
        Value.dictOf("skip_reason", because),
        Value.EMPTY_DICT,
        "",
        Optional.of(because),
        Optional.empty(),
        List.of());
  }

  /** The same with another return value. */
  public Performed with(String name, Value value) {
    return new Performed(
        status, values.with(name, value), facts, diff, because, restUnknown, changes);
  }

  /** The same with facts. */
  public Performed withFacts(Value.Dict some) {
    return new Performed(status, values, some, diff, because, restUnknown, changes);
  }

  /** The same with another status. */
  public Performed as(Status other) {
    return new Performed(other, values, facts, diff, because, restUnknown, changes);
  }

  /** The same with these differences. */
  public Performed withDiff(String text) {
    return new Performed(status, values, facts, text, because, restUnknown, changes);
  }

  public Performed doing(List<VariableChange> what) {
    return new Performed(status, values, facts, diff, because, restUnknown, what);
  }
}
