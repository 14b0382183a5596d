package dev.play.module;

import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a task registers, beside what the engine adds ({@code changed}, {@code failed}, {@code
 * skipped}, {@code diff}, {@code invocation}).
 *
 * @param values the module's own return values, for example {@code dest}, {@code rc}
 * @param changed overrides what the plan says, for commands that tell only by their output
 * @param failed overrides likewise; {@code msg} in values says why
 * @param facts become {@code ansible_facts} of the host
 */
public record TaskResult(
    Value.Dict values, Optional<Boolean> changed, Optional<Boolean> failed, Value.Dict facts) {
  public static final TaskResult EMPTY =
      new TaskResult(Value.EMPTY_DICT, Optional.empty(), Optional.empty(), Value.EMPTY_DICT);

  /** From alternating names and plain Java values. */
  public static TaskResult of(@Nullable Object... namesAndValues) {
    return new TaskResult(
        Value.dictOf(namesAndValues), Optional.empty(), Optional.empty(), Value.EMPTY_DICT);
  }

  public TaskResult with(String name, @Nullable Object value) {
    return new TaskResult(values.with(name, Value.ofJava(value)), changed, failed, facts);
  }

  /** All of these set, in their order; for results of many parts, of which each host makes one. */
  public TaskResult with(Map<String, ? extends @Nullable Object> more) {
    Map<Value, Value> all = new LinkedHashMap<>(values.entries());
    more.forEach((name, value) -> all.put(new Value.Text(name), Value.ofJava(value)));
    return new TaskResult(new Value.Dict(all), changed, failed, facts);
  }

  public TaskResult changed(boolean really) {
    return new TaskResult(values, Optional.of(really), failed, facts);
  }

  public TaskResult failed(String message) {
    return new TaskResult(
        values.with("msg", new Value.Text(message)), changed, Optional.of(true), facts);
  }

  public TaskResult withFacts(Value.Dict more) {
    return new TaskResult(values, changed, failed, more);
  }
}
